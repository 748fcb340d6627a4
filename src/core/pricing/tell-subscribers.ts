import { languageWished } from "../accounts/account.ts";
import type { Subscription } from "../billing/subscription.ts";
import { languageOf, messagesFor } from "../messages.ts";
import { amountsBefore, isRise, noticeKey } from "./price-change.ts";
import { changeLines, subjectName } from "./price-lines.ts";
import type { PriceMemory } from "./price-memory.ts";
import type { PricingOptions, Upcoming } from "./pricing.ts";
import { tellWithdrawn } from "./tell-withdrawn.ts";

const PAGE_SIZE = 100;

type Tools = PricingOptions & { readonly memory: PriceMemory };

/** News of a subscription that began just before an announcement may be on its way for days; then it is there. */
const LOOKED_FOR_AGAIN_MS = 6 * 24 * 60 * 60 * 1000;

/**
 * Posts the notice of every rise that is not told to the end yet, and of every one that was taken back since, page by page: whoever
 * stops in between goes on behind the last page that was written down, and a notice that comes again is the same one.
 */
export async function tellChanges(tools: Tools): Promise<number> {
  tools.memory.forget();
  const { opening, changes } = await tools.memory.read();
  const now = tools.clock.now();
  let told = 0;
  for (const change of changes.filter(({ tellAt }) => tellAt !== null && tellAt <= now)) {
    if (!isRise(opening, changes, change)) {
      await tools.store.markTold(change.id, "announcement", { toldThrough: null, tellAt: null });
      continue;
    }
    told += await tellOne(tools, { change, before: amountsBefore(opening, changes, change), isRise: true });
  }
  for (const change of await tools.store.all()) {
    const { cancelledAt, tellAt } = change;
    if (cancelledAt === null || tellAt === null || tellAt > now) continue;
    told += await tellWithdrawn(tools, change, cancelledAt);
  }
  return told;
}

async function tellOne(tools: Tools, upcoming: Upcoming): Promise<number> {
  const { store, subscriptions, clock } = tools;
  const { change } = upcoming;
  let told = 0;
  let after = change.toldThrough;
  for (;;) {
    const page = await subscriptions.current(PAGE_SIZE, after);
    for (const subscription of page) {
      // Who came later saw the announcement before they bought.
      if (subscription.startedAt > change.announcedAt) continue;
      await tell(tools, subscription, upcoming);
      told += 1;
    }
    const last = page.at(-1);
    after = last === undefined ? after : `${last.method}:${last.id}`;
    if (page.length < PAGE_SIZE) break;
    // Taken back meanwhile: whoever has not heard of it need not.
    if (((await store.find(change.id))?.cancelledAt ?? null) !== null) return told;
    await store.markTold(change.id, "announcement", { toldThrough: after, tellAt: change.tellAt });
  }
  const again = new Date(change.announcedAt.getTime() + LOOKED_FOR_AGAIN_MS);
  await store.markTold(change.id, "announcement", { toldThrough: null, tellAt: clock.now() < again ? again : null });
  return told;
}

async function tell(
  { accounts, notices, offers }: Tools,
  { id, account }: Subscription,
  upcoming: Upcoming,
): Promise<void> {
  const person = await accounts.find(account);
  // Whoever is gone is told nothing, and their subscription keeps its price.
  if (person === null) return;
  const { change } = upcoming;
  const messages = messagesFor(languageOf(languageWished(person)));
  const { prices: words } = messages;
  const say = offers.find(change.subject)?.kind === "plan" ? words.noticePlan : words.notice;
  const lines = changeLines(upcoming, offers, messages);
  await notices.post(person.id, noticeKey(change, id), {
    title: words.noticeTitle,
    text: say(subjectName(change.subject, offers, messages), lines, change.effectiveAt),
  });
}
