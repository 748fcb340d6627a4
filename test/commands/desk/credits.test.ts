import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { encodeButton } from "../../../src/core/chat/button-token.ts";
import { DAY_MS, HOUR_MS } from "../../support/credits.ts";
import { type TestServices, testServices } from "../../support/services.ts";
import { button, deskOf, field } from "./stage.ts";

let easel: TestServices;
let desk: ReturnType<typeof deskOf>;
beforeAll(async () => {
  easel = await testServices();
  desk = deskOf(easel);
  // Whom the refusals are about.
  for (const user of ["gina", "presser"]) await easel.accept(user);
});
afterAll(() => easel.stop());
beforeEach(() => easel.clock.move(HOUR_MS));

describe("credits at the operators’ desk", () => {
  test("are given once after a look at before and after, told, kept in the trail, and taken back by one press", async () => {
    await easel.accept("ann");
    const shown = await desk.ask("grant memory:ann 500 --reason after the outage");
    expect(shown.title).toBe("Grant credits");
    expect(shown.text).toContain("500 credits would be given to ann (memory:ann)");
    expect([field(shown, "Now"), field(shown, "Then")]).toEqual(["25 credits to spend", "525 credits to spend"]);
    expect(await desk.credits("ann")).toBe(25);
    const done = await desk.press("operator", shown, "Yes, do it");
    await desk.press("operator", shown, "Yes, do it");
    await easel.again().press("operator", button(shown, "Yes, do it"));
    expect(await desk.credits("ann")).toBe(525);
    const told = await desk.told("ann", "From the people who run Easel");
    expect(told?.text).toMatch(/^You were given 500 credits, to be spent until \d+ Feb 2055\./u);
    const [entry, ...others] = await easel.audit.latest(await desk.idOf("ann"), 10);
    expect(others).toEqual([]);
    expect(entry).toMatchObject({
      ...{ actor: "memory:operator", action: "credits-granted", reason: "after the outage" },
      ...{ before: "25 credits to spend", after: "525 credits to spend" },
    });

    // Half of it is on hold and some is spent: what is left of exactly this gift goes, and nothing else.
    const id = await desk.idOf("ann");
    await easel.ledger.hold(id, { cause: "ann:1", amount: 125, reason: "picture" });
    await easel.ledger.capture(id, { hold: "ann:1", amount: 125, reason: "picture" });
    easel.clock.move(1_000);
    const undone = await desk.press("operator", done, "Undo");
    expect(undone.text).toBe("Done: 400 credits were taken back, and their owner was told.");
    expect(await desk.press("operator", done, "Undo")).toMatchObject({ text: undone.text });
    expect(await desk.credits("ann")).toBe(0);
    expect(button(undone, "Undo")).toBeUndefined();
    expect(await desk.actions("ann")).toEqual(["credits-taken", "credits-granted"]);

    // What was taken wrongly comes back, to be spent as long as it could have been.
    const before = (await easel.ledger.wallet(id)).lots;
    await easel.ledger.grant(id, { cause: "ann:gift", amount: 60, kind: "promotional", expiresAt: null, reason: "x" });
    const taken = await desk.press("operator", await desk.ask("take memory:ann all --reason wrong"), "Yes");
    expect(await desk.credits("ann")).toBe(0);
    await desk.press("operator", taken, "Undo");
    expect(await desk.credits("ann")).toBe(60);
    expect((await easel.ledger.wallet(id)).lots.at(-1)?.expiresAt ?? null).toBeNull();
    expect(before.every(({ available }) => available === 0)).toBe(true);
  });

  test("are taken no further than what was given free, and what was paid for stays", async () => {
    const id = await desk.idOf("bob");
    await easel.ledger.grant(id, { cause: "b:1", amount: 40, kind: "promotional", expiresAt: null, reason: "x" });
    await easel.ledger.grant(id, {
      cause: "b:2",
      amount: 900,
      kind: "bought",
      order: "o",
      expiresAt: null,
      reason: "x",
    });
    expect(await desk.ask("take memory:bob 41 --reason wrong")).toMatchObject({
      ...{
        tone: "refusal",
        text: "41 credits is more than there is: at most 40 of what was given free is unspent. Give a smaller amount, or “all”.",
      },
    });
    const shown = await desk.ask("take memory:bob all --reason wrong");
    expect([field(shown, "Now"), field(shown, "Then")]).toEqual(["940 credits to spend", "900 credits to spend"]);
    // Somebody spends between the look and the press.
    await easel.ledger.hold(id, { cause: "b:hold", amount: 30, reason: "picture" });
    await easel.ledger.capture(id, { hold: "b:hold", amount: 30, reason: "picture" });
    expect((await desk.press("operator", shown, "Yes")).text).toContain("10 credits were taken back");
    expect(await desk.credits("bob")).toBe(900);
    expect((await desk.ask("take memory:bob all --reason wrong")).text).toContain("/admin refunds");
  });

  test("freeze, and only what was frozen by hand is thawed here", async () => {
    await easel.accept("cora");
    const shown = await desk.ask("freeze memory:cora a stolen card");
    expect(field(shown, "Then")).toBe("0 credits to spend and frozen");
    const frozen = await desk.press("operator", shown, "Yes");
    expect(await desk.credits("cora")).toBe(0);
    expect((await desk.ask("freeze memory:cora again")).text).toContain("frozen already");
    const thaw = await desk.ask("thaw memory:cora it was theirs");
    expect(field(thaw, "Then")).toBe("25 credits to spend");
    await desk.press("operator", thaw, "Yes");
    expect(await desk.credits("cora")).toBe(25);
    // The undo of the freeze comes too late, and does nothing.
    expect((await desk.press("operator", frozen, "Undo")).text).toMatch(/thawed/u);
    expect(await desk.credits("cora")).toBe(25);
    await easel.ledger.freeze(await desk.idOf("cora"), { cause: "sanction:1", reason: "sanction" });
    expect((await desk.ask("thaw memory:cora please")).text).toContain("/admin lift");
  });

  test("two operators at once: each gift is one, and nobody presses another’s button", async () => {
    await easel.accept("dora");
    const shown = await Promise.all([
      desk.ask("grant memory:dora 10 --reason one", "operator"),
      desk.ask("grant memory:dora 20 --reason two", "presser"),
    ]);
    const [one, two] = shown;
    if (one === undefined || two === undefined) throw new Error("nothing was shown");
    expect((await desk.press("presser", one, "Yes")).text).toContain("somebody else");
    await Promise.all([
      desk.press("operator", one, "Yes"),
      desk.press("operator", one, "Yes"),
      desk.press("presser", two, "Yes"),
    ]);
    expect(await desk.credits("dora")).toBe(25 + 30);
  });

  test("words that somebody got into the memory of buttons are no act", async () => {
    const account = await desk.idOf("operator");
    const act = { kind: "grant", account: await desk.idOf("gina"), amount: 1_000_000, expiresAt_ms: null };
    const forged = { cause: "x", by: "memory:presser", byAccount: await desk.idOf("presser"), reason: "x", act };
    for (const value of [
      "a red fox",
      "null",
      "{}",
      JSON.stringify({ ...forged, at_ms: easel.clock.now().getTime() }),
    ]) {
      const key = await easel.buttonMemory.keep(account, value);
      for (const name of ["desk-do", "desk-undo", "ann-see", "audit-page"]) {
        const reply = await easel.act("operator", { kind: "button", token: encodeButton("admin", name, account, key) });
        expect(reply.tone, `${name} of ${value}`).toBe("refusal");
      }
      easel.clock.move(60_000);
    }
    expect(await desk.credits("gina")).toBe(25);
    expect(easel.log.lines.filter(({ level }) => level === "error")).toEqual([]);
  });

  test("for oneself need a second person, also from a card that is older than one’s link", async () => {
    await easel.accept("elder");
    const [elder, account] = [await desk.idOf("elder"), await desk.idOf("operator")];
    const accounts = easel.mongo.connection
      .getClient()
      .db()
      .collection<{ _id: string; joinedFrom: string[] }>("accounts");
    await accounts.updateOne({ _id: elder }, { $set: { joinedInto: account } });
    await accounts.updateOne({ _id: account }, { $push: { joinedFrom: elder } });
    const token = encodeButton("admin", "credits-given", elder, elder);
    const values = { amount: "500", days: "30", why: "for a rainy day" };
    const shown = await easel.act("operator", { kind: "form", token, values });
    expect(shown.text).toContain("this needs a second person");
    expect(button(shown, "Yes, do it")).toBeUndefined();

    // Nor by words of theirs that look as if they had been shown.
    const act = { kind: "grant", account: elder, amount: 500, expiresAt_ms: null };
    const forged = {
      cause: "mine",
      by: "memory:operator",
      byAccount: elder,
      reason: "x",
      at_ms: easel.clock.now().getTime(),
      act,
    };
    const key = await easel.buttonMemory.keep(account, JSON.stringify(forged));
    const before = await desk.credits("operator");
    const answer = await easel.act("operator", {
      kind: "button",
      token: encodeButton("admin", "desk-do", account, key),
    });
    expect(answer.text).toContain("The others were told");
    expect(await desk.credits("operator")).toBe(before);
  });

  test("what was shown long ago is not done any more", async () => {
    await easel.accept("eve");
    const shown = await desk.ask("grant memory:eve 10 --reason late");
    easel.clock.move(16 * 60_000);
    expect((await desk.press("operator", shown, "Yes")).text).toContain("too long ago");
    expect((await desk.press("operator", shown, "No")).text).toBe("Nothing was done.");
    expect(await desk.credits("eve")).toBe(25);
  });

  test("by a form under the person’s card", async () => {
    await easel.accept("finn");
    const card = await desk.ask("person memory:finn");
    const form = await desk.press("operator", card, "Give credits");
    expect(form.form?.fields.map(({ name }) => name)).toEqual(["amount", "days", "why"]);
    const shown = await desk.fill("operator", form, { amount: "1,000", days: "2", why: "a contest" });
    await desk.press("operator", shown, "Yes");
    expect(await desk.credits("finn")).toBe(1025);
    easel.clock.move(2 * DAY_MS);
    expect(await desk.credits("finn")).toBe(25);
    const credits = await desk.ask("credits memory:finn");
    expect(field(credits, "Last movements")).toContain("grant 1000 · easel");
  });

  test.each([
    ["grant memory:gina", "The number of credits is missing"],
    ["grant memory:gina 0 --reason x", "“0” is no number of credits"],
    ["grant memory:gina -5 --reason x", "no number of credits"],
    ["grant memory:gina 5.5 --reason x", "no number of credits"],
    ["grant memory:gina 1e5 --reason x", "no number of credits"],
    ["grant memory:gina 1,00 --reason x", "no number of credits"],
    ["grant memory:gina 1000001 --reason x", "from 1 to 1000000"],
    ["grant memory:gina 99999999999999999999 --reason x", "no number of credits"],
    ["grant memory:gina 5 0d --reason x", "no number of days"],
    ["grant memory:gina 5", "Say why"],
    ["grant memory:gina 5 --reason    ", "reason needs a value"],
    ["grant", "Give an identity"],
    ["grant memory:nobody 5 --reason x", "Nobody has come as memory:nobody"],
    ["grant discrod:1 5 --reason x", "Did you mean “discord:”?"],
    ["grant @nobody 5 --reason x", "Nobody shows exactly the name"],
    ["grant $where 5 --reason x", "leads to nobody"],
    ["grant E-AAAA-AAAA 5 --reason x", "leads to nobody"],
    [`grant ${"a".repeat(20)} 5 --reason x`, "leads to nobody"],
    ["take memory:presser lots --reason x", "no number of credits"],
    ["freeze memory:presser because", "one of the people who run Easel"],
    ["grnat memory:gina 5 --reason x", "Did you mean “grant”?"],
  ])("refuses “/admin %s” and says what would do", async (given, words) => {
    const reply = await desk.ask(given);
    expect(reply.tone, reply.text).toBe("refusal");
    expect(reply.text).toContain(words);
  });
});
