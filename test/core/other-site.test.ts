import { expect, test } from "vitest";
import { isFromOtherSite } from "../../src/core/other-site.ts";

const HERE = "easel.example:8080";

test.for([
  [{}, false],
  [{ "sec-fetch-site": "same-origin" }, false],
  [{ origin: `https://${HERE}` }, false],
  // What the browser says of itself counts more than an address that a proxy may have changed.
  [{ "sec-fetch-site": "same-origin", origin: "https://outside.example" }, false],
  [{ "sec-fetch-site": "same-site", origin: `https://${HERE}` }, true],
  [{ "sec-fetch-site": "cross-site" }, true],
  [{ "sec-fetch-site": "none" }, true],
  [{ origin: "https://evil.example" }, true],
  [{ origin: "https://easel.example:9090" }, true],
  [{ origin: "null" }, true],
  [{ origin: "" }, true],
] as const)("%o is from another site: %s", ([headers, isOther]) => {
  expect(isFromOtherSite(new Headers({ host: HERE, ...headers }))).toBe(isOther);
});
