import { billingStoresContract } from "../../contracts/billing-stores.ts";
import { memoryOrders, memoryPaymentEvents, memoryRefunds, memorySubscriptions } from "../../support/memory-billing.ts";

billingStoresContract("memory", async () => ({
  orders: memoryOrders(),
  subscriptions: memorySubscriptions(),
  refunds: memoryRefunds(),
  paymentEvents: memoryPaymentEvents(),
}));
