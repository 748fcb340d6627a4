import { encodeButton } from "../src/core/chat/button-token.ts";
import { type Caller, defineCommand } from "../src/core/chat/command.ts";
import type { Incoming } from "../src/core/chat/incoming.ts";
import type { Field, Reply } from "../src/core/chat/reply.ts";
import { available } from "../src/core/credits/wallet.ts";
import { ERASURE_GRACE_MS } from "../src/core/privacy/erasure.ts";
import { exportReplies, keepButton } from "../src/core/privacy/replies.ts";
import { retention } from "../src/core/privacy/retention.ts";
import type { Services } from "../src/core/services.ts";

const HOUR_MS = 60 * 60 * 1000;
/** Where T14 and T15 are. */
const TERMS_PAGE = "1";

// Nothing here asks for consent: whoever has not accepted the terms, or no longer does, may know what is kept, and be forgotten.

export const privacy = defineCommand({
  name: "privacy",
  summary: "What is kept about you and for how long; a copy of it, or its end",
  audience: "caller",
  needsConsent: false,
  whileSuspended: true,
  options: {
    what: {
      kind: "choice",
      summary: "What to do; without it you see what is kept",
      choices: [
        { value: "export", label: "A copy of my data", aliases: ["download", "copy"] },
        { value: "delete", label: "Delete my account", aliases: ["erase", "forget"] },
        { value: "keep", label: "Do not delete my account after all", aliases: ["stop"] },
      ],
    },
  },
  example: "/privacy export",
  async run({ options, caller, incoming }, services) {
    switch (options.what) {
      case "export":
        return exported(caller, incoming, services);
      case "delete":
        return confirmation(caller, services);
      case "keep":
        return keep(caller, incoming, services);
      default:
        return overview(caller, services);
    }
  },
  buttons: {
    export: { pressedBy: "owner", run: ({ caller, incoming }, services) => exported(caller, incoming, services) },
    delete: { pressedBy: "owner", run: ({ caller }, services) => confirmation(caller, services) },
    erase: {
      pressedBy: "owner",
      async run({ caller, incoming }, { erasures }) {
        const { account, messages } = caller;
        const { outcome, dueAt } = await erasures.plan(account, incoming.identity, incoming.id);
        if (outcome === "kept") return { text: messages.privacy.keptAgain, replacesOrigin: true };
        return { ...plannedReply(caller, dueAt), replacesOrigin: true };
      },
    },
    keep: {
      pressedBy: "owner",
      run: async ({ caller, incoming }, services) => ({
        ...(await keep(caller, incoming, services)),
        replacesOrigin: true,
      }),
    },
  },
});

function overview({ account, messages }: Caller, { historyKeeping, moderation }: Services): Reply {
  const { privacy: words, planNews, appeals } = messages;
  const { kept } = words;
  const fields: Field[] = [
    { name: kept.pictures, value: planNews.keptUntil(historyKeeping.daysOf(account)) },
    { name: kept.references, value: kept.referencesFor(retention.references_days) },
    { name: kept.account, value: kept.accountFor },
    { name: kept.notices, value: kept.noticesFor },
    { name: kept.buttons, value: kept.buttonsFor(retention.buttons_days) },
    { name: kept.chats, value: kept.chatsFor(retention.chatMemory_days, retention.chatEvents_hours) },
    { name: kept.links, value: kept.linksFor(retention.links_days) },
    { name: kept.spending, value: kept.spendingFor(retention.spending_days) },
    { name: kept.reports, value: kept.reportsFor },
    { name: kept.tickets, value: kept.ticketsFor(retention.tickets_days, retention.ticketImages_days) },
    { name: appeals.evidence, value: appeals.evidenceFor(moderation.evidenceKept_days) },
    { name: kept.exports, value: kept.exportsFor(retention.exports_hours) },
    { name: kept.money, value: kept.moneyFor },
  ];
  const { erasureDueAt } = account;
  const erase = { label: words.delete, style: "danger", token: encodeButton("privacy", "delete", account.id) } as const;
  return {
    title: words.title,
    text: erasureDueAt === null ? words.text : [words.scheduled(erasureDueAt), words.text].join("\n\n"),
    fields,
    buttons: [
      { label: words.export, style: "primary", token: encodeButton("privacy", "export", account.id) },
      erasureDueAt === null ? erase : keepButton(account, words),
      { label: words.terms, token: encodeButton("terms", "page", account.id, TERMS_PAGE) },
    ],
  };
}

async function exported(
  { account, messages }: Caller,
  incoming: Incoming,
  { exports, clock }: Services,
): Promise<Reply> {
  const { privacy: words } = messages;
  const own = await exports.ask(account, incoming.identity);
  const { state, keptUntil, attempts } = own;
  if (state === "failed") return { tone: "refusal", text: words.exportFailed };
  if (state === "asked") return { text: attempts === 0 ? words.exportAsked : words.exportUnderWay };
  // Packed, and perhaps not brought yet: the same files, so that a closed inbox keeps nobody from them.
  if (keptUntil === null || keptUntil <= clock.now()) return { text: words.exportUnderWay };
  const [first, ...more] = exportReplies(own, messages);
  return { ...first, files: [first, ...more].flatMap((reply) => reply?.files ?? []) };
}

async function confirmation(caller: Caller, { billing, ledger, clock }: Services): Promise<Reply> {
  const { account, messages } = caller;
  const { privacy: words } = messages;
  if (account.erasureDueAt !== null) return plannedReply(caller, account.erasureDueAt);
  const [wallet, subscription] = await Promise.all([ledger.wallet(account.id), billing.subscriptionOf(account.id)]);
  const { lost } = words;
  return {
    title: words.confirmTitle,
    text: words.confirm(ERASURE_GRACE_MS / HOUR_MS),
    fields: [
      { name: lost.credits, value: lost.creditsNow(available(wallet, clock.now())) },
      ...(subscription === null ? [] : [{ name: lost.subscription, value: lost.subscriptionEnds }]),
      { name: lost.chats, value: account.identities.map(messages.account.chat).join("\n") },
    ],
    buttons: [
      { label: words.confirmYes, style: "danger", token: encodeButton("privacy", "erase", account.id) },
      { label: words.export, token: encodeButton("privacy", "export", account.id) },
    ],
  };
}

function plannedReply({ account, messages }: Caller, dueAt: Date): Reply {
  const { privacy: words } = messages;
  return {
    title: words.delete,
    text: words.planned(dueAt),
    buttons: [
      keepButton(account, words),
      { label: words.export, token: encodeButton("privacy", "export", account.id) },
    ],
  };
}

async function keep({ account, messages }: Caller, incoming: Incoming, { erasures }: Services): Promise<Reply> {
  const { privacy: words } = messages;
  const outcome = await erasures.keep(account, incoming.identity);
  return outcome === "kept" ? { text: words.keptAgain } : { tone: "refusal", text: words.tooLate };
}
