import { creditsOf } from "../catalogue/offers.ts";
import { changeOrder } from "./change-order.ts";
import { grantDue } from "./grant-due.ts";
import { sameMoney, shownMoney } from "./money.ts";
import { tellAbout } from "./notices.ts";
import { isPaid, type Order, underReview } from "./order.ts";
import type { Invoice, PaymentMethod } from "./payments.ts";
import { type BillingTools, currentAccount } from "./tools.ts";

/** In the place of an offer that no catalogue of ours has. */
const UNKNOWN = "unknown";

/** Takes in how a subscription's bill is now: a paid one gives its period's credits once, one that failed is told once. */
export async function invoiceSeen(tools: BillingTools, method: PaymentMethod, invoice: Invoice): Promise<Order | null> {
  if (invoice.state === "paid") return invoicePaid(tools, method, invoice);
  if (invoice.state === "open" && invoice.failures > 0) await tellFailed(tools, invoice);
  return null;
}

async function invoicePaid(tools: BillingTools, method: PaymentMethod, invoice: Invoice): Promise<Order | null> {
  // Parts of a period, such as a correction: they change what is paid, not what was promised.
  if (invoice.buys === null || invoice.subscription === null) return null;
  const order = await orderOf(tools, method, invoice);
  if (order === null) {
    tools.log.warn({ method, invoice: invoice.id }, "a paid invoice belongs to no account of ours");
    return null;
  }
  const now = tools.clock.now();
  await changeOrder(tools, order.id, (current) => withInvoice(current, invoice, now));
  return grantDue(tools, order.id);
}

/** The order that this invoice pays: of the first period the one that was placed, of later ones one of its own. */
async function orderOf(tools: BillingTools, method: PaymentMethod, invoice: Invoice): Promise<Order | null> {
  const known = await tools.orders.findByInvoice(method, invoice.id);
  if (known !== null) return known;
  const began = invoice.order === null ? null : await tools.orders.find(invoice.order);
  const isOurs = began !== null && began.method === method && began.kind === "plan";
  if (invoice.reason === "first" && isOurs && (began.invoice === null || began.invoice === invoice.id)) return began;

  const account = isOurs ? began.account : invoice.account;
  const owner = account === null ? null : await currentAccount(tools, account);
  // An account that is gone keeps its order, so that the money is accounted for.
  const belongsTo = owner?.id ?? (isOurs ? began.account : null);
  if (belongsTo === null || invoice.buys === null) return null;
  const { offer: key } = invoice.buys;
  const offer = key === null ? null : tools.offers.find(key);
  const order: Order = {
    id: tools.ids.derived(`order:${method}:${invoice.id}`),
    ...{ account: belongsTo, method, kind: "plan", offer: key ?? UNKNOWN },
    price: invoice.total,
    credits: offer === null ? 0 : creditsOf(offer),
    ...{ state: "created", openChoice: null, checkout: null, customer: invoice.customer },
    ...{ payment: null, subscription: invoice.subscription, invoice: null, period: null },
    createdAt: tools.clock.now(),
    ...{ paidAt: null, grants: [], nextGrantAt: null, returns: [], disputes: [], reviews: [] },
    unsettled: false,
    version: 1,
  };
  await tools.orders.insert(order);
  return tools.orders.find(order.id);
}

/** Pure: the order as paid by this invoice. A first period must cost what was agreed. */
export function withInvoice(order: Order, invoice: Invoice, now: Date): Order {
  const known: Order = {
    ...order,
    invoice: order.invoice ?? invoice.id,
    payment: order.payment ?? invoice.paymentId,
    subscription: order.subscription ?? invoice.subscription,
    customer: order.customer ?? invoice.customer,
    period: order.period ?? invoice.buys?.period ?? null,
    openChoice: null,
  };
  if (isPaid(order)) return known;
  const paid: Order = { ...known, state: "paid", paidAt: now };
  const fits = sameMoney(invoice.total, order.price) && (invoice.buys?.offer ?? UNKNOWN) === order.offer;
  return fits ? paid : { ...underReview(paid, "amount-differs", now), state: "held" };
}

/** The first one fails on the provider's page, before the person's eyes. */
async function tellFailed(tools: BillingTools, invoice: Invoice): Promise<void> {
  const began = invoice.order === null ? null : await tools.orders.find(invoice.order);
  const account = began?.account ?? invoice.account;
  if (invoice.reason === "first" || account === null) return;
  const money = shownMoney(invoice.total);
  await tellAbout(tools, account, `payment-failed:${invoice.id}`, (words) => ({
    title: words.paymentFailedTitle,
    text: words.paymentFailed(money, invoice.nextAttemptAt),
    ...(invoice.url === null ? {} : { buttons: [{ label: words.payNow, url: invoice.url }] }),
  }));
}
