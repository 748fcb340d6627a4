import type { Order } from "../../../src/core/billing/order.ts";
import { creditsOf, defaultOffers, priceOf } from "../../../src/core/catalogue/offers.ts";
import { START } from "../../support/credits.ts";

/** A paid order that has given nothing yet. */
export function orderOf(key: string, changes: Partial<Order> = {}): Order {
  const offer = defaultOffers.find(key);
  const price = offer && priceOf(offer, "usd");
  if (!offer || !price) throw new Error(`no offer ${key}`);
  return {
    ...{ id: "abcdefgh234567abcdef", account: "ann", method: "stripe", kind: offer.kind, offer: key, price },
    ...{ credits: creditsOf(offer), state: "paid", openChoice: null, checkout: null, customer: "cus_ann" },
    ...{ payment: "pi_1", paid: price, period: null, createdAt: START, changedAt: START, paidAt: START },
    ...{ subscription: offer.kind === "plan" ? "sub_1" : null, invoice: offer.kind === "plan" ? "in_1" : null },
    ...{ grants: [], nextGrantAt: null, returns: [], disputes: [], reviews: [], unsettled: false, version: 1 },
    ...changes,
  };
}
