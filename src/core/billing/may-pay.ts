import { isFrozen } from "../credits/wallet.ts";
import { isInGoodStanding } from "../moderation/sanction.ts";
import { type Money, sameMoney } from "./money.ts";
import type { PaymentMethod } from "./payments.ts";
import { type BillingTools, currentAccount } from "./tools.ts";

/** A provider that asks before it takes money: who wants to pay which order, and how much. */
export interface PaymentQuestion {
  readonly method: PaymentMethod;
  readonly order: string;
  readonly total: Money;
}

/** Whether this order can be paid so now: it is open, the amount is what was agreed, and its account may use what it buys. */
export async function mayPay(
  tools: Pick<BillingTools, "orders" | "accounts" | "ledger" | "clock" | "switches">,
  { method, order: id, total }: PaymentQuestion,
): Promise<boolean> {
  // What nobody can buy now is not paid either: nothing was taken yet.
  if ((tools.switches?.off("purchases") ?? null) !== null) return false;
  const order = await tools.orders.find(id);
  if (order === null || order.method !== method || !sameMoney(order.price, total)) return false;
  if (order.state !== "open" && order.state !== "created") return false;
  if (order.checkout !== null && order.checkout.expiresAt <= tools.clock.now()) return false;
  const owner = await currentAccount(tools, order.account);
  if (owner === null || !isInGoodStanding(owner.sanctions, tools.clock.now())) return false;
  return !isFrozen(await tools.ledger.wallet(owner.id));
}
