import type { Offer } from "../catalogue/offers.ts";
import { type Off, refuse } from "../refusal.ts";
import type { Switches, SwitchState } from "./switches.ts";

type Known = Pick<Switches, "off">;

function said({ note, until }: SwitchState): Off {
  return { note, until };
}

/** Refuses whatever a person asks for while the whole service is off (T2). */
export function expectService(switches: Known): void {
  const state = switches.off("service");
  if (state !== null) throw refuse("service-off", said(state));
}

/** Refuses that somebody new comes while nobody may, or while the whole service is off. */
export function expectRegistrations(switches: Known): void {
  expectService(switches);
  const state = switches.off("registrations");
  if (state !== null) throw refuse("registrations-off", said(state));
}

/** Refuses what would have to be paid. What was paid is given all the same. */
export function expectPurchases(switches: Known | undefined): void {
  const state = switches?.off("purchases") ?? null;
  if (state !== null) throw refuse("purchases-off", said(state));
}

/** Refuses a plan that nobody can have now who has it not. */
export function expectPlan(switches: Known | undefined, offer: Offer): void {
  if (offer.kind !== "plan") return;
  if (!offer.plan.isOffered) throw refuse("offer-gone", {});
  const state = switches?.off(`plan:${offer.plan.id}`) ?? null;
  if (state !== null) throw refuse("plan-off", { plan: offer.plan.name, ...said(state) });
}

/** Whether an offer can be had by somebody who has it not. */
export function isSold(switches: Known, offer: Offer): boolean {
  return offer.kind === "pack" || (offer.plan.isOffered && switches.off(`plan:${offer.plan.id}`) === null);
}
