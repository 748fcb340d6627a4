import { type Account, languageWished } from "../accounts/account.ts";
import type { Accounts } from "../accounts/accounts.ts";
import type { Generation } from "../generation/generation.ts";
import { plainWords } from "../messages/plain-words.ts";
import { languageOf, messagesFor } from "../messages.ts";
import type { Cases } from "../moderation/case.ts";
import { isUrgent } from "../moderation/case-opening.ts";
import type { ModerationNumbers } from "../moderation/numbers.ts";
import type { Notices } from "../notices/notices.ts";
import type { TellOperators } from "../notices/tell-operators.ts";
import { refuse } from "../refusal.ts";
import type { Clock, Ids, Log } from "../services.ts";
import { remindOfClocks } from "./complaint-clock.ts";
import { type InfringementNotice, NOTICE_LENGTHS_MAX } from "./infringement-notice.ts";
import { caseOfReport, REPORT_NOTE_LENGTH_MAX, type Report, type ReportReason, type ReportStore } from "./report.ts";
import { type SealingParts, sealReported } from "./seal-reported.ts";

export interface Reports {
  /**
   * Stores what a person says about a picture, once for each person and picture; `id` is what both sides can quote. Reports of one
   * picture are one case. Refuses more than so many of one person a day.
   */
  file(report: {
    readonly picture: Generation;
    readonly reporter: Account;
    readonly reason: ReportReason;
    readonly note: string;
  }): Promise<Filed>;
  /** Stores a whole notice about somebody's work. */
  fileNotice(report: {
    readonly picture: Generation;
    readonly reporter: Account;
    readonly notice: InfringementNotice;
  }): Promise<Filed>;
  find(id: string): Promise<Report | null>;
  /** The one report whose id begins so. */
  named(prefix: string): Promise<Report | null>;
  /** The cases in which reports of this picture are decided. */
  casesOf(generation: string): Promise<readonly string[]>;
  /** Tells reporters of cases that were decided; answers how many. Safe to repeat. */
  tellOutcomes(): Promise<number>;
  /** See `remindOfClocks`. */
  remindOfClocks(): Promise<void>;
}
export interface Filed {
  readonly outcome: "filed" | "repeated";
  readonly id: string;
}

const DAY_MS = 24 * 60 * 60 * 1000;
const HOUR_MS = 60 * 60 * 1000;
/** Longer than filing takes: after that, whoever filed has died. */
const FILING_MS = 60_000;
const AT_ONCE = 100;

export function createReports({
  store,
  cases,
  numbers,
  accounts,
  notices,
  tellOperators,
  clock,
  ids,
  log,
  ...sealing
}: {
  readonly store: ReportStore;
  readonly cases: Pick<Cases, "open" | "find" | "waiting">;
  readonly numbers: Pick<ModerationNumbers, "reportsPerDay" | "evidenceKept_days">;
  readonly accounts: Pick<Accounts, "find">;
  readonly notices: Pick<Notices, "post">;
  readonly tellOperators: TellOperators;
  readonly clock: Clock;
  readonly ids: Ids;
  readonly log: Log;
} & Pick<SealingParts, "generations" | "images" | "imaging" | "evidence">): Reports {
  async function keep(report: Omit<Report, "createdAt" | "case" | "toldAt">): Promise<Filed> {
    const { id, reporter } = report;
    const before = await store.find(id);
    if (before !== null) return repeated(before);
    const since = new Date(clock.now().getTime() - DAY_MS);
    if ((await store.countSince(reporter, since)) >= numbers.reportsPerDay) {
      throw refuse("reports-too-many", { max: numbers.reportsPerDay });
    }
    const filed = { ...report, createdAt: clock.now(), case: null, toldAt: null };
    if (!(await store.insert(filed))) return { outcome: "repeated", id };
    log.warn({ report: id, generation: report.generation, reason: report.reason }, "a picture was reported");
    await openCase(filed);
    return { outcome: "filed", id };
  }

  /** Also for whoever died before the case was opened. */
  async function repeated(report: Report): Promise<Filed> {
    if (report.case === null) await openCase(report);
    return { outcome: "repeated", id: report.id };
  }

  /** All reports of a picture that are decided alike are one case. */
  async function openCase(report: Report): Promise<void> {
    const { id, generation, owner, note, notice, createdAt } = report;
    const { kind, due_hours } = caseOfReport[notice === null ? report.reason : "notice"];
    // Before the case, so that no moment is left in which the owner could take them out of it.
    const evidence = isUrgent(kind) ? await sealReported(report, { ...sealing, numbers, clock, log }) : [];
    const opened = await cases.open({
      ...{ kind, generation, account: owner, report: id, cause: `${kind}:${generation}` },
      ...{ statement: note === "" ? null : note, evidence },
      dueAt: due_hours === null ? null : new Date(createdAt.getTime() + due_hours * HOUR_MS),
    });
    await store.setCase(id, opened.id);
  }

  async function tellOne(report: Report, acted: boolean): Promise<void> {
    const reporter = await accounts.find(report.reporter);
    if (reporter === null) return;
    const { reports: words } = messagesFor(languageOf(languageWished(reporter)));
    await notices.post(reporter.id, `report-outcome:${report.id}`, {
      title: words.outcomeTitle,
      text: words.outcome(referenceOf(report.id), acted),
    });
  }

  async function tellCase(caseId: string): Promise<number> {
    const one = await cases.find(caseId);
    if (one !== null && one.decision === null) return 0;
    // Gone with its picture's owner: then nobody decides it any more, and nobody has to be looked for every minute.
    const decision = one?.decision ?? null;
    let told = 0;
    for (;;) {
      const waiting = await store.untold(caseId, AT_ONCE);
      if (decision !== null) for (const report of waiting) await tellOne(report, decision.outcome === "acted");
      await store.markTold(
        waiting.map(({ id }) => id),
        clock.now(),
      );
      told += decision === null ? 0 : waiting.length;
      if (waiting.length < AT_ONCE) return told;
    }
  }

  return {
    file({ picture, reporter, reason, note }) {
      const id = ids.derived(`report:${picture.id}:${reporter.id}`);
      const report = { id, generation: picture.id, owner: picture.account, reporter: reporter.id, reason };
      return keep({ ...report, note: plainWords(note, REPORT_NOTE_LENGTH_MAX), notice: null });
    },

    fileNotice({ picture, reporter, notice }) {
      const id = ids.derived(`notice:${picture.id}:${reporter.id}`);
      const { goodFaith, accuracy } = notice;
      const texts = {
        name: plainWords(notice.name, NOTICE_LENGTHS_MAX.name),
        contact: plainWords(notice.contact, NOTICE_LENGTHS_MAX.contact),
        work: plainWords(notice.work, NOTICE_LENGTHS_MAX.work),
        material: plainWords(notice.material, NOTICE_LENGTHS_MAX.material),
        signature: plainWords(notice.signature, NOTICE_LENGTHS_MAX.signature),
      };
      const report = { id, generation: picture.id, owner: picture.account, reporter: reporter.id, note: "" };
      return keep({ ...report, reason: "rights", notice: { ...texts, goodFaith, accuracy } });
    },

    find: (id) => store.find(id),
    async named(prefix) {
      const found = await store.startingWith(prefix, 2);
      return found.length === 1 ? (found[0] ?? null) : null;
    },
    casesOf: (generation) => store.casesOf(generation),
    remindOfClocks: () => remindOfClocks({ cases, tellOperators, clock }),

    async tellOutcomes() {
      const before = new Date(clock.now().getTime() - FILING_MS);
      for (const report of await store.withoutCase(before, AT_ONCE)) await openCase(report);
      let told = 0;
      let after: string | null = null;
      for (;;) {
        const found: string[] = await store.untoldCases(after, AT_ONCE);
        for (const caseId of found) told += await tellCase(caseId);
        after = found.at(-1) ?? null;
        if (found.length < AT_ONCE) return told;
      }
    },
  };
}

/** What both sides quote. */
export function referenceOf(id: string): string {
  return id.slice(0, 8);
}
