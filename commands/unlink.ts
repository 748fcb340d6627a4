import { identityTag } from "../src/core/accounts/unlinks.ts";
import { encodeButton } from "../src/core/chat/button-token.ts";
import { type Caller, defineCommand } from "../src/core/chat/command.ts";
import type { Button, Reply } from "../src/core/chat/reply.ts";
import type { Services } from "../src/core/services.ts";

export const unlink = defineCommand({
  name: "unlink",
  summary: "Take a chat out of your account again, a day from now",
  audience: "caller",
  needsConsent: false,
  options: {},
  example: "/unlink",
  run: async ({ caller }, services) => choices(caller, services),
  buttons: {
    which: { pressedBy: "owner", run: async ({ caller }, services) => choices(caller, services) },
    leave: {
      pressedBy: "owner",
      async run({ args: [tag = ""], caller, incoming }, { unlinks, ids }) {
        const { account, messages } = caller;
        const { identity, dueAt } = await unlinks.plan(account, tag, incoming.identity);
        const token = encodeButton("unlink", "stop", account.id, identityTag(identity, ids));
        return {
          title: messages.unlinking.title,
          text: messages.unlinking.planned(identity, dueAt),
          buttons: [{ label: messages.unlinking.stop, style: "danger", token }],
          replacesOrigin: true,
        };
      },
    },
    stop: {
      pressedBy: "owner",
      async run({ args: [tag = ""], caller, incoming }, { unlinks }) {
        const { account, messages } = caller;
        const { outcome, identity } = await unlinks.stop(account, tag, incoming.identity);
        if (outcome === "too-late") return { tone: "refusal", text: messages.unlinking.tooLate };
        return { text: messages.unlinking.stopped(identity), replacesOrigin: true };
      },
    },
  },
});

function choices({ account, messages }: Caller, { ids }: Pick<Services, "ids">): Reply {
  const { unlinking: words } = messages;
  if (account.identities.length < 2) return { title: words.title, text: words.onlyOne };
  const buttons: Button[] = account.identities.map((identity) => ({
    label: words.leave(identity),
    token: encodeButton("unlink", "leave", account.id, identityTag(identity, ids)),
  }));
  return { title: words.title, text: words.which, buttons };
}
