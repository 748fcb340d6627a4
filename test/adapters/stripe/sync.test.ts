import { execFile } from "node:child_process";
import { join } from "node:path";
import { expect, test } from "vitest";
import { createStripeClient } from "../../../adapters/stripe/client.ts";
import { type StripeSandbox, startStripeSandbox } from "../../../adapters/stripe/sandbox/server.ts";
import { syncStripe } from "../../../adapters/stripe/sync.ts";
import { STARS } from "../../../src/core/billing/money.ts";
import { builtInOffers } from "../../../src/core/catalogue/built-in-offers.ts";
import { defaultOffers, lookupKey, type Offers, readOffers } from "../../../src/core/catalogue/offers.ts";
import { systemIds } from "../../../src/system.ts";
import { TestClock } from "../../support/credits.ts";
import { all } from "./stage.ts";

const root = join(import.meta.dirname, "../../..");

async function emptySandbox(): Promise<StripeSandbox & AsyncDisposable> {
  const sandbox = await startStripeSandbox({ clock: new TestClock(), ids: systemIds });
  return { ...sandbox, [Symbol.asyncDispose]: () => sandbox.stop() };
}
const synced = ({ secretKey, apiUrl }: StripeSandbox, offers: Offers, checkOnly = false) =>
  all(syncStripe({ secretKey, apiUrl, offers, checkOnly }));
/** Only Telegram takes Stars. */
const pricesOf = (offers: Offers) =>
  offers.all.flatMap(({ prices }) => Object.keys(prices)).filter((currency) => currency !== STARS).length;
/** The same offers with another price of the small pack. */
const raised = () => {
  const [small, ...others] = builtInOffers.packs;
  if (small === undefined) throw new Error("there is none");
  return readOffers({ ...builtInOffers, packs: [{ ...small, prices: { ...small.prices, usd: 999 } }, ...others] });
};

test("Stripe sells what the offers say after one run, and a second one changes nothing", async () => {
  await using sandbox = await emptySandbox();
  const first = await synced(sandbox, defaultOffers);
  expect(first.filter(({ did }) => did !== "created")).toEqual([]);
  expect(first.filter(({ what }) => what === "price")).toHaveLength(pricesOf(defaultOffers));
  expect(first.filter(({ what }) => what === "product")).toHaveLength(6);
  const second = await synced(sandbox, defaultOffers);
  expect(second.map(({ did }) => did)).toEqual(first.map(() => "kept"));

  const stripe = createStripeClient(sandbox);
  const { data } = await stripe.prices.list({ lookup_keys: [lookupKey("creator-year", "jpy")] });
  expect(data).toMatchObject([{ unit_amount: 31_000, currency: "jpy", recurring: { interval: "year" } }]);
  expect(data[0]?.metadata).toEqual({ offer: "creator-year" });
});

test("another amount is a new price that takes the lookup key over, there and back again", async () => {
  await using sandbox = await emptySandbox();
  await synced(sandbox, defaultOffers);
  const stripe = createStripeClient(sandbox);
  const key = lookupKey("pack-small", "usd");
  const current = async () => (await stripe.prices.list({ lookup_keys: [key] })).data;
  const [before] = await current();
  const steps = await synced(sandbox, raised());
  expect(steps.filter(({ did }) => did !== "kept").map(({ did, name }) => [did, name])).toEqual([["replaced", key]]);
  expect(await current()).toMatchObject([{ unit_amount: 999 }]);
  expect(await stripe.prices.retrieve(before?.id ?? "")).toMatchObject({
    unit_amount: 899,
    active: true,
    lookup_key: null,
  });
  await synced(sandbox, defaultOffers);
  expect(await current()).toMatchObject([{ unit_amount: 899 }]);
});

test("only looking changes nothing and says what is amiss", async () => {
  await using sandbox = await emptySandbox();
  const empty = await synced(sandbox, defaultOffers, true);
  expect(new Set(empty.map(({ did }) => did))).toEqual(new Set(["missing"]));
  expect(sandbox.calls().filter(({ method }) => method === "POST")).toEqual([]);
  await synced(sandbox, defaultOffers);
  const amiss = (await synced(sandbox, raised(), true)).filter(({ did }) => did !== "kept");
  expect(amiss).toEqual([
    { what: "price", name: lookupKey("pack-small", "usd"), did: "wrong", details: "it is $8.99, not $9.99" },
  ]);
});

test("a portal that does anything else than cancel with the period is put right", async () => {
  await using sandbox = await emptySandbox();
  await synced(sandbox, defaultOffers);
  const stripe = createStripeClient(sandbox);
  const { data } = await stripe.billingPortal.configurations.list();
  await stripe.billingPortal.configurations.update(data[0]?.id ?? "", {
    features: { subscription_cancel: { enabled: true, mode: "immediately" } },
  });
  const portal = (await synced(sandbox, defaultOffers)).find(({ what }) => what === "portal");
  expect(portal?.did).toBe("updated");
  expect((await stripe.billingPortal.configurations.list()).data).toMatchObject([
    { features: { subscription_cancel: { enabled: true, mode: "at_period_end" }, invoice_history: { enabled: true } } },
  ]);
});

test("the command says line by line what it did, and refuses to guess a key", async () => {
  await using sandbox = await emptySandbox();
  const { PATH } = process.env;
  const run = (args: string[], settings: Record<string, string>) =>
    new Promise<{ code: number; text: string }>((resolve) => {
      const command = ["--import", "tsx", "src/stripe-sync.ts", ...args];
      const env = { PATH, ...settings };
      execFile(process.execPath, command, { cwd: root, env }, (error, stdout, stderr) =>
        resolve({ code: error === null ? 0 : Number(error.code), text: stdout + stderr }),
      );
    });
  const settings = { STRIPE_SECRET_KEY: sandbox.secretKey, STRIPE_API_URL: sandbox.apiUrl };
  const [without, unknown, check, wrongKey] = await Promise.all([
    run([], {}),
    run(["--chekc"], settings),
    run(["--check"], settings),
    run([], { ...settings, STRIPE_SECRET_KEY: "sk_test_wrong" }),
  ]);
  expect(without).toEqual({ code: 2, text: expect.stringContaining("STRIPE_SECRET_KEY is unset") });
  expect(unknown).toEqual({ code: 2, text: expect.stringContaining("Usage:") });
  expect(check).toEqual({
    code: 1,
    text: expect.stringMatching(/^missing {2}product easel-pack-small: Easel Small pack$/m),
  });
  expect(check.text).toMatch(/^43 missing\. Without --check, what is missing is created\.$/m);
  const done = await run([], settings);
  expect(done).toEqual({
    code: 0,
    text: expect.stringMatching(/^created {2}price {3}easel-pack-small-usd: \$8\.99$/m),
  });
  expect(done.text).toMatch(/needs these events:\n {2}checkout\.session\.completed$/m);
  expect(wrongKey).toEqual({ code: 1, text: "Stripe could not be brought up to date: unauthorized\n" });
});
