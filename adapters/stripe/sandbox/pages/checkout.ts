import { shown } from "../money.ts";
import type { Press } from "../sessions.ts";
import type { LineItem, Session } from "../shapes.ts";
import type { Shop } from "../shop.ts";
import { type Html, html } from "./html.ts";
import { button, moment, notFound, page, seeOther } from "./layout.ts";

const PRESSES: readonly string[] = ["pay", "decline", "pay-later", "pay-later-in-vain"] satisfies Press[];

/** The page where something is bought. */
export function checkoutPage(shop: Shop, id: string, action: string | null): Response {
  const { books } = shop.context;
  const session = books.sessions.get(id);
  if (session === undefined) return notFound("checkout");
  const isOpen = session.status === "open";
  if (action !== null && isOpen && PRESSES.includes(action)) {
    shop.sessions.press(id, action as Press);
    shop.changed();
    if (session.status !== "open") return seeOther(successUrl(session));
    return page(
      "Card declined",
      content(shop, session, "Your card was declined. Nothing was charged. You can try again."),
      402,
    );
  }
  return page(isOpen ? "Checkout" : "Checkout is over", isOpen ? content(shop, session, null) : over(session));
}

/** Stripe puts the session's id where the address asks for it. */
function successUrl(session: Session): string {
  return (session.success_url ?? "").replaceAll("{CHECKOUT_SESSION_ID}", session.id);
}

function content(shop: Shop, session: Session, fault: string | null): Html {
  const items = shop.context.books.sessionDetails.get(session.id)?.items ?? [];
  const currency = session.currency ?? "usd";
  const total = shown(session.amount_total ?? 0, currency);
  const every = everyOf(items[0]);
  const pay = session.mode === "subscription" ? `Subscribe for ${total}` : `Pay ${total}`;
  const slow = html`
    <details>
      <summary>Pay with something slow</summary>
      <p class="soft">A bank transfer is on its way for about a minute. Nothing is yours before it arrives.</p>
      ${button("pay-later", "Pay later, and it arrives", "plain")}
      ${button("pay-later-in-vain", "Pay later, and it fails", "plain")}
    </details>`;
  return html`
<div class="two">
  <section class="order">
    <p class="soft">${session.mode === "subscription" ? "You subscribe to" : "You buy"}</p>
    <h1>${items.map(({ description }) => description ?? "something").join(", ")}</h1>
    ${items.map((item) => html`<p class="soft">${shop.context.books.products.get(item.price.product)?.description ?? null}</p>`)}
    <p class="total">${total} <small>${every}</small></p>
    <table>
      ${items.map(
        (item) => html`<tr><td>${item.quantity ?? 1} × ${item.description ?? ""}</td>
          <td class="amount">${shown(item.amount_total, item.currency)}</td></tr>`,
      )}
      <tr class="sum"><td>Due today</td><td class="amount">${total}</td></tr>
    </table>
    ${session.mode === "subscription" ? html`<p class="soft">It renews ${every} until you cancel.</p>` : null}
  </section>
  <form class="card" method="post">
    <h2>How should this payment go?</h2>
    ${fault === null ? null : html`<p class="fault" role="alert">${fault}</p>`}
    ${button("pay", pay, "main")}
    ${button("decline", "Decline the card", "plain")}
    ${session.allowed_payment_method_types === null ? slow : null}
    ${session.cancel_url === null ? null : html`<p class="apart"><a href="${session.cancel_url}">Go back without paying</a></p>`}
    <p class="soft small">This page is open until ${moment(session.expires_at)} UTC.</p>
  </form>
</div>`;
}

function everyOf(item: LineItem | undefined): string {
  const recurring = item?.price.recurring ?? null;
  if (recurring === null) return "";
  const { interval, interval_count: count } = recurring;
  return count === 1 ? `every ${interval}` : `every ${count} ${interval}s`;
}

function over(session: Session): Html {
  const isPaid = session.status === "complete";
  const sentence = !isPaid
    ? "This page has expired, and nothing was charged. Ask for a new link in the chat."
    : session.payment_status === "paid"
      ? "This has been paid. There is nothing left to do here."
      : "The payment is on its way. You will hear of it in the chat.";
  return html`<section class="card narrow"><h1>${isPaid ? "Thank you" : "Too late"}</h1><p>${sentence}</p>
    ${isPaid ? html`<p><a href="${successUrl(session)}">Go on</a></p>` : null}</section>`;
}
