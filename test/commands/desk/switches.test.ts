import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { switchesDesk } from "../../../commands/desk/switches.ts";
import { encodeButton } from "../../../src/core/chat/button-token.ts";
import type { Reply } from "../../../src/core/chat/reply.ts";
import { messagesFor } from "../../../src/core/messages.ts";
import { HOUR_MS, MINUTE_MS } from "../../support/credits.ts";
import { identityOf, type TestServices, testServices } from "../../support/services.ts";

let easel: TestServices;
let count = 0;

beforeAll(async () => {
  easel = await testServices();
  await easel.accept("ada");
});
beforeEach(() => easel.clock.move(2 * MINUTE_MS));
afterEach(async () => {
  for (const { name } of easel.switches.all()) {
    await easel.switches.set({ name, isOff: false, note: null, until: null, by: "memory:operator" });
  }
});
afterAll(async () => easel.stop());

const label = (reply: Reply) => (reply.buttons ?? []).map((button) => button.label);
const pressed = (reply: Reply, name: string, user = "operator") =>
  easel.press(
    user,
    reply.buttons?.find((button) => button.label.startsWith(name)),
  );
/** Switches as an operator does: asked, looked at, confirmed. */
const switched = async (words: string) => pressed(await easel.say("operator", `/admin switch ${words}`), "Switch it");
const refused = async (user: string, text: string) => {
  const reply = await easel.say(user, text);
  expect(reply.tone, text).toBe("refusal");
  return reply.text ?? "";
};
const newcomer = () => `newcomer-${++count}`;

describe("/admin switch", () => {
  test("lists everything that can be switched, and what is off with its note, its end and who did it", async () => {
    await switched("model seedream off The maker has trouble --until 2h");
    const list = await easel.say("operator", "/admin switch");
    expect(list.text).toContain("model seedream · OFF since");
    expect(list.text).toMatch(/by memory:operator, until .+ UTC: The maker has trouble/u);
    for (const name of ["service", "purchases", "registrations", "model z-image", "plan creator"]) {
      expect(list.text).toContain(`${name} · on`);
    }
    const done = await pressed(await pressed(list, "Switch on: model seedream"), "Switch it on");
    expect(done.title).toBe("model seedream is on");
    expect(easel.switches.off("model:seedream")).toBeNull();
  });

  test("asks first, does it once however often it is pressed, and takes it back by a button", async () => {
    const asked = await easel.say("operator", "/admin switch seedream 4.5 off Down   for a while --reason outage");
    expect(asked.title).toBe("Switch model seedream off?");
    expect(asked.text).toContain("People are told: Down for a while");
    expect(easel.switches.off("model:seedream")).toBeNull();
    const done = await pressed(asked, "Switch it off");
    const again = await pressed(asked, "Switch it off");
    expect([done.title, again.title]).toEqual(["model seedream is off", "model seedream is off"]);
    easel.clock.move(1_000);
    const undone = await pressed(done, "Undo");
    expect(undone).toMatchObject({ title: "model seedream is on", buttons: [] });
    // The first button once more, late: nothing is switched behind anybody's back.
    const late = await pressed(asked, "Switch it off");
    expect(late).toMatchObject({ tone: "refusal", text: expect.stringContaining("was switched since") });
    expect(easel.switches.off("model:seedream")).toBeNull();
    const [second, first] = await easel.audit.latest("model:seedream", 2);
    expect([first, second]).toMatchObject([
      { action: "switched-off", actor: "memory:operator", reason: "outage", before: "on" },
      { action: "switched-on", after: "on" },
    ]);
    expect(first?.after).toContain("Down for a while");
  });

  test("an undo brings back how it was before, note and end included", async () => {
    await switched("service off First --until 3h");
    const before = easel.switches.off("service");
    const second = await switched("service off Second");
    await pressed(second, "Undo");
    expect(easel.switches.off("service")).toMatchObject({ note: "First", until: before?.until });
  });

  test("decides on what its operator saw: what somebody else switched meanwhile stands", async () => {
    const asked = await easel.say("operator", "/admin switch purchases off");
    await easel
      .again()
      .switches.set({ name: "purchases", isOff: true, note: "Mine", until: null, by: "memory:presser" });
    expect(await pressed(asked, "Switch it off")).toMatchObject({ tone: "refusal" });
    expect(easel.switches.off("purchases")?.note).toBe("Mine");
  });

  test.each([
    ["model z-imgae off", /Did you mean model z-image\?/u],
    ["registration off", /Did you mean registrations\?/u],
    ["model:constructor off", /There is no switch “model:constructor”/u],
    ["__proto__ on", /There is no switch “__proto__”/u],
    ["off", /on or off/u],
    ["@everyone **off** off", /no switch “@everyone \*\*off\*\*”/u],
    ["plan gold off", /no switch “plan gold”/u],
    ["z-image", /on or off/u],
    ["z-image off --until tomorrow-ish", /no time ahead/u],
    ["z-image on --until 2h", /belongs to off/u],
    ["z-image on", /is on already/u],
    [`z-image off ${"x".repeat(201)}`, /200 characters; this has 201/u],
  ])("“%s” switches nothing and says what would do", async (words, expected) => {
    expect(await refused("operator", `/admin switch ${words}`)).toMatch(expected);
    expect(easel.switches.all().filter(({ isOff }) => isOff)).toEqual([]);
  });

  test("is done by the next press when the process died after it was written down, and is written down once", async () => {
    const asked = await easel.say("operator", "/admin switch plan starter off");
    const [press] = asked.buttons ?? [];
    const handler = switchesDesk.buttons?.["switch-set"];
    if (press === undefined || !("token" in press) || handler === undefined) throw new Error("no button");
    const set = () => Promise.reject(new Error("died"));
    const dying = { ...easel, switches: { ...easel.switches, set } };
    const identity = identityOf("operator");
    const caller = {
      account: await easel.accounts.of(identity),
      server: null,
      language: "en",
      messages: messagesFor("en"),
    };
    const incoming = {
      id: "memory:dying",
      identity,
      place: "nowhere",
      action: { kind: "button", token: press.token },
    } as const;
    const input = { args: press.token.split("/").slice(3), values: {}, caller, incoming };
    await expect(handler.run(input, dying)).rejects.toThrow("died");
    expect(easel.switches.off("plan:starter")).toBeNull();
    expect((await easel.press("operator", press)).title).toBe("plan starter is off");
    expect(await easel.audit.latest("plan:starter", 5)).toHaveLength(1);
  });

  test("is for operators only, by its buttons too", async () => {
    expect(await refused("ada", "/admin switch service off")).not.toContain("service");
    const asked = await easel.say("operator", "/admin switch service off");
    const token = asked.buttons?.[0];
    if (token === undefined || !("token" in token)) throw new Error("no button");
    const mine = encodeButton(
      "admin",
      "switch-set",
      (await easel.accounts.of(identityOf("ada"))).id,
      token.token.split("/")[3] ?? "",
    );
    expect((await easel.act("ada", { kind: "button", token: mine })).tone).toBe("refusal");
    expect(easel.switches.off("service")).toBeNull();
  });

  test("a time that has passed between looking and pressing switches nothing", async () => {
    const asked = await easel.say("operator", "/admin switch service off --until 30m");
    easel.clock.move(HOUR_MS);
    expect((await pressed(asked, "Switch it off")).text).toMatch(/is past/u);
  });
});

describe("what is off", () => {
  test("a model is refused by its name, marked in the list with note and end, and on again by itself", async () => {
    await switched("z-image off The maker has trouble --until 2h");
    expect(await refused("ada", "/imagine a red fox --model z-image")).toMatch(/Z-Image Turbo is switched off/u);
    // Nobody who names no model is given a dearer one.
    expect(await refused("ada", "/imagine a red fox")).toMatch(/Nothing was charged/u);
    const line = (await easel.say("ada", "/models")).fields?.[0]?.value;
    expect(line).toMatch(/Switched off at the moment\.\nThe maker has trouble\nBack on 2\d Nov 2054, \d\d:\d\d UTC\./u);
    easel.clock.move(2 * HOUR_MS);
    expect((await easel.say("ada", "/models")).fields?.[0]?.value).not.toContain("Switched off");
  });

  test("counts in another process that has read it, and in every command there", async () => {
    const other = easel.again();
    await switched("service off Moving house");
    expect((await other.say("ada", "/models")).tone).toBeUndefined();
    await other.switches.read();
    expect((await other.say("ada", "/models")).text).toContain("Moving house");
  });

  test("a plan is not shown, not sold and not changed to; packs are", async () => {
    const before = await easel.say("ada", "/buy");
    const buy = before.buttons?.find((button) => button.label.startsWith("Creator"));
    expect(buy).toBeDefined();
    await switched("plan creator off Sold out");
    const shop = await easel.say("ada", "/buy");
    expect(label(shop).some((one) => one.startsWith("Creator"))).toBe(false);
    expect(label(shop).some((one) => one.startsWith("Starter"))).toBe(true);
    expect(await refused("ada", "/buy creator-month")).toMatch(/Creator is not sold at the moment\.\n\nSold out\n\n/u);
    expect((await easel.press("ada", buy)).tone).toBe("refusal");
    const prices = (await easel.say("ada", "/pricing")).fields?.map(({ value }) => value).join("\n");
    expect(prices).toContain("Starter");
    expect(prices).not.toContain("Creator");
  });

  test("purchases: nothing can be bought, by no way in, and what was paid meanwhile is given", async () => {
    const shop = await easel.say("ada", "/buy");
    const opened = await easel.press("ada", shop.buttons?.[0]);
    expect(opened.tone).toBe("good");
    const order = (await easel.billing.ordersOf((await easel.accounts.of(identityOf("ada"))).id, 1))[0];
    await switched("purchases off --until 1h");
    for (const text of ["/buy", "/buy pack-small", "/start buy"]) {
      expect(await refused("ada", text)).toMatch(/Nothing can be bought until 2\d Nov 2054/u);
    }
    expect((await easel.press("ada", shop.buttons?.[1])).tone).toBe("refusal");
    if (order === undefined) throw new Error("no order");
    const question = { method: order.method, order: order.id, total: order.price };
    expect(await easel.billing.mayPay(question)).toBe(false);
    easel.payments.pay(order.checkout?.id ?? "");
    await easel.deliver();
    expect((await easel.billing.order(order.id))?.state).toBe("granted");
  });

  test("registrations: who comes first is told kindly and leaves no trace; who was here notices nothing; operators get in", async () => {
    await switched("registrations off We are full");
    const user = newcomer();
    for (const text of ["/start", "/imagine a red fox", "/help"]) {
      expect(await refused(user, text)).toMatch(/takes nobody new at the moment\.\n\nWe are full/u);
    }
    expect(await easel.accountStore.findByIdentity(`memory:${user}`)).toBeNull();
    expect((await easel.say("ada", "/balance")).tone).toBeUndefined();
    expect((await easel.say("presser", "/help")).tone).toBeUndefined();
    await switched("registrations on");
    expect((await easel.say(user, "/start")).title).toBe("Before the first picture");
  });

  test("the service: everybody is told until when, but for operators; the terms and the help can be read; it ends by itself", async () => {
    const shop = await easel.say("ada", "/buy");
    await switched("maintenance off We move to another house. --until 18:00");
    for (const text of ["/imagine a red fox", "/models", "/buy", "/start", "/nonsense-that-is-none"]) {
      const said = await refused("ada", text);
      if (!text.startsWith("/nonsense")) {
        expect(said).toMatch(
          /maintenance until 2\d Nov 2054, 18:00 UTC\.\n\nWe move to another house\.\n\nNothing was/u,
        );
      }
    }
    expect((await easel.press("ada", shop.buttons?.[0])).text).toContain("We move to another house.");
    expect(await refused(newcomer(), "/start")).toContain("We move to another house.");
    const terms = await easel.say("ada", "/terms");
    expect(terms.tone).toBeUndefined();
    expect((await pressed(terms, "Next page", "ada")).tone).toBeUndefined();
    expect((await easel.say("ada", "/help")).tone).toBeUndefined();
    for (const text of ["/balance", "/paysupport"]) expect((await easel.say("ada", text)).tone).toBeUndefined();
    expect((await easel.say("operator", "/models")).tone).toBeUndefined();
    easel.clock.move(24 * HOUR_MS);
    expect((await easel.say("ada", "/models")).tone).toBeUndefined();
  });

  test("the service: a plan can be looked at and ended all the same (T17), and neither changed nor kept on", async () => {
    await easel.accept("bea");
    const account = await easel.accounts.of(identityOf("bea"));
    const offer = easel.billing.offers.find("creator-month") ?? expect.fail();
    const { order } = await easel.billing.buy({
      ...{ account, offer, currency: "usd", method: "stripe", cause: "maintenance", language: "en" },
    });
    easel.payments.pay(order.checkout?.id ?? "");
    await easel.deliver();
    await switched("service off Moving house");
    const plan = await easel.say("bea", "/subscription");
    expect(plan.title).toBe("Your plan: Creator");
    expect((await pressed(plan, "Change the plan", "bea")).text).toContain("Moving house");
    const ended = await pressed(await pressed(plan, "Cancel the plan", "bea"), "Yes, cancel it", "bea");
    expect(ended.tone).toBeUndefined();
    const isEnding = async () => (await easel.billing.subscriptionOf(account.id))?.cancelAtPeriodEnd;
    expect(await isEnding()).toBe(true);
    expect((await pressed(ended, "Keep", "bea")).text).toContain("Moving house");
    expect(await refused("bea", "/subscription resume")).toContain("Moving house");
    expect(await isEnding()).toBe(true);
  });
});
