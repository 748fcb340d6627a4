import type { LinkRefusal } from "./accounts/link.ts";
import type { Money } from "./billing/money.ts";
import type { Allowed } from "./chat/allowed.ts";
import type { SanctionReason } from "./moderation/sanction.ts";

/** Every expected "no", with what its sentence needs to tell the person what to do next. Sentences are in `messages.ts`. */
export interface Refusals {
  "unknown-command": { given: string; nearest: string | null };
  "unknown-option": { command: string; given: string; nearest: string | null; allowed: readonly string[] };
  "missing-option": { command: string; option: string; example: string };
  /** `allowed`: words only where whoever refuses knows the person’s language. */
  "bad-option": { option: string; given: string; allowed: Allowed | string };
  "repeated-option": { option: string };
  "contradicting-options": { first: string; second: string };
  "button-stale": Record<string, never>;
  "prompt-empty": Record<string, never>;
  "prompt-too-long": { length: number; lengthMax: number; model: string };
  "prompt-blocked": { category: string };
  /** Of a kind for which no other words are asked for (T7). */
  "prompt-gravest": { category: string };
  unsupported: { model: string; option: string; given: string; supported: Allowed };
  "references-too-many": { model: string; given: number; max: number };
  "references-needed": { model: string };
  "reference-link": Record<string, never>;
  "reference-not-an-image": { name: string; megapixelsMax: number };
  "reference-too-large": { name: string; megabytesMax: number };
  "reference-too-small": { name: string; width: number; height: number; edgeMin: number; model: string };
  "reference-unavailable": { name: string };
  "reference-deleted": { given: string };
  "reference-unknown": { given: string };
  "edit-needs-picture": Record<string, never>;
  "credits-insufficient": { price: number; available: number };
  "wallet-frozen": Record<string, never>;
  "too-many-running": { running: number; max: number };
  "too-fast": { waitSeconds: number; max: number };
  "already-asked": Record<string, never>;
  "not-yours": Record<string, never>;
  "picture-gone": Record<string, never>;
  "picture-taken-down": Record<string, never>;
  "picture-unknown": { given: string };
  "reference-blocked": { name: string };
  "reports-too-many": { max: number };
  "takedown-unknown": Record<string, never>;
  "objection-late": Record<string, never>;
  "objection-made": Record<string, never>;
  "still-running": Record<string, never>;
  "model-off": { model: string };
  /** `until`: null until it is lifted. */
  suspended: { until: Date | null; reason: SanctionReason };
  terminated: { reason: SanctionReason };
  "account-barred": Record<string, never>;
  "service-off": Off;
  "registrations-off": Off;
  "purchases-off": Off;
  "plan-off": Off & { plan: string };
  "link-code": Record<string, never>;
  "link-yourself": Record<string, never>;
  "link-attempts": { waitMinutes: number };
  "link-expired": Record<string, never>;
  "link-refused": { reason: LinkRefusal };
  "unlink-unknown": Record<string, never>;
  "unlink-last": Record<string, never>;
  "unlink-withheld": Record<string, never>;
  "payments-off": Record<string, never>;
  "offer-gone": Record<string, never>;
  "offer-unknown": { given: string; offers: readonly string[] };
  "purchase-closed": Record<string, never>;
  "already-subscribed": Record<string, never>;
  "payment-unreachable": Record<string, never>;
  "payment-refused": Record<string, never>;
  "payment-declined": Record<string, never>;
  "no-subscription": Record<string, never>;
  "subscription-not-active": Record<string, never>;
  "subscription-ends": Record<string, never>;
  "same-plan": Record<string, never>;
  "order-unknown": Record<string, never>;
  "order-refunded": { order: string };
  "request-unknown": Record<string, never>;
  "request-decided": Record<string, never>;
  "refund-too-large": { left: Money };
  "operators-only": Record<string, never>;
  "ticket-empty": Record<string, never>;
  "ticket-too-long": { length: number; lengthMax: number };
  "ticket-images": { given: number; max: number };
  "ticket-unknown": Record<string, never>;
  "ticket-ended": Record<string, never>;
  "tickets-too-many": { max: number };
  "ticket-messages": { max: number; waitHours: number };
  /** To an operator, in English as all of their desks: what is the matter, and what would do. */
  "desk-says": { text: string };
  "appeal-unknown": Record<string, never>;
  "appeal-settled": Record<string, never>;
  "appeal-limit": { max: number; again: Date };
  "erasure-linking": Record<string, never>;
  "price-subject": { given: string; subjects: readonly string[] };
  "price-date": Record<string, never>;
  "price-same": Record<string, never>;
  "price-in-between": { from: Date };
  "price-in-effect": Record<string, never>;
  "price-overtaken": Record<string, never>;
  "server-needed": Record<string, never>;
  "server-banned": Record<string, never>;
  "server-not-yours": Record<string, never>;
  "server-channel": { channels: readonly string[] };
  "server-model": { model: string; allowed: readonly { name: string; id: string }[] };
  "server-cap": { price: number; cap: number; left: number; resetsAt: Date };
}

/** What operators say beside what they have switched off, and when it comes on again by itself. */
export interface Off {
  readonly note: string | null;
  readonly until: Date | null;
}

export type RefusalCode = keyof Refusals;

/** A code with the data that belongs to it. */
export type RefusalOf<Code extends RefusalCode = RefusalCode> = {
  [C in Code]: { readonly code: C; readonly data: Refusals[C] };
}[Code];

/** Thrown anywhere, caught once in dispatch; never logged as an error and never charged. */
export class Refusal extends Error {
  override readonly name = "Refusal";
  readonly refusal: RefusalOf;

  constructor(refusal: RefusalOf) {
    super(refusal.code);
    this.refusal = refusal;
  }
}

/** `throw refuse("not-yours", {})` reads as what it does, and holds code and data together. */
export function refuse<Code extends RefusalCode>(code: Code, data: Refusals[Code]): Refusal {
  return new Refusal({ code, data } as RefusalOf);
}
