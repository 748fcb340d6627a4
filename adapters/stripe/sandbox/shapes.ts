import type Stripe from "stripe";

/** A link is an id until somebody asks for it to be expanded. */
type Link<Value> = string extends Value ? Exclude<Value, object> : Value;
/**
 * Fields of one of Stripe's own types, with links as bare ids. Taken from the client's types, so that a field which a new API
 * version moves or renames does not compile here either.
 */
type Bare<Type, Fields extends keyof Type> = { [Field in Fields]-?: Link<Type[Field]> };

export interface List<Item> {
  object: "list";
  data: Item[];
  has_more: boolean;
  url: string;
}

export type Metadata = Record<string, string>;

export type Product = Bare<
  Stripe.Product,
  "id" | "object" | "active" | "created" | "description" | "images" | "livemode" | "name" | "type" | "updated" | "url"
> & { metadata: Metadata };

export type Price = Bare<
  Stripe.Price,
  | ("id" | "object" | "active" | "billing_scheme" | "created" | "currency" | "livemode" | "lookup_key" | "nickname")
  | ("product" | "tax_behavior" | "tiers_mode" | "type" | "unit_amount")
> & {
  metadata: Metadata;
  unit_amount_decimal: string;
  recurring: Pick<Stripe.Price.Recurring, "interval" | "interval_count" | "meter" | "usage_type"> | null;
};

export type Customer = Bare<
  Stripe.Customer,
  "id" | "object" | "balance" | "created" | "currency" | "delinquent" | "description" | "email" | "livemode" | "name"
> & { metadata: Metadata };

export type LineItem = Bare<
  Stripe.LineItem,
  | (
      | "id"
      | "object"
      | "amount_discount"
      | "amount_subtotal"
      | "amount_tax"
      | "amount_total"
      | "currency"
      | "description"
    )
  | "quantity"
> & { price: Price };

export type Session = Bare<
  Stripe.Checkout.Session,
  | (
      | "id"
      | "object"
      | "adaptive_pricing"
      | "allowed_payment_method_types"
      | "amount_subtotal"
      | "amount_total"
      | "cancel_url"
      | "client_reference_id"
    )
  | ("created" | "currency" | "customer" | "customer_email" | "expires_at" | "invoice" | "livemode" | "mode")
  | ("payment_intent" | "payment_method_types" | "payment_status" | "setup_intent" | "status" | "subscription")
  | ("success_url" | "ui_mode" | "url")
> & { metadata: Metadata; locale: string | null };

export type PaymentIntent = Bare<
  Stripe.PaymentIntent,
  | ("id" | "object" | "amount" | "amount_capturable" | "amount_received" | "canceled_at" | "cancellation_reason")
  | ("capture_method" | "confirmation_method" | "created" | "currency" | "customer" | "description" | "latest_charge")
  | ("livemode" | "next_action" | "payment_method_types" | "status")
> & {
  metadata: Metadata;
  last_payment_error: { code: string; decline_code: string; message: string; type: "card_error" } | null;
};

export type Charge = Bare<
  Stripe.Charge,
  | (
      | "id"
      | "object"
      | "amount"
      | "amount_captured"
      | "amount_refunded"
      | "captured"
      | "created"
      | "currency"
      | "customer"
    )
  | ("disputed" | "failure_code" | "failure_message" | "livemode" | "paid" | "payment_intent" | "refunded" | "status")
> & { metadata: Metadata };

export type Refund = Bare<
  Stripe.Refund,
  "id" | "object" | "amount" | "charge" | "created" | "currency" | "payment_intent" | "reason" | "status"
> & { metadata: Metadata; failure_reason?: string };

export type Dispute = Bare<
  Stripe.Dispute,
  | ("id" | "object" | "amount" | "charge" | "created" | "currency" | "is_charge_refundable" | "livemode")
  | ("payment_intent" | "reason" | "status")
> & { metadata: Metadata };

export type FraudWarning = Bare<
  Stripe.Radar.EarlyFraudWarning,
  "id" | "object" | "actionable" | "charge" | "created" | "fraud_type" | "livemode" | "payment_intent"
>;

export type SubscriptionItem = Bare<
  Stripe.SubscriptionItem,
  "id" | "object" | "created" | "current_period_end" | "current_period_start" | "quantity" | "subscription"
> & { metadata: Metadata; price: Price };

export type Subscription = Bare<
  Stripe.Subscription,
  | ("id" | "object" | "billing_cycle_anchor" | "cancel_at" | "cancel_at_period_end" | "canceled_at")
  | ("collection_method" | "created" | "currency" | "customer" | "default_payment_method" | "description" | "ended_at")
  | (
      | "latest_invoice"
      | "livemode"
      | "pause_collection"
      | "schedule"
      | "start_date"
      | "status"
      | "trial_end"
      | "trial_start"
    )
> & { metadata: Metadata; items: List<SubscriptionItem> };

export type Phase = Bare<
  Stripe.SubscriptionSchedule.Phase,
  "currency" | "end_date" | "proration_behavior" | "start_date"
> & {
  items: { price: string; quantity: number }[];
};

export type Schedule = Bare<
  Stripe.SubscriptionSchedule,
  | ("id" | "object" | "canceled_at" | "completed_at" | "created" | "current_phase" | "customer" | "end_behavior")
  | ("livemode" | "released_at" | "released_subscription" | "status" | "subscription")
> & { metadata: Metadata; phases: Phase[] };

export type InvoiceLine = Bare<
  Stripe.InvoiceLineItem,
  | "id"
  | "object"
  | "amount"
  | "currency"
  | "description"
  | "invoice"
  | "livemode"
  | "parent"
  | "period"
  | "quantity"
  | "subtotal"
> & {
  metadata: Metadata;
  pricing: {
    type: "price_details";
    price_details: { price: string; product: string };
    unit_amount_decimal: string;
  };
};

export type InvoicePayment = Bare<
  Stripe.InvoicePayment,
  | (
      | "id"
      | "object"
      | "amount_paid"
      | "amount_requested"
      | "created"
      | "currency"
      | "invoice"
      | "is_default"
      | "livemode"
    )
  | ("status" | "status_transitions")
> & { payment: { type: "payment_intent"; payment_intent: string } };

export type Invoice = Bare<
  Stripe.Invoice,
  | (
      | "id"
      | "object"
      | "amount_due"
      | "amount_paid"
      | "amount_remaining"
      | "attempt_count"
      | "attempted"
      | "auto_advance"
    )
  | (
      | "billing_reason"
      | "collection_method"
      | "created"
      | "currency"
      | "customer"
      | "ending_balance"
      | "hosted_invoice_url"
    )
  | ("invoice_pdf" | "livemode" | "next_payment_attempt" | "number" | "parent" | "period_end" | "period_start")
  | ("starting_balance" | "status" | "status_transitions" | "subtotal" | "total")
> & { metadata: Metadata; lines: List<InvoiceLine> };

export type PortalConfiguration = Bare<
  Stripe.BillingPortal.Configuration,
  "id" | "object" | "active" | "created" | "default_return_url" | "is_default" | "livemode" | "updated"
> & { metadata: Metadata; features: Record<string, unknown> };

export type PortalSession = Bare<
  Stripe.BillingPortal.Session,
  "id" | "object" | "configuration" | "created" | "customer" | "livemode" | "return_url" | "url"
>;

export type Event = Bare<
  Stripe.EventBase,
  "id" | "object" | "api_version" | "created" | "livemode" | "pending_webhooks"
> & {
  type: string;
  data: { object: Record<string, unknown>; previous_attributes?: Record<string, unknown> };
  request: { id: string | null; idempotency_key: string | null } | null;
};
