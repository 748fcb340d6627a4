import { shown } from "../money.ts";
import type { Charge, Dispute, Event, Refund } from "../shapes.ts";
import type { Shop } from "../shop.ts";
import { isEnded, itemOf } from "../subscriptions.ts";
import { type Html, html } from "./html.ts";
import { button, moment, page, seeOther } from "./layout.ts";

const SHOWN_MAX = 20;
const HOUR_MS = 3_600_000;
const STEPS: readonly (readonly [label: string, duration_ms: number])[] = [
  ["1 hour", HOUR_MS],
  ["1 day", 24 * HOUR_MS],
  ["1 week", 7 * 24 * HOUR_MS],
  ["31 days", 31 * 24 * HOUR_MS],
];

/** Where whoever tries things out does what banks, time and Stripe's dashboard do. */
export function operatorPage(shop: Shop, action: string | null): Response {
  if (action !== null) {
    act(shop, action);
    shop.changed();
    return seeOther("/sandbox/stripe");
  }
  const { books, time, refundsPend } = shop.context;
  const charges = books.charges
    .all()
    .filter(({ status }) => status === "succeeded")
    .reverse()
    .slice(0, SHOWN_MAX);
  const subscriptions = books.subscriptions.all().reverse().slice(0, SHOWN_MAX);
  const slow = books.sessions.all().filter(({ id }) => (books.sessionDetails.get(id)?.settles ?? null) !== null);
  return page(
    "Behind the counter",
    html`
<form method="post" class="column wide">
  <h1>Behind the counter</h1>
  <section class="card">
    <h2>Time <small>${moment(time.now())} UTC</small></h2>
    <p class="soft">Renewals, invoices and ends happen on the way.</p>
    <p class="row">${STEPS.map(([label, duration_ms]) => button("advance", `+ ${label}`, "plain", String(duration_ms)))}</p>
  </section>
  ${
    slow.length === 0
      ? null
      : section(
          "Payments on their way",
          slow.map(
            ({ id, amount_total, currency }) => html`<tr>
    <td>${shown(amount_total ?? 0, currency ?? "usd")}</td><td class="soft">${id}</td>
    <td class="row">${button("arrives", "It arrives", "plain", id)} ${button("fails", "It fails", "plain", id)}</td></tr>`,
          ),
        )
  }
  ${section(
    "Payments",
    charges.map((charge) => chargeRow(shop, charge)),
  )}
  <p class="row">${refundsPend ? button("refunds", "Let refunds succeed at once", "quiet", "at-once") : button("refunds", "Keep refunds pending", "quiet", "pend")}</p>
  ${section(
    "Subscriptions",
    subscriptions.map((one) => {
      const { price, current_period_end: end } = itemOf(one);
      const declines = books.cards.get(one.customer)?.declines === true;
      return html`<tr><td>${books.products.get(price.product)?.name ?? price.id}</td><td>${one.status}</td>
      <td>${one.cancel_at === null ? "renews" : "ends"} ${moment(end)}</td>
      <td>${isEnded(one) ? null : button(declines ? "card-works" : "card-declined", declines ? "Let the card work" : "Let the card be declined", "quiet", one.customer)}</td></tr>`;
    }),
  )}
  ${section(
    "Events",
    books.events
      .all()
      .reverse()
      .slice(0, SHOWN_MAX)
      .map((event) => eventRow(shop, event)),
  )}
</form>`,
  );
}

function section(title: string, rows: readonly Html[]): Html {
  return html`<section class="card"><h2>${title}</h2>
    ${rows.length === 0 ? html`<p class="soft">Nothing yet.</p>` : html`<table>${rows}</table>`}</section>`;
}

function chargeRow(shop: Shop, charge: Charge): Html {
  const { books } = shop.context;
  const refunds = books.refunds.all().filter((one) => one.charge === charge.id);
  const disputes = books.disputes.all().filter((one) => one.charge === charge.id);
  const left = charge.amount - charge.amount_refunded;
  const payment = charge.payment_intent ?? charge.id;
  return html`<tr>
    <td>${shown(charge.amount, charge.currency)}<br><small class="soft">${moment(charge.created)}</small></td>
    <td>${refunds.map(refundNote)}${disputes.map(disputeNote)}</td>
    <td class="row">
      ${left > 1 && !charge.disputed ? button("refund-half", "Refund half", "quiet", payment) : null}
      ${left > 0 && !charge.disputed ? button("refund", "Refund", "quiet", payment) : null}
      ${disputes.length === 0 ? button("dispute", "Dispute", "quiet", payment) : null}
      ${button("warn", "Fraud warning", "quiet", payment)}
    </td></tr>`;
}

function refundNote({ id, amount, currency, status }: Refund): Html {
  const buttons = [button("refund-ok", "Succeeds", "quiet", id), button("refund-fails", "Fails", "quiet", id)];
  return html`<div>${shown(amount, currency)} refunded: ${status} ${status === "pending" ? buttons : null}</div>`;
}

function disputeNote({ id, status }: Dispute): Html {
  const isOpen = status === "needs_response" || status === "warning_needs_response";
  const buttons = [button("won", "Won", "quiet", id), button("lost", "Lost", "quiet", id)];
  return html`<div>Dispute: ${status.replaceAll("_", " ")} ${isOpen ? buttons : null}</div>`;
}

function eventRow(shop: Shop, { id, type, created }: Event): Html {
  const delivery = shop.context.books.deliveries.get(id);
  const how =
    delivery === undefined
      ? "not sent"
      : `${delivery.state.replace("-", " ")}${delivery.status === null ? "" : ` (${delivery.status})`}`;
  return html`<tr><td>${type}</td><td class="soft">${moment(created)}</td><td>${how}</td>
    <td>${button("again", "Send again", "quiet", id)}</td></tr>`;
}

function act(shop: Shop, action: string): void {
  const { context, refunds, sessions, deliveries } = shop;
  const [what = "", value = ""] = action.split(":");
  const charge = context.books.charges.get(context.books.payments.get(value)?.latest_charge ?? "");
  const left = charge === undefined ? 0 : charge.amount - charge.amount_refunded;
  const acts: Readonly<Record<string, () => unknown>> = {
    advance() {
      context.time.offset_ms += STEPS.find(([, duration_ms]) => String(duration_ms) === value)?.[1] ?? 0;
      shop.settle();
    },
    arrives: () => sessions.settle(value, true),
    fails: () => sessions.settle(value, false),
    refund: () => refunds.refund({ payment: value }),
    "refund-half": () => refunds.refund({ payment: value, amount: Math.floor(left / 2) }),
    refunds() {
      context.refundsPend = value === "pend";
    },
    "refund-ok": () => refunds.settle(value, true),
    "refund-fails": () => refunds.settle(value, false),
    dispute: () => refunds.dispute(value),
    won: () => refunds.closeDispute(value, "won"),
    lost: () => refunds.closeDispute(value, "lost"),
    warn: () => refunds.warnOfFraud(value),
    "card-works": () => shop.setCard(value, false),
    "card-declined": () => shop.setCard(value, true),
    again: () => deliveries.again(value).catch(() => {}),
  };
  if (Object.hasOwn(acts, what)) acts[what]?.();
}
