import { consentReply } from "../src/core/accounts/consent-reply.ts";
import { termsInForce } from "../src/core/accounts/terms.ts";
import { defineCommand } from "../src/core/chat/command.ts";
import { available } from "../src/core/credits/wallet.ts";
import { LINK_PAYLOAD, redeemCode } from "./buttons/link-code.ts";
import { SHOP_PAYLOAD, shopFront } from "./buttons/shop.ts";

export const start = defineCommand({
  name: "start",
  summary: "Say hello, and accept the terms",
  audience: "caller",
  needsConsent: false,
  options: {},
  example: "/start",
  async run({ caller, incoming }, services) {
    const { accounts, ledger, clock } = services;
    const { account, messages } = caller;
    // What a deep link brings is no option: nobody types it. One that means nothing is a greeting.
    const payload = incoming.action.kind === "command" ? incoming.action.words.trim() : "";
    if (payload.startsWith(LINK_PAYLOAD)) {
      return redeemCode(payload.slice(LINK_PAYLOAD.length), caller, incoming.identity, services);
    }
    // As with `/buy`, what there is may be seen by anybody; paying asks for the terms.
    if (payload === SHOP_PAYLOAD) return shopFront(caller, incoming, services);
    if (!accounts.hasAccepted(account)) return consentReply(account, messages, null);
    const wallet = await ledger.wallet(account.id);
    return { title: messages.start.title, text: messages.start.ready(available(wallet, clock.now())) };
  },
  buttons: {
    accept: {
      pressedBy: "owner",
      needsConsent: false,
      async run({ args, caller, incoming }, { accounts }) {
        const { account, messages } = caller;
        // What is accepted is what was shown: an old button does not accept new terms.
        if (args[0] !== termsInForce.version) return { tone: "refusal", text: messages.consent.changed };
        const { welcome_credits } = await accounts.accept(account, incoming.identity.platform);
        return {
          tone: "good",
          title: messages.start.acceptedTitle,
          text: messages.start.accepted(welcome_credits),
          replacesOrigin: true,
        };
      },
    },
  },
});
