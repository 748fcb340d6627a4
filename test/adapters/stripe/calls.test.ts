import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { describe, expect, test } from "vitest";
import { readFault } from "../../../adapters/stripe/faults.ts";
import { PaymentUnreachable } from "../../../src/core/billing/payments.ts";
import { systemIds } from "../../../src/system.ts";
import { found, price, readAll, startStage } from "./stage.ts";

describe("every call", () => {
  test("is pinned to one version, makes nothing without a key of its own, and tells Stripe nothing about us", async () => {
    await using stage = await startStage();
    const paid = await stage.bought("pack-small", { order: "o-1" });
    const plan = await stage.bought("creator-month", { order: "o-2" });
    const id = found(plan.subscription);
    await stage.payments.changeOffer({ ...change(id, "studio-month"), when: "now", key: "up" });
    await stage.payments.changeOffer({ ...change(id, "starter-month"), when: "period-end", key: "down" });
    const usd = { amount: 100, currency: "usd" };
    await stage.payments.refund({ request: "r-1", payment: found(paid.paymentId), amount: usd });
    await stage.payments.portal(found(plan.customer));

    const calls = stage.sandbox.calls();
    expect(calls.length).toBeGreaterThan(40);
    for (const { headers } of calls) {
      expect(headers["stripe-version"]).toBe("2026-10-28.endive");
      expect(headers["user-agent"]).toContain("Easel");
      expect(headers["x-stripe-client-telemetry"]).toBeUndefined();
    }
    const posts = calls.filter(({ method }) => method === "POST");
    expect(posts.filter(({ headers }) => headers["idempotency-key"] === undefined)).toEqual([]);
    const named = posts.map(({ headers }) => headers["idempotency-key"]);
    for (const key of [
      "checkout:o-1",
      "checkout:o-2",
      "customer:account-1",
      "change:up",
      "schedule:down",
      "refund:r-1",
    ]) {
      expect(named).toContain(key);
    }
  });

  test("goes to the address that was given, also when that is a path of a proxy", async () => {
    await using stage = await startStage();
    const asked: string[] = [];
    const proxy = createServer(async (request, response) => {
      asked.push(request.url ?? "");
      const body: Buffer[] = [];
      for await (const chunk of request) body.push(chunk as Buffer);
      const answer = await fetch(`${stage.sandbox.apiUrl}${(request.url ?? "").replace(/^\/stripe/, "")}`, {
        method: request.method ?? "GET",
        headers: Object.entries(request.headers)
          .filter(([name]) => !["host", "connection", "content-length"].includes(name))
          .map(([name, value]) => [name, String(value)] as [string, string]),
        ...(body.length > 0 && { body: Buffer.concat(body) }),
      });
      response.writeHead(answer.status, { "content-type": "application/json" }).end(await answer.text());
    });
    await new Promise<void>((resolve) => proxy.listen(0, "127.0.0.1", resolve));
    const apiUrl = `http://127.0.0.1:${(proxy.address() as AddressInfo).port}/stripe`;
    const { secretKey } = stage.sandbox;
    await using behind = await startStage({ stripe: { apiUrl, secretKey } });
    expect(await behind.checkout("pack-small")).toMatchObject({ state: "open" });
    expect(asked.length).toBeGreaterThan(2);
    expect(asked.every((path) => path.startsWith("/stripe/v1/"))).toBe(true);
    proxy.closeAllConnections();
    proxy.close();
  });
});

const change = (subscription: string, offer: string) => ({ subscription, offer, price: price(offer, "usd") });

describe("a call that gets no answer", () => {
  test("is tried again, and may succeed", async () => {
    await using stage = await startStage();
    const paid = await stage.bought("pack-small");
    stage.sandbox.interrupt({ how: "fails" });
    stage.sandbox.interrupt({ how: "lost-before" });
    expect(await stage.payments.findCheckout(paid.id)).toEqual(paid);
    expect(stage.log.lines).toEqual([]);
  });

  test("says that Stripe is unreachable, and makes nothing twice when it is asked for once more", async () => {
    await using stage = await startStage();
    stage.sandbox.interrupt({ how: "lost-after", path: /sessions$/, times: 3 });
    const lost = stage.checkout("pack-small", { order: "o-lost" });
    await expect(lost).rejects.toEqual(new PaymentUnreachable("no_connection"));
    expect(stage.log.lines).toMatchObject([{ level: "warn", facts: { call: "checkout", code: "no_connection" } }]);
    expect(stage.counted.at(-1)).toBe("checkout unreachable");
    const page = await stage.checkout("pack-small", { order: "o-lost" });
    const { data } = await stage.stripe.checkout.sessions.list();
    expect(data.map(({ id }) => id)).toEqual([page.id]);
  });

  test("or one that says nothing about the request may work later", async () => {
    await using stage = await startStage();
    stage.sandbox.interrupt({ how: "fails", times: 3 });
    await expect(stage.payments.findInvoice("in_1")).rejects.toEqual(new PaymentUnreachable("http_500"));
    const { apiUrl } = stage.sandbox;
    await using stranger = await startStage({ stripe: { apiUrl, secretKey: "sk_test_wrong" } });
    await expect(stranger.payments.findInvoice("in_1")).rejects.toEqual(new PaymentUnreachable("unauthorized"));
    await expect(readAll(stranger.payments.refundsSince(new Date(0)))).rejects.toEqual(
      new PaymentUnreachable("unauthorized"),
    );
    expect(stranger.counted).toContain("refundsSince unreachable");
  });

  test("because nobody is there says so within its time", async () => {
    const silent = createServer(() => {});
    await new Promise<void>((resolve) => silent.listen(0, "127.0.0.1", resolve));
    const apiUrl = `http://127.0.0.1:${(silent.address() as AddressInfo).port}`;
    await using stage = await startStage({ stripe: { apiUrl, timeout_ms: 50 } });
    await expect(stage.payments.findInvoice("in_1")).rejects.toEqual(new PaymentUnreachable("no_connection"));
    silent.closeAllConnections();
    silent.close();
  });
});

test("an error carries a code and nothing of the request, the key or the person", async () => {
  await using stage = await startStage();
  const secret = `secret-${systemIds.random()}`;
  const fault = await stage.payments
    .refund({ request: secret, payment: "pi_nothing", amount: { amount: 4_242, currency: "usd" } })
    .catch((error: unknown) => error);
  expect(fault).toMatchObject({ name: "PaymentRefused", code: "resource_missing", isDeclined: false });
  const written = JSON.stringify([fault, (fault as Error).stack, (fault as Error).cause, stage.log.lines]);
  for (const word of [secret, "pi_nothing", "4242", stage.sandbox.secretKey]) expect(written).not.toContain(word);
});

test("a fault that is none of Stripe's is an answer that cannot be read", () => {
  expect(readFault(new TypeError("undefined is not an object"))).toEqual(new PaymentUnreachable("malformed"));
});
