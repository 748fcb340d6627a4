import { languageWished } from "../accounts/account.ts";
import type { Reply } from "../chat/reply.ts";
import { languageOf, type Messages, messagesFor } from "../messages.ts";
import { shownMoney } from "./money.ts";
import { type Grant, isRenewal, type MoneyReturn, type Order, openReviews, orderNumber, paidFor } from "./order.ts";
import type { Reconciliation } from "./reconcile.ts";
import type { RefundRequest } from "./refund-request.ts";
import { offerOf } from "./subscription.ts";
import { type BillingTools, currentAccount } from "./tools.ts";

/** A page of a log shows the rest. */
const NUMBERS_SHOWN = 10;

type Telling = Pick<BillingTools, "accounts" | "notices">;
type TellingOperators = Pick<BillingTools, "tellOperators">;

/** Tells a person something about their money once for the key, in their language; nobody is told when there is nobody. */
export async function tellAbout(
  tools: Telling,
  account: string,
  key: string,
  reply: (words: Messages["billing"], messages: Messages) => Reply,
): Promise<void> {
  const person = await currentAccount(tools, account);
  if (person === null) return;
  const messages = messagesFor(languageOf(languageWished(person)));
  // Whoever waits for an answer, such as a payment provider, does not wait for a chat.
  await tools.notices.post(person.id, key, reply(messages.billing, messages));
}

export function tellCreditsArrived(
  tools: Telling & Pick<BillingTools, "offers">,
  order: Order,
  grant: Grant,
): Promise<void> {
  // A period that came by itself is news with what it has cost; a year's later months have cost nothing anew.
  if (isRenewal(order) && grant.cause === order.grants[0]?.cause) return tellRenewed(tools, order, grant);
  return tellAbout(tools, order.account, `credits:${grant.cause}`, (words) => ({
    tone: "good",
    title: words.arrivedTitle,
    text: words.arrived(grant.credits, grant.expiresAt, orderNumber(order.id)),
  }));
}

function tellRenewed(
  tools: Telling & Pick<BillingTools, "offers">,
  order: Order,
  { cause, credits, expiresAt }: Grant,
): Promise<void> {
  const money = shownMoney(paidFor(order));
  const name = offerOf(order, tools.offers)?.plan.name;
  return tellAbout(tools, order.account, `credits:${cause}`, (billing, { planNews: words }) => ({
    tone: "good",
    title: words.renewedTitle,
    text: words.renewed(name ?? billing.unknownPlan, money, credits, expiresAt, orderNumber(order.id)),
  }));
}

/** A slow payment failed after its person had left the page. */
export function tellNotPaid(tools: Telling, order: Order): Promise<void> {
  return tellAbout(tools, order.account, `not-paid:${order.id}`, (words) => ({
    title: words.notPaidTitle,
    text: words.notPaid(shownMoney(order.price), orderNumber(order.id)),
  }));
}

export function tellMoneyReturned(tools: Telling, order: Order, back: MoneyReturn, taken: number): Promise<void> {
  // What a bank has decided is no news to the payer, and no gift of ours.
  if (!back.id.startsWith("refund:")) return Promise.resolve();
  const money = shownMoney({ amount: back.amount, currency: paidFor(order).currency });
  return tellAbout(tools, order.account, `returned:${back.id}`, (words) => ({
    title: words.returnedTitle,
    text: words.returned(money, orderNumber(order.id), taken + back.withheld),
  }));
}

/** Money that went back is with us again, by refund or by dispute. */
export function tellReturnUndone(tools: Telling, order: Order, back: MoneyReturn, restored: number): Promise<void> {
  const money = shownMoney({ amount: back.amount, currency: paidFor(order).currency });
  return tellAbout(tools, order.account, `undone:${back.id}`, (words) => ({
    title: words.undoneTitle,
    text: words.undone(money, orderNumber(order.id), restored),
  }));
}

/** The people who run Easel are told of an order that waits for one of them: once, until all of its reviews are closed. */
export function tellOperatorsOfReview({ tellOperators }: TellingOperators, order: Order): Promise<void> {
  const open = openReviews(order);
  const [first] = open;
  if (first === undefined) return Promise.resolve();
  return tellOperators(`review:${order.id}:${first.at.getTime()}`, ({ billing, billingDesk: words }) => ({
    title: words.reviewTitle,
    text: words.reviewText(
      orderNumber(order.id),
      open.map(({ reason }) => billing.review[reason]),
    ),
  }));
}

/** What a morning's look could not repair, once a day; nobody is told that all is well. */
export function tellOperatorsOfReconciliation(
  { tellOperators }: TellingOperators,
  found: Pick<Reconciliation, "ungranted" | "disagreeing" | "orderless" | "failed">,
  now: Date,
): Promise<void> {
  const { failed } = found;
  const orders = { ungranted: found.ungranted.map(orderNumber), disagreeing: found.disagreeing.map(orderNumber) };
  const lists = { ...orders, orderless: found.orderless };
  if (failed === 0 && Object.values(lists).every(({ length }) => length === 0)) return Promise.resolve();
  return tellOperators(`reconcile:${now.toISOString().slice(0, 10)}`, ({ billingDesk: words }) => {
    const field = (name: (count: number) => string, all: readonly string[]) =>
      all.length === 0 ? [] : [{ name: name(all.length), value: all.slice(0, NUMBERS_SHOWN).join("\n") }];
    return {
      title: words.reconciledTitle,
      text: words.reconciledText,
      fields: [
        ...field(words.ungranted, lists.ungranted),
        ...field(words.disagreeing, lists.disagreeing),
        ...field(words.orderless, lists.orderless),
        ...(failed === 0 ? [] : [{ name: words.unlooked(failed), value: words.unlookedText }]),
      ],
    };
  });
}

/** The person's own words stay where they are asked for. */
export function tellOperatorsOfRequest(
  { tellOperators }: TellingOperators,
  { id, order }: RefundRequest,
): Promise<void> {
  return tellOperators(`refund-request:${id}`, ({ billingDesk: words }) => ({
    title: words.requestTitle,
    text: words.requestText(orderNumber(order)),
  }));
}
