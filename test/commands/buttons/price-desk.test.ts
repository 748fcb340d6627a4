import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import type { Button, Reply } from "../../../src/core/chat/reply.ts";
import { HOUR_MS } from "../../support/credits.ts";
import { identityOf, type TestServices, testServices } from "../../support/services.ts";

let easel: TestServices;
beforeAll(async () => {
  easel = await testServices();
});
afterAll(() => easel.stop());

// Announcements of one test are history to the next.
beforeEach(() => easel.clock.move(HOUR_MS));

const button = (reply: Reply, label: string): Button | undefined =>
  reply.buttons?.find((one) => one.label.startsWith(label));

async function announce(what: string): Promise<Reply> {
  return easel.press("operator", button(await easel.say("operator", `/admin price ${what}`), "Announce it"));
}
/** What everybody pays for one picture now. */
async function everybodys(): Promise<number> {
  const request = easel.catalogue.settle({ model: "seedream", prompt: "a fox", references: 0 });
  const { id } = await easel.accounts.of(identityOf("nobody in particular"));
  return easel.catalogue.quote(request, await easel.pricing.for(id)).total_credits;
}

describe("/admin price", () => {
  test("previews, lists, takes back, and keeps who did it and why", async () => {
    const before = await everybodys();
    const preview = await easel.say(
      "operator",
      `/admin price seedream ${before + 7} --from 2056-01-01 --reason a test`,
    );
    expect(preview.text).toContain("This is a rise.");
    const nothing = await easel.say("operator", "/admin price");
    expect(nothing.buttons ?? []).toEqual([]);
    await easel.press("operator", button(preview, "Announce it"));
    // The same press again is the same announcement.
    const again = await easel.press("operator", button(preview, "Announce it"));
    expect(again.text).toBe("Announced: Seedream 4.5, from 1 Jan 2056, 00:00 UTC on.");
    const listed = await easel.say("operator", "/admin price");
    expect(listed.text).toContain("By memory:operator: a test");
    expect(listed.buttons).toHaveLength(1);
    const sooner = await easel.say("operator", `/admin price seedream ${before + 8} --reason sooner`);
    expect(sooner).toMatchObject({ tone: "refusal", text: expect.stringContaining("take that one back first") });
    expect((await easel.press("operator", listed.buttons?.[0])).text).toContain("keeps its price");
    expect((await easel.press("operator", listed.buttons?.[0])).text).toContain("keeps its price");
    // What was taken back cannot come again by an old button.
    expect(await easel.press("operator", button(preview, "Announce it"))).toMatchObject({ tone: "refusal" });
    const facts = easel.log.lines.filter(({ message }) => message.startsWith("a price change was"));
    expect(facts.slice(-2).map(({ facts: { by, reason } }) => [by, reason])).toEqual([
      ["memory:operator", "a test"],
      ["memory:operator", undefined],
    ]);
  });

  test("of two operators' previews of one price, one is announced", async () => {
    const before = await everybodys();
    const [one, two] = [
      await easel.say("operator", `/admin price seedream ${before + 1} --from 2056-01-01 --reason one`),
      await easel.say("presser", `/admin price seedream ${before + 2} --from 2056-01-01 --reason two`),
    ];
    const answers = await Promise.all([
      easel.press("operator", button(one, "Announce it")),
      easel.press("presser", button(two, "Announce it")),
    ]);
    expect(answers.map(({ tone }) => tone).toSorted()).toEqual(["good", "refusal"]);
    const listed = await easel.say("operator", "/admin price");
    expect(listed.buttons).toHaveLength(1);
    await easel.press("operator", listed.buttons?.[0]);
  });

  test("cannot be taken back once it is about to hold", async () => {
    await announce(`seedream ${(await everybodys()) + 1} --reason soon`);
    const listed = await easel.say("operator", "/admin price");
    easel.clock.move(30_000);
    expect(await easel.press("operator", listed.buttons?.[0])).toMatchObject({
      tone: "refusal",
      text: expect.stringContaining("can no longer be taken back"),
    });
  });

  test.each([
    ["", "operators", "somebody else"],
    ["nothing 5 --reason x", "There is no “nothing”", "operator"],
    ["seedream 0 --reason x", "prices with their names", "operator"],
    ["seedream -5 --reason x", "prices with their names", "operator"],
    ["seedream 5.00001 --reason x", "prices with their names", "operator"],
    ["seedream 999999999 --reason x", "prices with their names", "operator"],
    ["nano-banana 5 --reason x", "0.5K, 1K, 2K and 4K", "operator"],
    ["nano-banana 1K=5 1k=6 --reason x", "prices with their names", "operator"],
    ["pack-small usd=9.999 --reason x", "prices with their names", "operator"],
    ["pack-small chf=9 --reason x", "prices with their names", "operator"],
    ["seedream 5", "why, in a few words", "operator"],
    ["seedream 5 --from tomorrow --reason x", "a day such as", "operator"],
    ["seedream 5 --from 2055-02-31 --reason x", "a day such as", "operator"],
    ["seedream 5 --from 2020-01-01 --reason x", "from the next minute on", "operator"],
    ["seedream 5 --from 2090-01-01 --reason x", "two years from now", "operator"],
  ])("refuses “%s” and says what is possible", async (what, words, who) => {
    const reply = await easel.say(who, `/admin price ${what}`);
    expect(reply.tone, reply.text).toBe("refusal");
    expect(reply.text).toContain(who === "operator" ? words : "for the people who run Easel");
  });
});
