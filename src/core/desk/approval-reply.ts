import { encodeButton } from "../chat/button-token.ts";
import type { Button, Field, Reply } from "../chat/reply.ts";
import { announceWords } from "../messages/desk/announce.ts";
import { approvalWords as words } from "../messages/desk/approvals.ts";
import type { Approval } from "./approval.ts";

/** What a second person of ours has to know, with the buttons that decide; any operator but the one who asked may press them. */
export function approvalReply(approval: Approval): Reply {
  const { id, intent, summary, before, after, expiresAt } = approval;
  const { act, by, byAccount, reason } = intent;
  const texts = act.kind === "announce" ? Object.entries(act.texts) : [];
  const fields: Field[] = [
    { name: words.by, value: by },
    { name: words.why, value: reason },
    { name: words.before, value: before },
    { name: words.after, value: after },
    ...texts.map(([code, text]) => ({ name: announceWords.inLanguage(code), value: text })),
  ];
  const isOpen = approval.state === "waiting";
  const to = (label: string, button: string, style: "primary" | "danger" | "quiet", ...args: string[]): Button => ({
    ...{ label, style },
    token: encodeButton("admin", button, byAccount, ...args),
  });
  return {
    title: words.title,
    text: [summary, isOpen ? words.until(expiresAt) : words.state(approval)].join("\n"),
    fields,
    buttons: [
      // Whole, where the fields above have no room: nobody agrees to what they could not read.
      ...texts.map(([code]) => to(announceWords.see(code), "appr-see", "quiet", id, code)),
      ...(isOpen ? [to(words.approve, "appr-yes", "primary", id), to(words.decline, "appr-no", "danger", id)] : []),
      to(words.back, "appr-list", "quiet"),
    ],
  };
}
