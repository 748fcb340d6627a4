import { KeyedQueue } from "../keyed-queue.ts";
import { plainWords } from "../messages/plain-words.ts";
import { refuse } from "../refusal.ts";
import type { Clock, Ids } from "../services.ts";
import { APPEAL_LENGTH_MAX, type Appealable } from "./appeal.ts";
import type { Case } from "./case.ts";
import { caseId, type ReviewQueue } from "./cases.ts";
import type { Conduct, Sanctions } from "./conduct.ts";
import type { ModerationNumbers } from "./numbers.ts";
import type { Sanction } from "./sanction.ts";

const DAY_MS = 24 * 60 * 60 * 1000;
const LOOKED_AT = 20;

/** What people ask to have looked at again by a person of ours (T10, T18). */
export interface Appeals {
  /** What can be appealed against now: violations that count and sanctions in force, latest first. */
  open(account: string): Promise<readonly Appealable[]>;
  /** Refuses what is not theirs, and what was taken back already. */
  about(account: string, id: string): Promise<Appealable>;
  /** The appeal against this; null: there was none. */
  of(id: string): Promise<Case | null>;
  /**
   * Hands it in, once for each violation or sanction: `waiting` and `decided` say that there was one. Refuses more of them in a
   * day than the rules allow.
   */
  file(account: string, id: string, words: string): Promise<"filed" | "waiting" | "decided">;
}

export function createAppeals({
  cases,
  conduct,
  sanctions,
  numbers,
  clock,
  ids,
}: {
  readonly cases: Pick<ReviewQueue, "open" | "find" | "opened">;
  readonly conduct: Pick<Conduct, "violation" | "strikes">;
  readonly sanctions: Pick<Sanctions, "find" | "latest">;
  readonly numbers: Pick<ModerationNumbers, "appealsPerDay">;
  readonly clock: Clock;
  readonly ids: Ids;
}): Appeals {
  // Two at the same moment must not both find room for the last one of the day.
  const filing = new KeyedQueue();
  const causeOf = (id: string) => `appeal:${id}`;

  const of = (id: string): Promise<Case | null> => cases.find(caseId(ids, causeOf(id)));

  async function about(account: string, id: string): Promise<Appealable> {
    const violation = await conduct.violation(id);
    if (violation !== null && violation.account === account) {
      if (violation.reversedAt !== null) throw refuse("appeal-settled", {});
      return { kind: "violation", id, at: violation.at, violation };
    }
    const sanction = await sanctions.find(id);
    if (sanction === null || sanction.account !== account) throw refuse("appeal-unknown", {});
    if (sanction.liftedAt !== null) throw refuse("appeal-settled", {});
    return { kind: "sanction", id, at: sanction.decidedAt, sanction };
  }

  async function expectRoom(account: string): Promise<void> {
    const max = numbers.appealsPerDay;
    const latest = await cases.opened(account, "appeal", new Date(clock.now().getTime() - DAY_MS));
    const oldest = latest[max - 1];
    if (oldest !== undefined) {
      throw refuse("appeal-limit", { max, again: new Date(oldest.openedAt.getTime() + DAY_MS) });
    }
  }

  return {
    about,
    of,
    async open(account) {
      const now = clock.now();
      const [{ violations }, latest] = await Promise.all([
        conduct.strikes(account),
        sanctions.latest(account, LOOKED_AT),
      ]);
      const all: Appealable[] = [
        ...latest
          .filter((sanction) => isInForce(sanction, now))
          .map((sanction) => ({ kind: "sanction", id: sanction.id, at: sanction.decidedAt, sanction }) as const),
        ...violations
          .filter(({ reversedAt }) => reversedAt === null)
          .map((violation) => ({ kind: "violation", id: violation.id, at: violation.at, violation }) as const),
      ];
      return all.toSorted((one, other) => other.at.getTime() - one.at.getTime());
    },
    file: (account, id, words) =>
      filing.run(account, async () => {
        const subject = await about(account, id);
        const known = await of(id);
        if (known !== null) return known.decision === null ? "waiting" : "decided";
        await expectRoom(account);
        await cases.open({
          ...{ kind: "appeal", account, cause: causeOf(id) },
          statement: plainWords(words, APPEAL_LENGTH_MAX),
          ...(await contents(subject)),
        });
        return "filed";
      }),
  };

  async function contents(subject: Appealable) {
    if (subject.kind === "violation") {
      const { id, generation, evidence } = subject.violation;
      return { violations: [id], generation, evidence: evidence === null ? [] : [evidence] };
    }
    const { id, violations } = subject.sanction;
    const found = await Promise.all(violations.map((violation) => conduct.violation(violation)));
    const evidence = found.flatMap((violation) => violation?.evidence ?? []);
    return { sanction: id, violations: [...violations], evidence };
  }
}

function isInForce({ liftedAt, until, kind }: Sanction, at: Date): boolean {
  return liftedAt === null && kind !== "warning" && (until === null || until > at);
}
