import { creditsOf } from "../catalogue/offers.ts";
import { offerPrice } from "../pricing/edition.ts";
import { changeOrder } from "./change-order.ts";
import { grantDue } from "./grant-due.ts";
import { sameMoney, shownMoney } from "./money.ts";
import { tellAbout } from "./notices.ts";
import { held, isPaid, type Order } from "./order.ts";
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
  const isAsAgreed = order.invoice !== null || (await costsAsAgreed(tools, method, invoice, order));
  await changeOrder(tools, order.id, (current) => withInvoice(current, invoice, isAsAgreed, now));
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
    price: invoice.buys.price,
    credits: offer === null ? 0 : creditsOf(offer),
    ...{ state: "created", openChoice: null, checkout: null, customer: invoice.customer },
    ...{ payment: null, subscription: invoice.subscription, invoice: null, period: null },
    ...{ createdAt: tools.clock.now(), changedAt: tools.clock.now() },
    ...{ paid: null, paidAt: null, grants: [], nextGrantAt: null, returns: [], disputes: [], reviews: [] },
    unsettled: false,
    version: 1,
  };
  await tools.orders.insert(order);
  return tools.orders.find(order.id);
}

/**
 * Whether a period costs what its person was told. The first: what they ordered. A later one: what the subscription cost when it
 * was looked at last, or what its plan costs this person, which is where every change that was planned or announced leads.
 */
async function costsAsAgreed(
  tools: BillingTools,
  method: PaymentMethod,
  { buys, subscription }: Invoice,
  order: Order,
): Promise<boolean> {
  if (buys === null || subscription === null) return false;
  if (isOrdered(order)) return sameMoney(buys.price, order.price) && (buys.offer ?? UNKNOWN) === order.offer;
  const seen = await tools.subscriptions.find(method, subscription);
  const isPlanned = seen?.next != null && seen.next.offer === buys.offer;
  if (seen === null || isPlanned || buys.offer === null) return true;
  if (seen.offer === buys.offer && sameMoney(seen.price, buys.price)) return true;
  const price = offerPrice(await tools.pricing.for(order.account), buys.offer, buys.price.currency);
  return price !== null && sameMoney(price, buys.price);
}

/** Whether a person ordered it, rather than a period that has begun by itself. */
function isOrdered({ checkout }: Order): boolean {
  return checkout !== null;
}

/** Pure: the order as paid by this invoice. What costs something else than agreed is held. */
export function withInvoice(order: Order, invoice: Invoice, isAsAgreed: boolean, now: Date): Order {
  const known: Order = {
    ...order,
    invoice: order.invoice ?? invoice.id,
    invoiceReason: order.invoice === null ? invoice.reason : (order.invoiceReason ?? invoice.reason),
    payment: (order.invoice === null ? invoice.paymentId : null) ?? order.payment ?? invoice.paymentId,
    subscription: order.subscription ?? invoice.subscription,
    // Once it was taken in: an invoice that is seen again names nobody who was erased since.
    customer: order.customer ?? (order.invoice === null ? invoice.customer : null),
    period: order.period ?? invoice.buys?.period ?? null,
    openChoice: null,
    // Due at once, whatever becomes of this process.
    nextGrantAt: order.invoice === null && order.state !== "held" ? now : order.nextGrantAt,
  };
  // Judged once, whether the page or the invoice was heard of first.
  if (isPaid(order) && order.invoice !== null) return known;
  const state = order.state === "held" ? "held" : "paid";
  const paid: Order = { ...known, state, paid: invoice.total, paidAt: order.paidAt ?? now };
  return isAsAgreed ? paid : held(paid, "amount-differs", now);
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
