import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Button, Reply } from "../../src/core/chat/reply.ts";
import { available } from "../../src/core/credits/wallet.ts";
import { identityOf, type TestServices, testServices } from "../support/services.ts";

let easel: TestServices;
beforeAll(async () => {
  easel = await testServices();
});
afterAll(() => easel.stop());

const button = (reply: Reply | undefined, label: string): Button | undefined =>
  reply?.buttons?.find((one) => one.label.startsWith(label));
const linkIn = (reply: Reply | undefined) => {
  const pay = button(reply, "Pay");
  return pay !== undefined && "url" in pay ? pay.url : "";
};
const pay = async (url: string) => {
  easel.payments.pay(url.split("/").at(-1) ?? "");
  await easel.deliver();
};
const credits = async (user: string) => {
  const { id } = await easel.accounts.of(identityOf(user));
  return available(await easel.ledger.wallet(id), easel.clock.now());
};

describe("/buy", () => {
  test("shows packs and plans, by the month or the year and in every currency, each with its button", async () => {
    const reply = await easel.say("looker", "/buy");
    expect(reply.fields?.map(({ name }) => name)).toEqual([
      ...["Packs", "Plans, paid monthly", "How long pictures are kept"],
    ]);
    expect(reply.fields?.[2]?.value?.split("\n")).toEqual([
      ...["Without a plan: 90 days", "Starter: 180 days", "Creator: 365 days"],
      "Studio: as long as you have your account",
    ]);
    expect(reply.fields?.[0]?.value).toContain("Small pack: 500 credits for $8.99, good for a year");
    expect(reply.buttons?.map(({ label }) => label)).toEqual([
      ...["500 credits · $8.99", "1200 credits · $19.99", "3000 credits · $44.99"],
      ...["Starter · $6.99 a month", "Creator · $19.99 a month", "Studio · $59.99 a month"],
      ...["Plans by the year", "In EUR", "In GBP", "In JPY"],
    ]);
    const yearly = await easel.press("looker", button(reply, "Plans by the year"));
    expect(yearly.replacesOrigin).toBe(true);
    expect(yearly.buttons?.[3]?.label).toBe("Starter · $69.90 a year");
    const yen = await easel.press("looker", button(yearly, "In JPY"));
    expect(yen.buttons?.[0]?.label).toBe("500 credits · ¥1,400");
    expect(yen.buttons?.[3]?.label).toBe("Starter · ¥11,000 a year");
  });

  test("takes agreement to the terms before money (T3)", async () => {
    const before = easel.payments.checkouts.size;
    const reply = await easel.press("minor", button(await easel.say("minor", "/buy"), "500 credits"));
    expect(reply.title).toBe("Before the first picture");
    expect(easel.payments.checkouts.size).toBe(before);
  });

  test("sends the link by direct message, and the place where it was asked for learns nothing of it", async () => {
    await easel.accept("ann");
    const shop = await easel.say("ann", "/buy");
    const answer = await easel.press("ann", button(shop, "500 credits"));
    expect(answer).toEqual({ tone: "good", text: "I have sent you the payment link by direct message." });
    const again = await easel.press("ann", button(shop, "500 credits"));
    expect(again.text).toBe(answer.text);
    const [first, second] = easel.chat.directs("ann");
    expect(linkIn(first)).toMatch(/^https:\/\/pay\.test\//u);
    expect(linkIn(second)).toBe(linkIn(first));
    expect(first?.text).toMatch(/^Small pack: 500 credits · \$8\.99 · order E-\w{4}-\w{4}\n/u);

    await pay(linkIn(first));
    await easel.deliver();
    const told = easel.chat.directs("ann").filter(({ title }) => title === "Your credits are here");
    expect(told.map(({ text }) => text)).toEqual([expect.stringContaining("good until 24 Nov 2055")]);
    expect(await credits("ann")).toBe(525);
    expect((await easel.say("ann", "/balance")).fields?.[0]?.value).toContain(
      "500 credits · bought · until 24 Nov 2055",
    );
  });

  test("gives the link in an answer that only its person sees where direct messages are closed, or where they are alone", async () => {
    await easel.accept("shy");
    const shop = await easel.say("shy", "/buy");
    easel.chat.directsClosed = true;
    const answer = await easel.press("shy", button(shop, "1200 credits"));
    easel.chat.directsClosed = false;
    expect(answer).toMatchObject({ onlyCaller: true, text: expect.stringContaining("Only you see it.") });
    expect(linkIn(answer)).not.toBe("");

    const place = easel.chat.place();
    const pick = button(shop, "1200 credits");
    const token = pick !== undefined && "token" in pick ? pick.token : "";
    const action = { kind: "button", token } as const;
    await easel.dispatch.handle({ id: "memory:alone", identity: identityOf("shy"), place, isDirect: true, action });
    expect(linkIn(easel.chat.shown(place).at(-1))).toBe(linkIn(answer));
    expect(easel.chat.directs("shy")).toEqual([]);
  });

  test("where only the person can open a chat, shows the way there, which leads to the shop", async () => {
    await easel.accept("groupie");
    const shop = await easel.say("groupie", "/buy");
    easel.chat.directsClosed = true;
    easel.chat.deepLink = (payload) => `https://chat.test/?start=${payload}`;
    const answer = await easel.press("groupie", button(shop, "500 credits"));
    easel.chat.directsClosed = false;
    delete easel.chat.deepLink;
    expect(answer.buttons).toEqual([{ label: "Open the private chat", url: "https://chat.test/?start=buy" }]);
    expect(JSON.stringify(answer)).not.toContain("pay.test");
    expect((await easel.say("groupie", "/start buy")).title).toBe("Get credits");
  });

  test("handles a click that comes twice as one", async () => {
    await easel.accept("twice");
    const pick = button(await easel.say("twice", "/buy"), "500 credits");
    const token = pick !== undefined && "token" in pick ? pick.token : "";
    const before = easel.payments.checkouts.size;
    await Promise.all([1, 2].map(() => easel.act("twice", { kind: "button", token }, "memory:click")));
    expect(easel.payments.checkouts.size).toBe(before + 1);
    expect(easel.chat.directs("twice")).toHaveLength(1);
    await pay(linkIn(easel.chat.directs("twice")[0]));
    const late = await easel.act("twice", { kind: "button", token }, "memory:click");
    expect(late.text).toMatch(/^Order E-\w{4}-\w{4} is paid\./u);
    expect(await credits("twice")).toBe(525);
  });

  test("finds an offer by its key and a currency by its name, and says what there is otherwise", async () => {
    const reply = await easel.say("typist", "/buy creator-month --currency eur");
    expect(reply.text).toBe("Creator: 1500 credits a month for €19.99 a month");
    expect(reply.buttons).toHaveLength(1);
    expect((await easel.say("typist", "/buy gold")).text).toContain("pack-small, pack-medium");
    expect((await easel.say("typist", "/buy --currency doubloons")).text).toContain("usd, eur, gbp, jpy");
  });

  test("does not sell a second plan, and remembers the currency", async () => {
    await easel.accept("fan");
    const shop = await easel.say("fan", "/buy --currency eur");
    await easel.press("fan", button(shop, "Starter"));
    await pay(linkIn(easel.chat.directs("fan")[0]));
    const after = await easel.say("fan", "/buy");
    expect(after.buttons?.map(({ label }) => label).slice(0, 4)).toEqual([
      ...["500 credits · €8.99", "1200 credits · €19.99", "3000 credits · €44.99", "In USD"],
    ]);
    expect((await easel.press("fan", button(shop, "Creator"))).text).toContain("You have a plan already.");
  });

  test("sells nothing to an account that is on hold, and says so while the provider is away", async () => {
    await easel.accept("held");
    const { id } = await easel.accounts.of(identityOf("held"));
    const shop = await easel.say("held", "/buy");
    easel.payments.unreachable = 1;
    expect((await easel.press("held", button(shop, "500"))).text).toContain("does not answer just now");
    await easel.ledger.freeze(id, { cause: "review", reason: "review" });
    expect((await easel.press("held", button(shop, "500"))).text).toContain("nothing can be bought for it now");
    expect(easel.chat.directs("held")).toEqual([]);
  });
});
