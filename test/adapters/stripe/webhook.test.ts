import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { found, readAll, type Stage, startStage, until } from "./stage.ts";

const OLD = "whsec_the-old-one";
let stage: Stage;
beforeAll(async () => {
  stage = await startStage();
});
afterAll(() => stage[Symbol.asyncDispose]());

/** An event that has really happened, as the sandbox signs it. */
async function signedEvent(on: Stage, type = "checkout.session.completed") {
  await on.bought("pack-small", { account: "webhook" });
  const event = found(
    on.sandbox
      .events()
      .filter((one) => one.type === type)
      .at(-1),
  );
  return { id: event.id, ...on.sandbox.signed(event.id) };
}

function post(on: Stage, body: string, signature?: string): Promise<Response> | Response {
  const headers = signature === undefined ? {} : { "stripe-signature": signature };
  return on.route.handle(new Request("http://127.0.0.1/stripe", { method: "POST", body, headers }), {});
}

describe("an event is taken", () => {
  test("when it is signed, and told to the core in its own words", async () => {
    const { id, body, signature } = await signedEvent(stage);
    const answer = await post(stage, body, signature);
    expect([answer.status, await answer.text()]).toEqual([200, "handled"]);
    const { data } = JSON.parse(body) as { data: { object: { id: string } } };
    expect(stage.told).toContainEqual({
      ...{ id, method: "stripe", kind: "checkout", checkout: data.object.id },
      at: stage.sandbox.now(),
    });
  });

  test("again and again, for it may come twice", async () => {
    const { id, body, signature } = await signedEvent(stage);
    expect((await post(stage, body, signature)).status).toBe(200);
    const again = await post(stage, body, signature);
    expect([again.status, await again.text()]).toEqual([200, "repeated"]);
    expect(stage.told.filter((event) => event.id === id)).toHaveLength(1);
  });

  test("with either secret while they are changed, and with neither when it is a third", async () => {
    await using both = await startStage({ secrets: [OLD, "whsec_the-new-one"] });
    const { body } = await signedEvent(both);
    const timestamp = Math.floor(both.clock.now().getTime() / 1000);
    const sign = (secret: string) =>
      both.stripe.webhooks.generateTestHeaderString({ payload: body, secret, timestamp });
    expect((await post(both, body, sign(OLD))).status).toBe(200);
    expect((await post(both, body, sign("whsec_the-new-one"))).status).toBe(200);
    expect((await post(both, body, sign("whsec_a-third"))).status).toBe(400);
  });

  test("and acknowledged although it is about nothing of ours", async () => {
    const { body, signature } = await signedEvent(stage, "payment_intent.created");
    const before = stage.told.length;
    const answer = await post(stage, body, signature);
    expect([answer.status, await answer.text()]).toEqual([200, "unknown"]);
    expect(stage.told).toHaveLength(before);
    expect(stage.counted).toContain("payment_intent.created unknown");
  });
});

describe("an event is refused, and nobody is told,", () => {
  test.for<[string, (event: { body: string; signature: string }, on: Stage) => Promise<Response> | Response]>([
    ["without a signature", ({ body }, on) => post(on, body)],
    ["with a signature that is none", ({ body }, on) => post(on, body, "t=1,v1=")],
    ["when its body was altered", ({ body, signature }, on) => post(on, body.replace("cs_test", "cs_fake"), signature)],
    ["when its body only means the same", ({ body, signature }, on) => post(on, `${body} `, signature)],
    [
      "with another event's signature",
      ({ signature }, on) => post(on, '{"id":"evt_x","type":"invoice.paid"}', signature),
    ],
  ])("%s", async ([, send]) => {
    const event = await signedEvent(stage);
    const before = stage.told.length;
    const answer = await send(event, stage);
    expect(answer.status).toBe(400);
    expect(await answer.text()).toMatch(/signature/i);
    expect(stage.told).toHaveLength(before);
  });

  test("when its signature is older than five minutes", async () => {
    await using own = await startStage();
    const { body, signature } = await signedEvent(own);
    own.clock.move(300_000);
    expect((await post(own, body, signature)).status).toBe(200);
    own.clock.move(1_000);
    expect((await post(own, body, signature)).status).toBe(400);
  });

  test.for(["", "[]", "not json", '{"object":"v2.core.event","id":"evt_1"}'])(
    "when it is signed and yet no snapshot event: %j",
    async (body) => {
      const timestamp = Math.floor(stage.clock.now().getTime() / 1000);
      const [secret = ""] = stage.sandbox.webhookSecrets;
      const signature = stage.stripe.webhooks.generateTestHeaderString({ payload: body, secret, timestamp });
      const answer = await post(stage, body, signature);
      expect([answer.status, await answer.text()]).toEqual([400, expect.stringContaining("snapshot")]);
    },
  );

  test("and asked for again later where no secret is set yet", async () => {
    await using own = await startStage({ secrets: [] });
    const { body, signature } = await signedEvent(own);
    expect((await post(own, body, signature)).status).toBe(503);
    expect(own.told).toEqual([]);
  });
});

describe("an event that the core cannot take now", () => {
  test("is sent again until it can, and told once", async () => {
    await using own = await startStage();
    own.refusals = 2;
    own.sandbox.sendEventsTo(own.hookUrl);
    const paid = await own.bought("pack-small");
    await until(() => own.told.some((event) => event.kind === "checkout" && event.checkout === paid.id));
    await own.sandbox.idle();
    expect(own.told).toHaveLength(1);
    expect(own.counted.filter((line) => line === "checkout.session.completed failed")).toHaveLength(2);
    expect(own.log.lines.map(({ level, message }) => `${level}: ${message}`)).toEqual([
      "error: a payment event could not be taken",
      "error: a payment event could not be taken",
    ]);
  });

  test("is not lost when Stripe gives up: it is among the undelivered ones", async () => {
    await using own = await startStage();
    own.refusals = 1_000;
    own.sandbox.sendEventsTo(own.hookUrl);
    const paid = await own.bought("pack-small");
    await until(() => own.log.lines.some(({ message }) => message === "the sandbox gave up sending an event"));
    const missed = await readAll(own.payments.undelivered());
    expect(missed).toEqual([expect.objectContaining({ kind: "checkout", checkout: paid.id, method: "stripe" })]);
    own.refusals = 0;
    const { id } = found(missed[0]);
    expect(await own.sandbox.deliver(id)).toBe(200);
    expect(await readAll(own.payments.undelivered())).toEqual([]);
  });
});

test("a suspected fraud names the payment and the order", async () => {
  await using own = await startStage();
  own.sandbox.sendEventsTo(own.hookUrl);
  const pack = await own.bought("pack-small", { order: "o-fraud" });
  const plan = await own.bought("starter-month", { order: "o-fraud-plan" });
  for (const { paymentId } of [pack, plan]) own.sandbox.warnOfFraud(found(paymentId));
  const warnings = () => own.told.filter(({ kind }) => kind === "fraud-warning");
  await until(() => warnings().length === 2);
  const [invoice] = await own.payments.invoicesOf(found(plan.subscription), 1);
  expect(warnings()).toEqual(
    expect.arrayContaining([
      expect.objectContaining({ payment: pack.paymentId, order: "o-fraud", invoice: null }),
      expect.objectContaining({ payment: plan.paymentId, order: null, invoice: invoice?.id }),
    ]),
  );
});

test("every kind of event that money can cause says what to look at", async () => {
  await using own = await startStage();
  own.sandbox.sendEventsTo(own.hookUrl);
  const pack = await own.bought("pack-small", { order: "o-kinds" });
  const late = await own.checkout("pack-small", { order: "o-kinds-late" });
  const plan = await own.bought("starter-month", { order: "o-kinds-plan" });
  const refund = own.sandbox.refund(found(pack.paymentId), 100);
  const dispute = own.sandbox.dispute(found(plan.paymentId));
  await own.payments.expireCheckout(late.id);
  await own.payments.cancelNow(found(plan.subscription));
  await own.sandbox.idle();
  const told = own.told.map((event) => {
    const { id: _id, method: _method, at: _at, ...about } = event;
    return JSON.stringify(about);
  });
  const [invoice] = await own.payments.invoicesOf(found(plan.subscription), 1);
  expect([...new Set(told)].sort()).toEqual(
    [
      { kind: "checkout", checkout: pack.id },
      { kind: "checkout", checkout: late.id },
      { kind: "checkout", checkout: plan.id },
      { kind: "invoice", invoice: invoice?.id },
      { kind: "subscription", subscription: plan.subscription },
      { kind: "refund", refund },
      { kind: "dispute", dispute },
    ]
      .map((event) => JSON.stringify(event))
      .sort(),
  );
});
