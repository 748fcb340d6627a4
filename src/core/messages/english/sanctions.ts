import { termsInForce } from "../../accounts/terms.ts";
import type { SanctionReason } from "../../moderation/sanction.ts";
import { minute } from "./wording.ts";

const reasons: { readonly [Reason in SanctionReason]: string } = {
  pattern: "Several of your requests lately were against the terms (T8, T10).",
  gravest: "A request of yours reads as one of the gravest kind that the terms forbid (T7).",
  rights: "Pictures of yours infringed the rights of others (T26).",
  fraud: "A payment of yours, or the way the account was used, looks like fraud (T18).",
  security: "Your account was used in a way that puts others or Easel at risk (T18).",
  "false-information": "Something that we were told about this account is not true (T5).",
  terms: "Your account was used against the terms (T5).",
};

/** What people read of warnings, suspensions and terminations. */
export const sanctions = {
  reason: reasons,
  /** What one of us wrote to the person. */
  note: (words: string) => `We add: ${words}`,

  warnedTitle: "A warning",
  warned:
    "Nothing is taken from you, and you can go on. Please look at what is not allowed (/terms, T8): if it goes on like this, your account is suspended for a while. If we got it wrong, /appeal brings it before one of us.",

  suspendedTitle: "Your account is suspended",
  suspended: (until: Date | null) =>
    until === null
      ? "Nothing new can be made or bought until one of us has looked at it. What is in the works is finished, and your credits stay."
      : `Nothing new can be made or bought until ${minute(until)}; then it ends by itself. What is in the works is finished, and your credits stay.`,
  frozen: "Your credits are on hold while we look at it.",
  subscriptionGoesOn: "A subscription goes on meanwhile: /subscription cancel ends it with its period.",
  whatIsLeft:
    "You can still use /terms, /balance, /privacy and /support. If we got it wrong, /appeal brings it before one of us.",

  backTitle: "Welcome back",
  back: "Your suspension is over, and everything works again. What is not allowed stands in /terms (T8).",
  liftedTitle: "Taken back",
  warningLifted: "The warning was taken back: it no longer counts.",
  suspensionLifted: "Your suspension was taken back, and everything works again. Sorry for the trouble.",
  terminationLifted:
    "The end of your account was taken back, and you can use Easel again. What had ended with it, such as a subscription, does not come back by itself: write to us with /support, and we sort it out.",

  announcedTitle: "Your account will be closed",
  announced: (at: Date) =>
    `It will be closed on ${minute(at)}. Until then it works as before, but nothing can be bought. Your credits are usable until then, and a subscription is cancelled on that day. If you want a copy of your data, ask for it now: /privacy export.`,
  announcedForfeit: "Credits that are left on that day are forfeited, because the terms were broken (T23).",
  announcedNoForfeit:
    "Credits that are left on that day can no longer be used. If you have paid for them, ask for your money with /paysupport: one of us decides (T20).",
  announcedAppeal: "If you think that this is wrong, /appeal brings it before one of us.",

  closedTitle: "Your account is closed",
  closed: (erasedAt: Date) =>
    `Easel can no longer be used with it, and a subscription is cancelled. Your pictures and prompts are deleted on ${minute(erasedAt)}. Until then you can have a copy of your data (/privacy export), and say why this is wrong (/appeal). A new account cannot be opened from these chats.`,
  closedForfeit: "The credits that were left are forfeited, because the terms were broken (T23).",
  closedNoForfeit:
    "The credits that were left can no longer be used. If you have paid for them, ask for your money with /paysupport: one of us decides (T20).",
  erased:
    "The data of your closed account is being deleted now, as we told you. What is kept says nothing about you but a keyed fingerprint of your chats, so that no new account is opened from them.",

  erasureWaits:
    "Your account cannot be deleted yet, because we still have to look at something in it. Nothing is needed from you: it is deleted as soon as that is decided. With questions, write to us: /support.",
};

export const sanctionRefusals = {
  suspended: ({ until, reason }: { until: Date | null; reason: SanctionReason }) =>
    until === null
      ? `Your account is suspended until one of us has looked at it. ${reasons[reason]} Nothing was charged. If we got it wrong, send /appeal; for anything else, /support.`
      : `Your account is suspended until ${minute(until)}. ${reasons[reason]} Nothing was charged. If we got it wrong, send /appeal; for anything else, /support.`,
  terminated: ({ reason }: { reason: SanctionReason }) =>
    `Your account is closed. ${reasons[reason]} You can still have a copy of your data (/privacy export) and say why this is wrong (/appeal).`,
  "account-barred": () =>
    `An account that was used from here was suspended or closed, so no new one can be opened. If you think that this is wrong, write to ${termsInForce.contact}.`,
};
