import type { Caller } from "../chat/command.ts";
import type { Reply } from "../chat/reply.ts";
import { type Messages, sentence } from "../messages.ts";
import type { Refusal } from "../refusal.ts";
import { appealButton } from "./appeal.ts";
import type { Consequence } from "./conduct.ts";
import type { Sanction } from "./sanction.ts";

/** A refusal with what follows from it for the person, and the way to have it looked at. */
export function consequenceReply(
  { refusal }: Refusal,
  { violation, strikes, window_days, sanction }: Consequence,
  { account, messages }: Pick<Caller, "account" | "messages">,
): Reply {
  const counted = strikes > 0 ? [messages.conduct.counted(strikes, window_days)] : [];
  const imposed = sanction === null ? [] : [sanctionText(sanction, messages)];
  return {
    tone: "refusal",
    text: [sentence(messages, refusal), ...counted, ...imposed].join("\n\n"),
    onlyCaller: true,
    buttons: [appealButton(account, violation, messages)],
  };
}

function sanctionText({ kind, until }: Sanction, { conduct }: Messages): string {
  if (kind === "warning") return conduct.warned;
  return until === null ? conduct.suspended : conduct.suspendedUntil(until);
}
