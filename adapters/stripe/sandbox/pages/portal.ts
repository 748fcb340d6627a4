import { shown } from "../money.ts";
import type { Invoice, Subscription } from "../shapes.ts";
import type { Shop } from "../shop.ts";
import { isEnded, itemOf, subscriptionOf } from "../subscriptions.ts";
import { type Html, html } from "./html.ts";
import { button, day, notFound, page, seeOther } from "./layout.ts";

/** The page where a customer looks after what they have. */
export function portalPage(shop: Shop, id: string, action: string | null): Response {
  const { books } = shop.context;
  const portal = books.portals.get(id);
  if (portal === undefined) return notFound("portal");
  const { customer } = portal;
  if (action !== null) {
    act(shop, customer, action);
    shop.changed();
    return seeOther(`/sandbox/stripe/portal/${id}`);
  }
  const subscriptions = books.subscriptions
    .all()
    .filter((one) => one.customer === customer)
    .reverse();
  const invoices = books.invoices
    .all()
    .filter((one) => one.customer === customer && one.status !== "draft")
    .reverse();
  const declines = books.cards.get(customer)?.declines === true;
  return page(
    "Your subscription",
    html`
<form method="post" class="column">
  <h1>Your subscription</h1>
  ${subscriptions.length === 0 ? html`<p class="soft">There is none.</p>` : null}
  ${subscriptions.map((one) => subscriptionCard(shop, one))}
  <section class="card">
    <h2>Card</h2>
    <p>${declines ? "The bank declines it: the next payment will fail." : "It works."}</p>
    ${declines ? button("card-works", "Use a card that works", "plain") : button("card-declined", "Use a card that is declined", "quiet")}
  </section>
  <section class="card">
    <h2>Invoices</h2>
    ${invoices.length === 0 ? html`<p class="soft">There are none yet.</p>` : html`<table>${invoices.map(invoiceRow)}</table>`}
  </section>
  ${portal.return_url === null ? null : html`<p><a href="${portal.return_url}">Return to Easel</a></p>`}
</form>`,
  );
}

function act(shop: Shop, customer: string, action: string): void {
  const { books } = shop.context;
  const [what = "", id = ""] = action.split(":");
  if (what === "card-works" || what === "card-declined") shop.setCard(customer, what === "card-declined");
  if (books.subscriptions.get(id)?.customer !== customer) return;
  if (what === "cancel" || what === "resume") shop.subscriptions.setCancelAtPeriodEnd(id, what === "cancel");
}

function subscriptionCard(shop: Shop, subscription: Subscription): Html {
  const item = itemOf(subscription);
  const name = shop.context.books.products.get(item.price.product)?.name ?? "Subscription";
  const every = item.price.recurring?.interval ?? "";
  const end = day(item.current_period_end);
  const ends = subscription.cancel_at !== null;
  const state = isEnded(subscription)
    ? `It ended on ${day(subscription.ended_at ?? 0)}.`
    : ends
      ? `It ends on ${end}. Nothing more will be charged.`
      : subscription.status === "past_due"
        ? "The last payment failed. It will be tried again."
        : `It renews on ${end}.`;
  return html`
<section class="card">
  <h2>${name} <small>${shown(item.price.unit_amount ?? 0, subscription.currency)} every ${every}</small></h2>
  <p>${state}</p>
  ${isEnded(subscription) ? null : ends ? button("resume", "Keep the subscription", "main", subscription.id) : button("cancel", "Cancel at the end of the period", "danger", subscription.id)}
</section>`;
}

function invoiceRow(invoice: Invoice): Html {
  return html`<tr>
    <td><a href="/sandbox/stripe/invoices/${invoice.id}">${invoice.number ?? invoice.id}</a></td>
    <td>${day(invoice.created)}</td><td>${invoice.status}</td>
    <td class="amount">${shown(invoice.amount_due, invoice.currency)}</td></tr>`;
}

/** One bill, which can be paid there when the card failed. */
export function invoicePage(shop: Shop, id: string, action: string | null): Response {
  const invoice = shop.context.books.invoices.get(id);
  if (invoice === undefined || invoice.status === "draft") return notFound("invoice");
  if (action === "pay" && invoice.status === "open") {
    shop.invoices.collect(invoice);
    shop.changed();
    return seeOther(`/sandbox/stripe/invoices/${id}`);
  }
  const failed = invoice.status === "open" && invoice.attempted;
  return page(
    `Invoice ${invoice.number ?? ""}`,
    html`
<form method="post" class="card narrow">
  <h1>Invoice ${invoice.number}</h1>
  <p class="soft">${day(invoice.created)} · ${invoice.status} · ${subscriptionOf(invoice)}</p>
  <table>
    ${invoice.lines.data.map(
      (line) => html`<tr><td>${line.description}<br><small class="soft">${day(line.period.start)} to
        ${day(line.period.end)}</small></td><td class="amount">${shown(line.amount, line.currency)}</td></tr>`,
    )}
    <tr class="sum"><td>Due</td><td class="amount">${shown(invoice.amount_due, invoice.currency)}</td></tr>
  </table>
  ${failed ? html`<p class="fault" role="alert">The card was declined.</p>` : null}
  ${invoice.status === "open" ? button("pay", `Pay ${shown(invoice.amount_due, invoice.currency)}`, "main") : null}
</form>`,
  );
}
