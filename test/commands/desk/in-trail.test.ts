import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import type { AuditEntry } from "../../../src/core/desk/audit.ts";
import { identityOf, type TestServices, testServices } from "../../support/services.ts";
import { button, deskOf } from "./stage.ts";

let easel: TestServices;
let desk: ReturnType<typeof deskOf>;
beforeAll(async () => {
  easel = await testServices();
  desk = deskOf(easel);
});
afterAll(() => easel.stop());
beforeEach(() => easel.clock.move(60_000));

const trail = async (subject: string | null) =>
  (await easel.audit.latest(subject, 20))
    .toReversed()
    .map(({ actor, action, reason, before, after }: AuditEntry) => [actor, action, reason, before, after]);

async function bought(user: string): Promise<string> {
  const offer = easel.billing.offers.find("pack-small");
  if (offer === null) throw new Error("no offer");
  const account = await easel.accounts.of(identityOf(user));
  const placed = await easel.billing.buy({
    ...{ account, offer, currency: "usd", method: "stripe", cause: `buy:${user}`, language: "en" },
  });
  easel.payments.pay(placed.order.checkout?.id ?? "");
  await easel.deliver();
  return placed.order.id;
}

test("what operators decide about refunds is kept with who, why, before and after, once for each decision", async () => {
  const order = await bought("ann");
  const { id: ann } = await easel.accounts.of(identityOf("ann"));
  await easel.billing.requestRefund({ account: ann, order, reason: "twice" });
  const shown = await easel.say("operator", "/admin refunds");
  const form = await easel.press("operator", button(shown, "Decline"));
  const answers = await Promise.all([
    desk.fill("operator", form, { answer: "All of it was spent." }),
    easel.press("presser", { label: "", token: button(await easel.say("presser", "/admin refunds"), "Give all back") }),
  ].slice(0, 1));
  expect(answers[0]?.text).toBeDefined();
  await desk.fill("operator", form, { answer: "All of it was spent." });
  const entries = (await trail(ann)).filter(([, action]) => String(action).startsWith("refund"));
  expect(entries[0]).toEqual([
    "memory:operator",
    "refund-decided",
    "All of it was spent.",
    expect.stringMatching(/^E-\S+ open$/u),
    "gives nothing",
  ]);
});
