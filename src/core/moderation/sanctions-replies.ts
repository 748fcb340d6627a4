import { type Account, languageWished } from "../accounts/account.ts";
import type { Reply } from "../chat/reply.ts";
import { languageOf, type Messages, messagesFor } from "../messages.ts";
import { appealButton } from "./appeal.ts";
import type { Sanction } from "./sanction.ts";

/** What the person reads in the language that they wish; paragraphs are whole texts, one below the other. */
function wordsFor(account: Account): Messages["sanctions"] {
  return messagesFor(languageOf(languageWished(account))).sanctions;
}

function paragraphs(title: string, ...texts: readonly (string | null)[]): Reply {
  return { title, text: texts.filter((text) => text !== null).join("\n\n") };
}

/** Told when it was decided; null of a termination without notice, which is told as what it does. */
export function decidedReply(account: Account, sanction: Sanction, hasSubscription: boolean): Reply | null {
  const words = wordsFor(account);
  const { kind, reason, until, effectiveAt, decidedAt, freezes, forfeits } = sanction;
  if (kind === "termination" && effectiveAt <= decidedAt) return null;
  const why = words.reason[reason];
  const buttons = [appealButton(account, sanction.id)];
  const note = sanction.note === null ? null : words.note(sanction.note);
  if (kind === "warning") return { ...paragraphs(words.warnedTitle, why, note, words.warned), buttons };
  if (kind === "suspension") {
    const frozen = freezes ? words.frozen : null;
    const subscription = hasSubscription ? words.subscriptionGoesOn : null;
    const rest = [words.suspended(until), frozen, subscription, words.whatIsLeft];
    return { ...paragraphs(words.suspendedTitle, why, note, ...rest), buttons };
  }
  const credits = forfeits ? words.announcedForfeit : words.announcedNoForfeit;
  const frozen = freezes ? words.frozen : null;
  const rest = [words.announced(effectiveAt), frozen, credits, words.announcedAppeal];
  return { ...paragraphs(words.announcedTitle, why, note, ...rest), buttons };
}

/** Told when a termination takes effect. */
export function closedReply(account: Account, sanction: Sanction, erasedAt: Date): Reply {
  const words = wordsFor(account);
  const note = sanction.note === null ? null : words.note(sanction.note);
  const credits = sanction.forfeits ? words.closedForfeit : words.closedNoForfeit;
  const texts = [words.reason[sanction.reason], note, words.closed(erasedAt), credits];
  return { ...paragraphs(words.closedTitle, ...texts), buttons: [appealButton(account, sanction.id)] };
}

export function backReply(account: Account): Reply {
  const words = wordsFor(account);
  return { tone: "good", title: words.backTitle, text: words.back };
}

export function liftedReply(account: Account, { kind }: Sanction): Reply {
  const words = wordsFor(account);
  const text = {
    warning: words.warningLifted,
    suspension: words.suspensionLifted,
    termination: words.terminationLifted,
  }[kind];
  return { tone: "good", title: words.liftedTitle, text };
}
