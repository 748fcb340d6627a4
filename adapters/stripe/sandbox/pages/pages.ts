import { isFromOtherSite } from "../../../../src/core/other-site.ts";
import type { HttpRoute } from "../../../../src/core/services.ts";
import { Refused } from "../refusal.ts";
import type { Shop } from "../shop.ts";
import { checkoutPage } from "./checkout.ts";
import { html } from "./html.ts";
import { notFound, page } from "./layout.ts";
import { operatorPage } from "./operator.ts";
import { invoicePage, portalPage } from "./portal.ts";

export type Pages = (request: Request) => Promise<Response>;

const BASE = "/sandbox/stripe";
const FORM_BYTES_MAX = 4_096;

/** The sandbox's pages, wherever they are served. */
export function createPages(shop: Shop): Pages {
  return async (request) => {
    const { pathname } = new URL(request.url);
    const [, kind = "", id = ""] = /^\/sandbox\/stripe(?:\/(\w+)\/([\w-]+))?\/?$/.exec(pathname) ?? [];
    if (request.method === "POST" && isFromOtherSite(request.headers)) {
      return page(
        "Not from there",
        html`<section class="card narrow"><p>Another site cannot press these buttons.</p></section>`,
        403,
      );
    }
    const action = request.method === "POST" ? new URLSearchParams(await request.text()).get("action") : null;
    shop.settle();
    try {
      if (kind === "checkout") return checkoutPage(shop, id, action);
      if (kind === "portal") return portalPage(shop, id, action);
      if (kind === "invoices") return invoicePage(shop, id, action);
      return pathname.replace(/\/$/, "") === BASE ? operatorPage(shop, action) : notFound("page");
    } catch (fault) {
      if (!(fault instanceof Refused)) throw fault;
      const message = String(fault.error["message"] ?? "That cannot be done now.");
      return page("Not now", html`<section class="card narrow"><h1>Not now</h1><p>${message}</p></section>`, 409);
    }
  };
}

/** The same pages as routes of the server that people reach. */
export function pageRoutes(pages: Pages): HttpRoute[] {
  const paths = [BASE, ...["checkout", "portal", "invoices"].map((kind) => `${BASE}/${kind}/:id`)];
  return paths.flatMap((path) => [
    { method: "GET" as const, path, handle: pages },
    { method: "POST" as const, path, bodyBytesMax: FORM_BYTES_MAX, handle: pages },
  ]);
}
