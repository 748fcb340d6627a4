import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { orderNumber } from "../../../src/core/billing/order.ts";
import { HOUR_MS } from "../../support/credits.ts";
import { finishedPicture } from "../../support/generations.ts";
import { identityOf, type TestServices, testServices } from "../../support/services.ts";
import { button, deskOf, field } from "./stage.ts";

let easel: TestServices;
let desk: ReturnType<typeof deskOf>;
let picture: string;
let order: string;
beforeAll(async () => {
  easel = await testServices();
  desk = deskOf(easel);
  await easel.accept("ada");
  const account = await easel.accounts.of(identityOf("ada"));
  picture = easel.ids.derived("ada:picture");
  const request = { ...finishedPicture().request, prompt: "a private fox" };
  await easel.generations.insert(
    finishedPicture({ id: picture, account: account.id, request, acceptedAt: easel.clock.now() }),
  );
  const offer = easel.billing.offers.find("pack-small");
  if (offer === null) throw new Error("no pack");
  const placed = await easel.billing.buy({
    ...{ account, offer, currency: "usd", method: "stripe", cause: "buy:ada", language: "en" },
  });
  easel.payments.pay(placed.order.checkout?.id ?? "");
  await easel.deliver();
  order = placed.order.id;
  for (const user of ["twin-1", "twin-2"]) {
    await easel.accounts.of({ platform: "memory", user, name: "Twin" });
  }
});
afterAll(() => easel.stop());
beforeEach(() => easel.clock.move(HOUR_MS));

describe("the operators’ desk about a person", () => {
  test("finds them by identity, name, order, picture and account, and shows what there is to know", async () => {
    const id = await desk.idOf("ada");
    const ways = ["memory:ada", "@ada", orderNumber(order), order, picture, `#${picture.slice(0, 8)}`, id];
    for (const way of ways) {
      const card = await desk.ask(`person ${way}`);
      expect(card.title, way).toBe("Who is ada (memory:ada)");
      expect(field(card, "Account")).toBe(id);
    }
    const card = await desk.ask(`person ${picture}`);
    expect(card.text).toContain(`Found by ${picture}`);
    expect(field(card, "Credits")).toBe("525 credits to spend");
    expect(field(card, "Terms")).toMatch(/^\S+, on \d+ \w+ 2054, \d\d:\d\d UTC in memory$/u);
    expect(field(card, "Standing")).toContain("in good standing");
    expect(field(card, "Last orders")).toContain(`${orderNumber(order)} · 24 Nov 2054`);
    expect(field(card, "Last pictures")).toContain(picture);
    expect(field(card, "Last movements")).toContain("grant 500");
    // Looking somebody up makes nobody, and shows nobody's words.
    expect(JSON.stringify(card)).not.toContain("a private fox");
    expect((await desk.ask("person memory:never")).text).toContain("Nobody has come as memory:never");
    expect((await desk.ask("person memory:never")).text).toContain("Nobody has come as memory:never");
    expect((await desk.ask("person @Twin")).text).toContain("Several people show the name “Twin”");
  });

  test("shows prompts only when asked, and who looked is in the trail before they see them", async () => {
    const card = await desk.ask("person memory:ada");
    const prompts = await desk.press("operator", card, "Show prompts");
    expect(field(prompts, picture)).toBe("a private fox");
    const trail = await desk.press("operator", card, "Audit trail");
    expect(trail.text).toContain("memory:operator · prompts-shown");
    expect(JSON.stringify(easel.log.lines)).not.toContain("private fox");
  });

  test("suspends after a question, for the time that was chosen, and lifts by one press", async () => {
    await easel.accept("sue");
    const card = await desk.ask("person memory:sue");
    const form = await desk.press("operator", card, "Suspend");
    const shown = await desk.fill("operator", form, {
      duration: "24h",
      reason: "pattern",
      freeze: "yes",
      why: "too much",
    });
    expect(shown.text).toContain("sue (memory:sue) would be suspended (pattern) for one day, with a frozen wallet");
    expect((await easel.sanctions.standing(await desk.idOf("sue"))).state).toBe("good");
    const done = await desk.press("operator", shown, "Yes");
    await desk.press("operator", shown, "Yes");
    const standing = await easel.sanctions.standing(await desk.idOf("sue"));
    expect(standing).toMatchObject({ state: "suspended", until: new Date(easel.clock.now().getTime() + 24 * HOUR_MS) });
    expect(await easel.sanctions.latest(await desk.idOf("sue"), 5)).toHaveLength(1);
    expect(await desk.credits("sue")).toBe(0);
    expect(field(await desk.press("operator", done, "The person"), "Standing")).toContain("suspended until");
    await desk.press("operator", done, "Undo");
    expect((await easel.sanctions.standing(await desk.idOf("sue"))).state).toBe("good");
    expect(await desk.credits("sue")).toBe(25);
    const warning = await desk.ask("warn memory:sue terms --reason mind the rules");
    await desk.press("operator", warning, "Yes");
    expect(field(await desk.ask("person memory:sue"), "Last sanctions")).toContain(
      "warning (terms) by memory:operator",
    );
  });

  test("says before a rule's suspension is lifted that its strikes stay", async () => {
    await easel.accept("ruth");
    const { id } = await easel.sanctions.impose({
      ...{ cause: "rule:ruth", account: await desk.idOf("ruth"), kind: "suspension", reason: "pattern", note: null },
      ...{ by: "easel", duration_hours: 24, freezes: false, forfeits: false, withoutNotice: null },
      violations: ["a-violation"],
    });
    const lift = await desk.ask("lift memory:ruth --reason a mistake");
    expect(lift.text).toContain("the next one, even half a strike, may bring it back");
    await desk.press("operator", lift, "Yes");
    expect(await easel.sanctions.find(id)).toMatchObject({ liftedBy: "memory:operator" });
  });

  test("offers no sanctions on one of ours, and refuses them from old buttons and in words", async () => {
    await easel.accept("presser");
    const card = await desk.ask("person memory:presser");
    expect(card.text).toContain("one of the people who run Easel");
    for (const label of ["Suspend", "Warn", "Freeze", "Terminate"]) expect(button(card, label)).toBeUndefined();
    for (const words of ["suspend memory:presser 24h", "warn memory:presser", "terminate memory:presser"]) {
      expect((await desk.ask(`${words} --reason x`)).text).toContain("one of the people who run Easel");
    }
  });

  test.each([
    ["suspend memory:ada --reason x", "How long is missing"],
    ["suspend memory:ada soon --reason x", "“soon” is no time"],
    ["suspend memory:ada 0h --reason x", "no time"],
    ["suspend memory:ada 9000h --reason x", "no time"],
    ["suspend memory:ada 24h nonsense --reason x", "was not understood"],
    ["terminate memory:ada now=because --reason x", "fraud, security and harm"],
    ["terminate memory:ada terms", "Say why"],
    ["lift memory:ada", "no sanction in force"],
    ["warn memory:ada fraud security --reason x", "was not understood"],
    ["person", "Give an identity"],
    ["audit model:nothing", "Nothing was done"],
    ["stats 0", "from 1 to 90"],
    ["stats 91d", "from 1 to 90"],
    ["stats all", "from 1 to 90"],
  ])("“/admin %s” is answered with what would do", async (given, words) => {
    expect((await desk.ask(given)).text).toContain(words);
  });
});

describe("/admin", () => {
  test("alone shows what waits, and with help what can be typed in each area", async () => {
    const overview = await easel.say("operator", "/admin");
    expect(overview.text).toMatch(/Cases that wait: \d+\nTickets that wait: \d+\nRefunds asked for: \d+/u);
    for (const help of [await easel.say("operator", "/admin help"), await desk.press("operator", overview, "Help")]) {
      expect(field(help, "person")).toContain("/admin person discord:123");
      expect(field(help, "credits")).toContain("/admin grant discord:123 500");
    }
    expect((await desk.press("operator", overview, "approvals")).title).toBe("What waits for a second person");
  });

  test("stats count pictures, money and people of the time that was asked for", async () => {
    const stats = await desk.ask("stats 1d");
    expect(field(stats, "Pictures")).toContain("1 delivered");
    expect(field(stats, "Income")).toBe("$8.99 of one order");
    expect(field(stats, "People")).toMatch(/^\d+ new, 1 asked for pictures$/u);
    const week = await desk.press("operator", stats, "7 days");
    expect(week.title).toBe("The last 7 days");
  });

  test("audit goes through everything in pages, each entry once", async () => {
    for (let number = 0; number < 20; number++) {
      const entry = { actor: "memory:operator", action: `act-${number}`, subject: "model:paged", reason: "why" };
      await easel.audit.record({ ...entry, cause: `paged:${number}`, before: "on", after: "off" });
    }
    let page = await desk.ask("audit model:paged");
    const seen: string[] = [];
    for (let turn = 0; turn < 5; turn++) {
      seen.push(...(page.text?.match(/act-\d+/gu) ?? []));
      const older = button(page, "Older");
      if (older === undefined) break;
      page = await easel.press("operator", older);
    }
    expect(seen.toSorted()).toEqual(Array.from({ length: 20 }, (_, number) => `act-${number}`).toSorted());
  });
});
