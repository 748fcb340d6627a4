import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { startTestApp, type TestApp } from "../support/app.ts";
import { customerOf, fieldOf, idIn, linkIn, sendAllAgain, submit } from "../support/customer.ts";
import { creditsOf, expectLaws } from "../support/laws.ts";

let easel: TestApp;
beforeAll(async () => {
  easel = await startTestApp({ config: { operators: ["playground:root"] } });
});
afterAll(() => easel.stop());

const credits = async (name: string) => (await creditsOf(easel.app.services, name)).available;

describe("somebody who buys a pack", () => {
  test("gets the link in private, pays, is told, and sees the credits with their expiry; whatever is told again changes nothing", async () => {
    const ann = await customerOf(easel, "ann");
    const witness = await easel.person("witness");
    const { link } = await ann.order("500 credits");
    expect((await ann.order("500 credits")).link, "a second click leads to the same page").toBe(link);
    expect(JSON.stringify(witness.messages())).not.toContain(idIn(link));

    const page = await (await fetch(link)).text();
    expect(page).toContain("no money moves");
    expect(page).toContain("$8.99");
    const declined = await submit(link, "decline");
    expect([declined.status, await declined.text()]).toEqual([402, expect.stringContaining("Nothing was charged")]);
    expect(await credits("ann")).toBe(25);

    const paid = await submit(link, "pay");
    const leadsTo = paid.headers.get("location") ?? "";
    expect([paid.status, await (await fetch(leadsTo)).text()]).toEqual([303, expect.stringContaining("Thank you")]);
    const told = await ann.told("Your credits are here");
    expect(told.reply?.text).toMatch(/^500 credits from order E-\w{4}-\w{4} are yours, good until \d+ \w+ 20\d\d\./u);
    const until = /good until ([^.]+)\./u.exec(told.reply?.text ?? "")?.[1];
    const balance = await ann.answerTo("/balance");
    expect(balance.reply?.title).toBe("You have 525 credits");
    expect(fieldOf(balance, "Where they are from, and until when")).toContain(`500 credits · bought · until ${until}`);

    expect(new Set(await sendAllAgain(easel.stripe))).toEqual(new Set([200]));
    expect(await credits("ann")).toBe(525);
    expect(ann.messages().filter(({ reply }) => reply?.title === "Your credits are here")).toHaveLength(1);
    expect((await submit(link, "pay")).status).toBe(200);
    await expectLaws(easel.app.services);
  });

  test("finds the link in the answer where they are alone with Easel already", async () => {
    const alone = await customerOf(easel, "alone");
    const shop = await alone.answerTo("/buy", { pane: "direct" });
    const answer = await alone.press("500 credits", shop);
    expect(answer.reply?.title).toBe("Your payment link");
    expect((await fetch(linkIn(answer, "Pay"))).status).toBe(200);
  });

  test("pays slowly: is told that it is under way, and then that it has arrived, or that it has not", async () => {
    const slow = await customerOf(easel, "slow");
    for (const arrives of [true, false]) {
      const { link } = await slow.order("1200 credits");
      await submit(link, arrives ? "pay-later" : "pay-later-in-vain");
      await easel.stripe.idle();
      const again = await slow.press("1200 credits", await slow.answerTo("/buy"));
      expect(again.reply?.text).toMatch(/^Your payment for order E-\w{4}-\w{4} is on its way/u);
      expect(await credits("slow")).toBe(arrives ? 25 : 1_225);
      easel.stripe.settlePayment(idIn(link), arrives);
      await slow.told(arrives ? "Your credits are here" : "Your payment did not arrive");
      expect(await credits("slow")).toBe(1_225);
    }
  });

  test("has the credits although somebody else has paid by the link", async () => {
    const poor = await customerOf(easel, "poor");
    const rich = await customerOf(easel, "rich");
    const { link } = await poor.order("3000 credits", "/buy --currency jpy");
    await submit(link, "pay");
    const told = await poor.told("Your credits are here");
    expect(told.reply?.text).toContain("3000 credits");
    expect([await credits("poor"), await credits("rich")]).toEqual([3_025, 25]);
    expect(rich.messages().filter(({ pane }) => pane === "direct")).toEqual([]);
  });

  test("is sold nothing while the account is on hold", async () => {
    const frozen = await customerOf(easel, "frozen");
    const { accounts, ledger } = easel.app.services;
    const { id } = await accounts.of({ platform: "playground", user: "frozen", name: "frozen" });
    await ledger.freeze(id, { cause: "test:review", reason: "review" });
    const refused = await frozen.press("500 credits", await frozen.answerTo("/buy"));
    expect(refused.reply).toMatchObject({ tone: "refusal", text: expect.stringContaining("nothing can be bought") });
    expect(easel.stripe.calls().filter(({ body }) => body.includes(id))).toEqual([]);
  });
});

describe("a plan", () => {
  test("T17 · that is cancelled in the chat and one that is cancelled in the portal show the same, and so when they are kept", async () => {
    const [chatty, clicky] = [await customerOf(easel, "chatty"), await customerOf(easel, "clicky")];
    for (const person of [chatty, clicky]) {
      expect((await person.buys("Creator")).reply?.text).toMatch(/^1500 credits/u);
    }
    const shown = async (person: typeof chatty) => {
      await easel.stripe.idle();
      const { reply } = await person.answerTo("/subscription");
      return { title: reply?.title, fields: reply?.fields, buttons: reply?.buttons.map(({ label }) => label) };
    };
    const whole = await shown(chatty);
    expect(whole).toEqual(await shown(clicky));
    expect(whole.title).toBe("Your plan: Creator");
    expect(whole.buttons).toEqual(["Change the plan", "Invoices and card", "Cancel the plan"]);

    const asked = await chatty.answerTo("/subscription cancel");
    await chatty.press("Yes, cancel it", asked);
    const opened = await clicky.press("Invoices and card", await clicky.answerTo("/subscription"));
    const portal = linkIn(opened, "Open the page");
    expect(await (await fetch(portal)).text()).toContain("Cancel at the end of the period");
    const [subscription] = /sub_\w+/u.exec(await (await fetch(portal)).text()) ?? [];
    await submit(portal, `cancel:${subscription}`);
    for (const person of [chatty, clicky]) await person.told("Your plan ends with its period");
    const ending = await shown(chatty);
    expect(ending).toEqual(await shown(clicky));
    expect(ending.fields?.map(({ name }) => name)).toContain("Ends");
    expect(await credits("chatty")).toBe(1_525);

    await chatty.press("Keep the plan", await chatty.answerTo("/subscription"));
    await submit(portal, `resume:${subscription}`);
    expect(await shown(chatty)).toEqual(whole);
    expect(await shown(clicky)).toEqual(whole);
  });
});
