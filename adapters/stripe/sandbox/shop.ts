import type { Clock, Ids, Log } from "../../../src/core/services.ts";
import { createApi } from "./api/api.ts";
import { billingEndpoints } from "./api/billing.ts";
import { catalogueEndpoints } from "./api/catalogue.ts";
import { paymentEndpoints } from "./api/payments.ts";
import { portalEndpoints } from "./api/portal.ts";
import { createBooks } from "./books.ts";
import { type Context, newId, type SandboxBehaviour } from "./context.ts";
import { createDeliveries } from "./deliveries.ts";
import { createDue } from "./due.ts";
import { createInvoices, type InvoiceListener } from "./invoices.ts";
import { keepIn } from "./keep.ts";
import { createPayments } from "./payments.ts";
import { createPresenter } from "./present.ts";
import { createRefunds } from "./refunds.ts";
import { createSchedules } from "./schedules.ts";
import { createSessions } from "./sessions.ts";
import { createSubscriptions } from "./subscriptions.ts";
import { SandboxTime } from "./time.ts";

/** Everything behind the sandbox's server, joined. */
export function createShop(options: {
  readonly clock: Clock;
  readonly ids: Ids;
  readonly log: Log | undefined;
  readonly dataDir: string | null;
  readonly behaviour: SandboxBehaviour;
  /** Where people reach its pages. */
  origin(): string;
}) {
  const { clock, ids, log, behaviour } = options;
  const books = createBooks();
  const time = new SandboxTime(clock);
  const keeper = keepIn(options.dataDir, books, time);
  const presenter = createPresenter({ books, origin: options.origin });
  const secretKey = `sk_test_sandbox${ids.random()}`;
  const webhookSecret = `whsec_sandbox${ids.random()}`;
  const deliveries = createDeliveries({
    ...{ books, presenter, clock, log },
    secret: webhookSecret,
    pauses_ms: behaviour.eventPauses_ms,
    changed: keeper.changed,
  });

  const context: Context = {
    ...{ books, time, ids, behaviour },
    refundsPend: false,
    emit(type, object, previous) {
      const event = books.events.add({
        id: newId(context, "evt"),
        object: "event",
        api_version: api.version,
        created: time.now(),
        data: {
          object: presenter.shown(object as Record<string, unknown>),
          ...(previous === undefined ? {} : { previous_attributes: { ...previous } }),
        },
        livemode: false,
        pending_webhooks: 0,
        request: null,
        type,
      });
      deliveries.send(event.id);
    },
  };

  const payments = createPayments(context);
  const refunds = createRefunds(context);
  const schedules = createSchedules(context);
  const invoices = createInvoices(context, payments, (): InvoiceListener => subscriptions);
  const subscriptions = createSubscriptions({ context, payments, invoices, schedules });
  const sessions = createSessions({ context, payments, invoices, subscriptions });
  const settleDue = createDue({ context, sessions, subscriptions, invoices });
  const api = createApi({
    ...{ books, presenter, secretKey, time: context.time },
    endpoints: [
      ...catalogueEndpoints(context),
      ...paymentEndpoints(context, sessions, refunds),
      ...billingEndpoints(context, subscriptions, schedules, invoices),
      ...portalEndpoints(context),
    ],
  });

  return {
    ...{ api, context, deliveries, sessions, refunds, subscriptions, invoices, presenter, secretKey, webhookSecret },
    /** Does what is due by now. */
    settle(): void {
      const before = books.events.size;
      settleDue();
      if (books.events.size !== before) keeper.changed();
    },
    changed: keeper.changed,
    close: keeper.close,
    setCard(customer: string, declines: boolean): void {
      books.cards.add({ id: customer, declines });
    },
  };
}
export type Shop = ReturnType<typeof createShop>;
