import type { Account } from "../accounts/account.ts";
import type { Accounts } from "../accounts/accounts.ts";
import type { Offers } from "../catalogue/offers.ts";
import type { Ledger } from "../credits/ledger.ts";
import type { KeyedQueue } from "../keyed-queue.ts";
import type { Notices } from "../notices/notices.ts";
import type { TellOperators } from "../notices/tell-operators.ts";
import type { Pricing } from "../pricing/pricing.ts";
import type { Clock, Ids, Log } from "../services.ts";
import type { Switches } from "../switches/switches.ts";
import type { OrderStore } from "./order-store.ts";
import type { PaymentMethod, PaymentMethods, Payments } from "./payments.ts";
import type { RefundRequestStore } from "./refund-request.ts";
import type { SubscriptionStore } from "./subscription.ts";

/** What the parts of billing are built over. */
export interface BillingTools {
  readonly orders: OrderStore;
  readonly subscriptions: SubscriptionStore;
  readonly refunds: RefundRequestStore;
  readonly methods: PaymentMethods;
  readonly offers: Offers;
  readonly pricing: Pick<Pricing, "for" | "settled" | "expected">;
  readonly accounts: Pick<Accounts, "find" | "setPlan">;
  readonly ledger: Pick<Ledger, "grant" | "reclaim" | "freeze" | "thaw" | "wallet" | "journals">;
  readonly notices: Pick<Notices, "post">;
  readonly tellOperators: TellOperators;
  /** What operators have switched off; absent: nothing can be. */
  readonly switches?: Pick<Switches, "off">;
  readonly clock: Clock;
  readonly ids: Ids;
  readonly log: Log;
  /** Keeps writers of one order or subscription in this process behind each other. */
  readonly inOrder: KeyedQueue;
}

/** The account that stands for this one now, also after a joining; null when there is none any more. */
export async function currentAccount(
  { accounts }: Pick<BillingTools, "accounts">,
  id: string,
): Promise<Account | null> {
  return accounts.find(id);
}

/** @throws when nothing of this method is there: it was switched off since. */
export function providerOf({ methods }: Pick<BillingTools, "methods">, method: PaymentMethod): Payments {
  const provider = methods.get(method);
  if (provider === undefined) throw new Error(`payments by ${method} are switched off`);
  return provider;
}
