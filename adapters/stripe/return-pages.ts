import { createHash } from "node:crypto";
import { languageOf, type Messages, messagesFor } from "../../src/core/messages.ts";
import type { HttpRoute } from "../../src/core/services.ts";
import type { ReturnAddresses } from "./checkouts.ts";

const PATHS = { paid: "/payment/paid", cancelled: "/payment/cancelled", portal: "/payment/back" } as const;

const STYLE = `:root{color-scheme:light dark}body{display:grid;place-content:center;min-height:100vh;margin:0;padding:24px;box-sizing:border-box;font:17px/1.55 system-ui,sans-serif;background:light-dark(#faf9f6,#151412);color:light-dark(#1c1b19,#efece6)}main{max-width:460px}h1{margin:0 0 8px;font-size:28px}p{margin:0}`;
const STYLE_HASH = createHash("sha256").update(STYLE).digest("base64");

/** Where Stripe's pages send people when Easel is reached at `origin`. */
export function returnAddresses(origin: string): ReturnAddresses {
  return { paid: origin + PATHS.paid, cancelled: origin + PATHS.cancelled, portal: origin + PATHS.portal };
}

/** The pages at those addresses. They know nothing and change nothing: whether something was paid is said by events alone. */
export function returnPages(): HttpRoute[] {
  return (["paid", "cancelled", "portal"] as const).map((name) => ({
    method: "GET",
    path: PATHS[name],
    handle: (request) => show(languageOf(request.headers.get("accept-language")?.split(/[,;]/)[0]), name),
  }));
}

function show(language: string, name: keyof Messages["paymentPages"]): Response {
  const { title, text } = messagesFor(language).paymentPages[name];
  const body = `<!doctype html><html lang="${language}"><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>Easel</title><style>${STYLE}</style><main><h1>${escaped(title)}</h1><p>${escaped(text)}</p></main>`;
  return new Response(body, {
    headers: {
      "content-type": "text/html; charset=utf-8",
      "cache-control": "no-store",
      "content-security-policy": `default-src 'none'; style-src 'sha256-${STYLE_HASH}'; frame-ancestors 'none'; base-uri 'none'`,
    },
  });
}

function escaped(text: string): string {
  return text.replace(/[&<>"']/g, (mark) => `&#${mark.charCodeAt(0)};`);
}
