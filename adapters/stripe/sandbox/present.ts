import { type Books, findObject } from "./books.ts";
import { invalid } from "./refusal.ts";

const EXPAND_DEPTH_MAX = 4;

/** Objects as they leave the sandbox: with links that people can open, and expanded where it was asked for. */
export function createPresenter({ books, origin }: { readonly books: Books; origin(): string }) {
  /** A copy, with what depends on where the pages are. */
  function shown(object: Readonly<Record<string, unknown>>): Record<string, unknown> {
    const copy = structuredClone(object) as Record<string, unknown>;
    const id = String(copy["id"]);
    switch (copy["object"]) {
      case "checkout.session":
        copy["url"] = copy["status"] === "open" ? `${origin()}/sandbox/stripe/checkout/${id}` : null;
        break;
      case "invoice":
        copy["hosted_invoice_url"] = copy["status"] === "draft" ? null : `${origin()}/sandbox/stripe/invoices/${id}`;
        break;
      case "billing_portal.session":
        copy["url"] = `${origin()}/sandbox/stripe/portal/${id}`;
        break;
      case "event":
        copy["pending_webhooks"] = books.deliveries.get(id)?.state === "waiting" ? 1 : 0;
        break;
    }
    return copy;
  }

  /** Parts of an object that are lists of others and only come when they are asked for. */
  function hiddenList(object: Readonly<Record<string, unknown>>, name: string): object[] | null {
    const id = String(object["id"]);
    switch (`${String(object["object"])}.${name}`) {
      case "invoice.payments":
        return books.invoicePayments.all().filter(({ invoice }) => invoice === id);
      case "checkout.session.line_items":
        return books.sessionDetails.get(id)?.items ?? [];
      case "charge.refunds":
        return books.refunds.all().filter(({ charge }) => charge === id);
      default:
        return null;
    }
  }

  function expand(target: unknown, [head, ...rest]: readonly string[]): void {
    if (head === undefined || target === null) return;
    if (Array.isArray(target)) {
      for (const item of target) expand(item, [head, ...rest]);
      return;
    }
    const object = target as Record<string, unknown>;
    const value = object[head];
    if (typeof value === "string") {
      const linked = findObject(books, value);
      if (linked === undefined) throw invalid(`This property cannot be expanded (${head}).`);
      object[head] = shown(linked as unknown as Record<string, unknown>);
    } else if (value === undefined) {
      const list = hiddenList(object, head);
      if (list === null) throw invalid(`This property cannot be expanded (${head}).`);
      const data = list.map((item) => shown(item as Record<string, unknown>));
      object[head] = { object: "list", data, has_more: false, url: `/v1/${head}` };
    }
    expand(object[head], rest);
  }

  return {
    shown,
    answer(object: object, paths: readonly string[] = []): Record<string, unknown> {
      const isList = "data" in object && Array.isArray(object.data);
      const copy = isList
        ? { ...object, data: (object.data as Record<string, unknown>[]).map(shown) }
        : shown(object as Record<string, unknown>);
      for (const path of paths) {
        const parts = path.split(".");
        if (parts.length > EXPAND_DEPTH_MAX) {
          throw invalid(`You cannot expand more than ${EXPAND_DEPTH_MAX} levels of a property: '${path}'.`);
        }
        expand(copy, parts);
      }
      return copy as Record<string, unknown>;
    },
  };
}
export type Presenter = ReturnType<typeof createPresenter>;
