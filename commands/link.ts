import { CODE_LIFETIME_MS } from "../src/core/accounts/link.ts";
import { shownLinkCode } from "../src/core/accounts/link-code.ts";
import { joinedReply, questionFor } from "../src/core/accounts/link-replies.ts";
import type { LinkProgress } from "../src/core/accounts/links.ts";
import { encodeButton } from "../src/core/chat/button-token.ts";
import { type Caller, defineCommand } from "../src/core/chat/command.ts";
import type { Identity } from "../src/core/chat/incoming.ts";
import type { Button, Reply } from "../src/core/chat/reply.ts";
import { available } from "../src/core/credits/wallet.ts";
import type { Services } from "../src/core/services.ts";
import { LINK_PAYLOAD, redeemCode } from "./buttons/link-code.ts";

export const link = defineCommand({
  name: "link",
  summary: "Use one account in several chats: the same credits, pictures and settings",
  audience: "caller",
  // Whoever joins an account that has accepted the terms has accepted them there.
  needsConsent: false,
  options: {
    code: {
      kind: "text",
      lengthMax: 40,
      summary: "The code from the other chat; without one you get a code from here",
    },
  },
  example: "/link 4KX7-9QTM",
  run: async ({ options, caller, incoming }, services) =>
    options.code === undefined
      ? begin(caller, incoming.identity, services)
      : redeemCode(options.code, caller, incoming.identity, services),
  buttons: {
    code: {
      pressedBy: "owner",
      run: async ({ caller, incoming }, services) => begin(caller, incoming.identity, services),
    },
    yes: {
      pressedBy: "owner",
      async run({ args: [id = ""], caller, incoming }, services) {
        const progress = await services.links.confirm(id, caller.account);
        return { ...(await shown(progress, caller, incoming.identity, services)), replacesOrigin: true };
      },
    },
    no: {
      pressedBy: "owner",
      async run({ args: [id = ""], caller }, { links }) {
        await links.decline(id, caller.account);
        return { text: caller.messages.linking.declined, replacesOrigin: true };
      },
    },
  },
});

/** What waits for a yes comes first: the button under its question may be gone. */
async function begin(caller: Caller, identity: Identity, services: Services): Promise<Reply> {
  const { account, messages } = caller;
  const { linking: words } = messages;
  const waiting = await services.links.waitingFor(account);
  if (waiting !== null && waiting.state !== "joining") return questionFor(waiting, messages);
  if (waiting !== null) {
    return shown(await services.links.confirm(waiting.id, account), caller, identity, services);
  }
  const { code } = await services.links.issue(account, identity);
  const url = identity.platform === "telegram" ? null : await services.deepLink("telegram", `${LINK_PAYLOAD}${code}`);
  const buttons: Button[] = [
    ...(url === null ? [] : [{ label: words.openTelegram, url }]),
    { label: words.newCode, token: encodeButton("link", "code", account.id) },
  ];
  return { title: words.title, text: words.code(shownLinkCode(code), CODE_LIFETIME_MS / 60_000), buttons };
}

async function shown(
  progress: LinkProgress,
  { account, messages }: Caller,
  identity: Identity,
  { ledger, clock }: Services,
): Promise<Reply> {
  const { linking: words } = messages;
  if (progress.outcome === "refused") return { tone: "refusal", text: words.refused(progress.reason) };
  const { issuer, redeemer } = progress.link;
  if (progress.outcome === "confirmed") return { text: words.waits(issuer.identity) };
  if (progress.outcome === "joining") return { text: words.joining };
  const isIssuer = issuer.identity.platform === identity.platform && issuer.identity.user === identity.user;
  const other = isIssuer ? redeemer?.identity : issuer.identity;
  const wallet = await ledger.wallet(account.id);
  return joinedReply(other ?? issuer.identity, available(wallet, clock.now()), messages);
}
