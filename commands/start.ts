import { consentReply } from "../src/core/accounts/consent-reply.ts";
import { defineCommand } from "../src/core/chat/command.ts";
import { available } from "../src/core/credits/wallet.ts";
import { appealButton } from "../src/core/moderation/appeal.ts";
import { standingOf } from "../src/core/moderation/sanction.ts";
import { refuse } from "../src/core/refusal.ts";
import { LINK_PAYLOAD, redeemCode } from "./buttons/link-code.ts";
import { SHOP_PAYLOAD, shopFront } from "./buttons/shop.ts";

export const start = defineCommand({
  name: "start",
  summary: "Say hello, and accept the terms",
  audience: "caller",
  needsConsent: false,
  whileSuspended: true,
  options: {},
  example: "/start",
  async run({ caller, incoming }, services) {
    const { accounts, ledger, terms, clock } = services;
    const { account, messages } = caller;
    // What a deep link brings is no option: nobody types it. One that means nothing is a greeting.
    const payload = incoming.action.kind === "command" ? incoming.action.words.trim() : "";
    if (payload.startsWith(LINK_PAYLOAD)) {
      return redeemCode(payload.slice(LINK_PAYLOAD.length), caller, incoming.identity, services);
    }
    // As with `/buy`, what there is may be seen by anybody; paying asks for the terms.
    if (payload === SHOP_PAYLOAD) return shopFront(caller, incoming, services);
    // Nobody is welcomed to what was closed.
    const standing = standingOf(account.sanctions, clock.now());
    if (standing.state === "terminated") throw refuse("terminated", { reason: standing.reason });
    if (standing.state === "suspended") {
      const { sanctions: words } = messages;
      const text = [words.reason[standing.reason], words.suspended(standing.until), words.whatIsLeft].join("\n\n");
      return {
        tone: "refusal",
        title: words.suspendedTitle,
        text,
        buttons: [appealButton(account, standing.sanction)],
      };
    }
    if (!accounts.hasAccepted(account)) return consentReply(caller, null, terms);
    const wallet = await ledger.wallet(account.id);
    return { title: messages.start.title, text: messages.start.ready(available(wallet, clock.now())) };
  },
  buttons: {
    accept: {
      pressedBy: "owner",
      needsConsent: false,
      async run({ args: [version = ""], caller, incoming }, { accounts, terms }) {
        const { account, messages } = caller;
        // What is accepted is what was shown: an old button does not accept what changed in a way that matters since.
        if (!terms.suffices(version)) return { tone: "refusal", text: messages.consent.changed };
        const { welcome_credits } = await accounts.accept(account, incoming.identity.platform, version);
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
