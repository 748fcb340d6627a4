import { encodeButton } from "../../src/core/chat/button-token.ts";
import type { ButtonHandler, Caller } from "../../src/core/chat/command.ts";
import { identityKey } from "../../src/core/chat/incoming.ts";
import type { Button, Reply } from "../../src/core/chat/reply.ts";
import { announcementReply } from "../../src/core/desk/announcements.ts";
import { approvalReply } from "../../src/core/desk/approval-reply.ts";
import { approvalWords as words } from "../../src/core/messages/desk/approvals.ts";
import { deskRefusal } from "../../src/core/messages/desk/say.ts";
import type { Services } from "../../src/core/services.ts";
import { defineDesk } from "./desk.ts";

const SHOWN = 5;

/** `/admin approvals`: what one of ours wants to do and another one has to agree to. */
export const approvalsDesk = defineDesk({
  name: "approvals",
  aliases: ["approval"],
  usage: ["/admin approvals"],
  run: ({ caller }, services) => listReply(caller, services),
  buttons: {
    // Under what all operators are shown, whoever asked.
    "appr-list": {
      pressedBy: "anyone",
      run: async ({ caller }, services) => ({ ...(await listReply(caller, services)), replacesOrigin: true }),
    },
    "appr-look": {
      pressedBy: "owner",
      async run({ args: [id = ""] }, services) {
        const approval = await services.desk.approvals.find(id);
        if (approval === null) throw deskRefusal(words.unknown);
        return approvalReply(approval);
      },
    },
    "appr-see": {
      pressedBy: "anyone",
      async run({ args: [id = "", language = "en"] }, services) {
        const act = (await services.desk.approvals.find(id))?.intent.act;
        if (act?.kind !== "announce") throw deskRefusal(words.unknown);
        return announcementReply({ texts: act.texts, kind: act.notice }, language);
      },
    },
    "appr-yes": deciding(true),
    "appr-no": deciding(false),
  },
});

/** Any operator may press it, wherever it was shown; the core refuses whoever asked. */
function deciding(agrees: boolean): ButtonHandler {
  return {
    pressedBy: "anyone",
    async run({ args: [id = ""], caller, incoming }, { desk }) {
      const who = { operator: identityKey(incoming.identity), account: caller.account };
      const decided = await desk.approvals.decide(id, agrees, who);
      const tone = decided.state === "done" || decided.state === "declined" ? "good" : "refusal";
      return { ...approvalReply(decided), tone, replacesOrigin: true };
    },
  };
}

async function listReply({ account }: Caller, { desk }: Services): Promise<Reply> {
  const waiting = await desk.approvals.waiting(SHOWN + 1);
  const rule = desk.twoPeople ? words.ruleOn : words.ruleOff;
  if (waiting.length === 0) return { title: words.listTitle, text: `${words.none}\n${rule}` };
  const shown = waiting.slice(0, SHOWN);
  return {
    title: words.listTitle,
    text: [words.listText(shown.length, shown.length === waiting.length), ...shown.map(words.line)].join("\n\n"),
    buttons: shown.map(
      ({ id }, index): Button => ({
        label: words.look(index + 1),
        token: encodeButton("admin", "appr-look", account.id, id),
      }),
    ),
  };
}
