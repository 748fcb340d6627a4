/**
 * Whether another site's page made the browser send this: it must not speak in its visitor's name. Also another port of the same
 * machine is another site, because what runs there is not ours. Who sends neither header is no browser.
 *
 * @see https://developer.mozilla.org/en-US/docs/Web/HTTP/Reference/Headers/Sec-Fetch-Site
 */
export function isFromOtherSite(headers: Headers): boolean {
  const site = headers.get("sec-fetch-site");
  const origin = headers.get("origin");
  if (site !== null) return site !== "same-origin";
  return origin !== null && (!URL.canParse(origin) || new URL(origin).host !== headers.get("host"));
}
