import type { Money } from "../../src/core/billing/money.ts";
import type { PictureRequest, Quote } from "../../src/core/catalogue/catalogue.ts";
import type { Caller } from "../../src/core/chat/command.ts";
import type { Button, Reply } from "../../src/core/chat/reply.ts";
import { offerPrice } from "../../src/core/pricing/edition.ts";
import { honoured } from "../../src/core/pricing/honoured.ts";
import { refuse } from "../../src/core/refusal.ts";
import type { Services } from "../../src/core/services.ts";

/** What a request costs this person now. */
export async function quoteFor(
  request: PictureRequest,
  { account }: Pick<Caller, "account">,
  { pricing, catalogue }: Pick<Services, "pricing" | "catalogue">,
): Promise<Quote> {
  return catalogue.quote(request, await pricing.for(account.id));
}

/** What a button showed, as a number; refuses what no button of ours carries. */
export function shownPrice(shown: string | undefined): number {
  if (shown === undefined || !/^\d{1,9}$/u.test(shown)) throw refuse("button-stale", {});
  return Number(shown);
}

/**
 * Nobody pays more than was on the button: a price that this person was shown within the last quarter of an hour is honoured;
 * when the shown one is older than that, the answer is a button with today's.
 */
export async function agreedPrice(
  shown: string | undefined,
  request: PictureRequest,
  button: (price: number) => Button,
  { account, messages }: Pick<Caller, "account" | "messages">,
  { pricing, catalogue }: Pick<Services, "pricing" | "catalogue">,
): Promise<
  | { readonly price: Quote; readonly asks: null }
  | { readonly price: null; readonly asks: Reply & { readonly buttons: readonly Button[] } }
> {
  const agreed = shownPrice(shown);
  const [now, ...before] = await pricing.lately(account.id);
  const quote = catalogue.quote(request, now);
  const quotes = [quote, ...before.map((edition) => catalogue.quote(request, edition))] as const;
  const price = honoured(agreed, quotes, ({ total_credits }) => total_credits);
  if (price !== null) return { price, asks: null };
  const { total_credits } = quote;
  const text = messages.after.priceChanged(agreed, total_credits);
  return { price: null, asks: { text, buttons: [button(total_credits)] } };
}

/** The same for what is bought: an offer in a currency. `now` is what it costs this person today. */
export async function agreedMoney(
  shown: string | undefined,
  { offer, currency }: { readonly offer: string; readonly currency: string },
  { account }: Pick<Caller, "account">,
  { pricing }: Pick<Services, "pricing">,
): Promise<{ readonly price: Money | null; readonly before: Money; readonly now: Money }> {
  const amount = shownPrice(shown);
  const lately = (await pricing.lately(account.id)).map((edition) => offerPrice(edition, offer, currency));
  const [now = null, ...before] = lately;
  if (now === null) throw refuse("offer-gone", {});
  const priced = [now, ...before.filter((money) => money !== null)] as const;
  return { price: honoured(amount, priced, (money) => money.amount), before: { amount, currency }, now };
}
