import { expect, test } from "vitest";
import { returnAddresses, returnPages } from "../../../adapters/stripe/return-pages.ts";
import { messagesFor } from "../../../src/core/messages.ts";

test("every address that Stripe's pages lead back to shows a page that says what comes next, in the browser’s language", async () => {
  const addresses = returnAddresses("https://easel.example");
  const routes = returnPages();
  for (const [name, address] of Object.entries(addresses)) {
    const route = routes.find(({ path }) => `https://easel.example${path}` === address);
    for (const language of ["de", "en"]) {
      const headers = { "accept-language": `${language}-XX,fr;q=0.9` };
      const answer = await route?.handle(new Request(address, { headers }), {});
      expect(answer?.status).toBe(200);
      expect(await answer?.text()).toContain(messagesFor(language).paymentPages[name as keyof typeof addresses].title);
    }
  }
});
