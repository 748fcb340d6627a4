import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { type Html, html, Html as Raw } from "./html.ts";

const style = readFileSync(join(import.meta.dirname, "style.css"), "utf8");
const styleHash = createHash("sha256").update(style).digest("base64");

/** A whole page, which says on its top that no money moves. */
export function page(title: string, content: Html, status = 200): Response {
  const whole = html`<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title} · payments sandbox</title>
<style>${new Raw(style)}</style>
<p class="ribbon"><strong>Sandbox.</strong> This page stands in for Stripe: no card is asked for and no money moves.</p>
<main>${content}</main>
`;
  return new Response(whole.text, {
    status,
    headers: {
      "content-type": "text/html; charset=utf-8",
      "cache-control": "no-store",
      // Without `form-action`: paying leads to the address that the program chose.
      "content-security-policy": `default-src 'none'; style-src 'sha256-${styleHash}'; frame-ancestors 'none'; base-uri 'none'`,
    },
  });
}

/** A button that does something. */
export function button(action: string, label: string, look: "main" | "plain" | "quiet" | "danger", value = ""): Html {
  return html`<button class="${look}" name="action" value="${value === "" ? action : `${action}:${value}`}">${label}</button>`;
}

export function notFound(what: string): Response {
  return page(
    "Not here",
    html`<section class="card narrow"><h1>Not here</h1><p>This sandbox knows no such ${what}. A link from before its data was
      deleted leads nowhere.</p></section>`,
    404,
  );
}

/** After a form, the browser asks for the next page by itself, so that reloading it does nothing twice. */
export function seeOther(location: string): Response {
  return new Response(null, { status: 303, headers: { location, "cache-control": "no-store" } });
}

/** A day and a time as everybody reads them. */
export function moment(seconds: number): string {
  return new Intl.DateTimeFormat("en", { dateStyle: "medium", timeStyle: "short", timeZone: "UTC" }).format(
    seconds * 1000,
  );
}

export function day(seconds: number): string {
  return new Intl.DateTimeFormat("en", { dateStyle: "long", timeZone: "UTC" }).format(seconds * 1000);
}
