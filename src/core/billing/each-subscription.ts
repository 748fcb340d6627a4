import type { Subscription } from "./subscription.ts";
import type { BillingTools } from "./tools.ts";

const PAGE_SIZE = 100;

/**
 * Does something with each subscription that has not ended, page by page. One that fails keeps none of the others waiting. Answers
 * for how many `work` has said yes, and how many failed.
 */
export async function eachSubscription(
  { subscriptions, log }: Pick<BillingTools, "subscriptions" | "log">,
  work: (subscription: Subscription) => Promise<boolean>,
  failure: string,
): Promise<{ readonly done: number; readonly failed: number }> {
  const result = { done: 0, failed: 0 };
  let after: string | null = null;
  for (;;) {
    const page: Subscription[] = await subscriptions.current(PAGE_SIZE, after);
    for (const subscription of page) {
      try {
        if (await work(subscription)) result.done += 1;
      } catch (error) {
        result.failed += 1;
        log.error({ error, subscription: subscription.id }, failure);
      }
    }
    const last = page.at(-1);
    if (last === undefined || page.length < PAGE_SIZE) return result;
    after = `${last.method}:${last.id}`;
  }
}
