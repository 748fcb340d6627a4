import { identityTag } from "../src/core/accounts/unlinks.ts";
import { encodeButton } from "../src/core/chat/button-token.ts";
import { defineCommand } from "../src/core/chat/command.ts";
import type { Button } from "../src/core/chat/reply.ts";

/** Enough of an account's id for support to find it. */
const SHORT_ID_LENGTH = 8;

export const account = defineCommand({
  name: "account",
  summary: "Your account: which chats it is in, your plan and its limits",
  audience: "caller",
  needsConsent: false,
  options: {},
  example: "/account",
  async run({ caller }, { accounts, unlinks, ids }) {
    const { account: own, messages } = caller;
    const words = messages.account;
    const leaving = await unlinks.planned(own);
    const { inWorksMax, atOnce, commandsPerMinute } = accounts.limits(own);
    const stops: Button[] = leaving.map(({ identity }) => ({
      label: words.stop(identity),
      style: "danger",
      token: encodeButton("unlink", "stop", own.id, identityTag(identity, ids)),
    }));
    const mayUnlink = own.identities.length > 1;
    return {
      title: words.title,
      ...(leaving.length === 0
        ? {}
        : { text: leaving.map(({ identity, dueAt }) => messages.unlinking.planned(identity, dueAt)).join("\n\n") }),
      fields: [
        { name: words.chats, value: own.identities.map(words.chat).join("\n") },
        { name: words.plan, value: words.plans[own.plan] },
        { name: words.limits, value: words.atOnce(inWorksMax, atOnce, commandsPerMinute) },
        { name: words.since, value: words.sinceDay(own.createdAt) },
        { name: words.id, value: own.id.slice(0, SHORT_ID_LENGTH) },
      ],
      buttons: [
        ...stops,
        { label: words.link, style: "primary", token: encodeButton("link", "code", own.id) },
        ...(mayUnlink ? [{ label: words.unlink, token: encodeButton("unlink", "which", own.id) }] : []),
      ],
    };
  },
});
