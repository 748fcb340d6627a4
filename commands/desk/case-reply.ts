import { encodeButton } from "../../src/core/chat/button-token.ts";
import type { Caller } from "../../src/core/chat/command.ts";
import { identityKey } from "../../src/core/chat/incoming.ts";
import type { Button, Field, Reply } from "../../src/core/chat/reply.ts";
import { caseDesk as words } from "../../src/core/messages/desk/cases.ts";
import { shortened } from "../../src/core/messages/shortened.ts";
import type { Case } from "../../src/core/moderation/case.ts";
import type { Sanction } from "../../src/core/moderation/sanction.ts";
import type { Services } from "../../src/core/services.ts";

const STATEMENT_SHOWN_MAX = 900;
const VIOLATIONS_SHOWN = 5;

/** What the form of a decision is for, as its token says it: an outcome, or a suspension. */
export const caseChoices = ["upheld", "reversed", "dismissed", "acted", "suspended"] as const;
export type CaseChoice = (typeof caseChoices)[number];

/** One case with what is needed to decide it; `skipped`: how many stand before it that were passed over. */
export async function caseReply(one: Case, skipped: number, caller: Caller, services: Services): Promise<Reply> {
  const { id, kind, generation, report, statement, count, dueAt, openedAt, decision, evidence } = one;
  const fields: Field[] = [
    { name: words.id, value: id },
    ...(dueAt === null ? [] : [{ name: words.due, value: words.dueAt(dueAt, dueAt <= services.clock.now()) }]),
    ...(await aboutAccount(one, services)),
    ...(await aboutViolations(one, services)),
    ...(await aboutSanction(one, services)),
    ...(generation === null ? [] : [{ name: words.picture, value: generation }]),
    ...(report === null ? [] : [{ name: words.report, value: report }]),
    ...(statement === null ? [] : [{ name: words.said, value: shortened(statement, STATEMENT_SHOWN_MAX) }]),
    ...(report === null || count < 2 ? [] : [{ name: words.count, value: String(count) }]),
    ...(evidence.length === 0 ? [] : [{ name: words.evidence, value: words.evidenceLine(evidence.length) }]),
    ...(decision === null ? [] : [{ name: words.decision, value: words.decisionLine(decision) }]),
  ];
  return {
    title: words.title(kind),
    text: [words.opened(openedAt), ...hints(one)].join("\n"),
    fields,
    buttons: [...decisions(one, caller), ...evidenceButton(one, caller), nextButton(skipped + 1, caller)],
  };
}

/** What is decided elsewhere. */
function hints({ id, kind, account, generation, decision }: Case): string[] {
  if (decision !== null && kind !== "gravest") return [];
  const isAboutPicture = kind === "report" || kind === "intimate" || kind === "infringement" || kind === "gravest";
  return [
    ...(isAboutPicture && generation !== null ? [words.howToTakeDown(generation)] : []),
    ...(kind === "gravest" && account !== null ? [words.howToEnd(account, id)] : []),
    ...(kind === "repeat-infringer" && account !== null ? [words.howToEndInfringer(account)] : []),
  ];
}

export function backToCase(id: string, { account }: Caller): Button {
  return { label: words.back, style: "quiet", token: encodeButton("admin", "case-look", account.id, id) };
}

function nextButton(skipped: number, { account }: Caller): Button {
  return { label: words.next, style: "quiet", token: encodeButton("admin", "case-next", account.id, String(skipped)) };
}

function evidenceButton({ id, evidence, generation }: Case, { account }: Caller): Button[] {
  if (evidence.length === 0 && generation === null) return [];
  return [{ label: words.show, style: "quiet", token: encodeButton("admin", "case-show", account.id, id) }];
}

/** What can be decided about it; each asks for a note, and that is the second step. */
function decisions({ id, kind, account, violations, sanction, decision, version }: Case, caller: Caller): Button[] {
  if (decision !== null) return [];
  const to = (label: string, choice: CaseChoice, style: "primary" | "secondary" | "danger"): Button => ({
    ...{ label, style },
    token: encodeButton("admin", "case-form", caller.account.id, choice, id, String(version)),
  });
  const suspend = account === null ? [] : [to(words.suspend, "suspended", "danger")];
  if (kind === "appeal") {
    return [to(words.reverse, "reversed", "primary"), to(words.uphold, "upheld", "secondary"), ...suspend];
  }
  const canReverse = kind !== "wave" && (violations.length > 0 || sanction !== null);
  const reverse = canReverse ? [to(words.reverse, "reversed", "secondary")] : [];
  if (kind === "gravest" || kind === "pattern") {
    return [to(words.uphold, "upheld", "primary"), ...reverse, ...suspend];
  }
  return [to(words.act, "acted", "primary"), to(words.dismiss, "dismissed", "secondary"), ...reverse, ...suspend];
}

async function aboutAccount({ account }: Case, { accounts, conduct }: Services): Promise<Field[]> {
  if (account === null) return [];
  const [person, { sum, violations }] = await Promise.all([accounts.find(account), conduct.strikes(account)]);
  const names = (person?.identities ?? []).map(
    (identity) => `${identityKey(identity)} ${shortened(identity.name, 40)}`,
  );
  return [
    { name: words.account, value: words.accountLine(account, names) },
    { name: words.strikes, value: words.strikesLine(sum, violations.length) },
  ];
}

async function aboutViolations({ violations }: Case, { conduct }: Services): Promise<Field[]> {
  if (violations.length === 0) return [];
  const shown = violations.slice(-VIOLATIONS_SHOWN).toReversed();
  const found = await Promise.all(shown.map((id) => conduct.violation(id)));
  const lines = found.flatMap((violation) => {
    if (violation === null) return [];
    const { stage, category, model, at, strikes, reversedAt } = violation;
    const what = [stage, category, ...(model === null ? [] : [model])].join(" · ");
    return [words.violationLine(what, at, strikes, reversedAt !== null)];
  });
  const more = violations.length > shown.length ? [words.more(violations.length - shown.length)] : [];
  return [{ name: words.violations, value: [...lines, ...more].join("\n") }];
}

async function aboutSanction({ sanction, account }: Case, { sanctions }: Services): Promise<Field[]> {
  const known = sanction === null ? null : await sanctions.find(sanction);
  const [latest] = known !== null || account === null ? [] : await sanctions.latest(account, 1);
  const shown = known ?? latest;
  return shown === undefined ? [] : [{ name: words.sanction, value: sanctionLine(shown) }];
}

function sanctionLine({ kind, reason, by, until, liftedAt }: Sanction): string {
  return words.sanctionLine(kind, reason, by, until, liftedAt !== null);
}
