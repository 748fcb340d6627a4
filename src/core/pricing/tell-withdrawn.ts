import { languageWished } from "../accounts/account.ts";
import type { Subscription } from "../billing/subscription.ts";
import { languageOf, messagesFor } from "../messages.ts";
import { noticeKey, type PriceChange } from "./price-change.ts";
import { subjectName } from "./price-lines.ts";
import type { PricingOptions } from "./pricing.ts";

const PAGE_SIZE = 100;
/** Longer than telling a page takes: whoever was being told of the rise at the moment it was taken back has been told by then. */
const LOOKED_FOR_AGAIN_MS = 10 * 60 * 1000;

/**
 * Tells those who were told of a rise that it was taken back, each once, and looks once more a little later. Who was not told of it
 * hears nothing. Safe to repeat and to stop anywhere; answers how many were told of the rise.
 */
export async function tellWithdrawn(tools: PricingOptions, change: PriceChange, cancelledAt: Date): Promise<number> {
  const { store, subscriptions, notices, clock } = tools;
  const now = clock.now();
  let told = 0;
  let after = change.toldThrough;
  for (;;) {
    const page = await subscriptions.current(PAGE_SIZE, after);
    for (const subscription of page) {
      if (!(await notices.isKnown(noticeKey(change, subscription.id)))) continue;
      await tell(tools, subscription, change);
      told += 1;
    }
    const last = page.at(-1);
    if (last === undefined || page.length < PAGE_SIZE) break;
    after = `${last.method}:${last.id}`;
    await store.markTold(change.id, "withdrawal", { toldThrough: after, tellAt: change.tellAt });
  }
  const again = new Date(cancelledAt.getTime() + LOOKED_FOR_AGAIN_MS);
  await store.markTold(change.id, "withdrawal", { toldThrough: null, tellAt: now < again ? again : null });
  return told;
}

async function tell(
  { accounts, notices, offers }: PricingOptions,
  { id, account }: Subscription,
  change: PriceChange,
): Promise<void> {
  const person = await accounts.find(account);
  if (person === null) return;
  const messages = messagesFor(languageOf(languageWished(person)));
  const { planNews: words } = messages;
  await notices.post(person.id, `withdrawn:${change.id}:${id}`, {
    title: words.withdrawnTitle,
    text: words.withdrawn(subjectName(change.subject, offers, messages), change.effectiveAt),
  });
}
