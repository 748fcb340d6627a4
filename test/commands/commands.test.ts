import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { commands } from "../../commands/index.ts";
import { termsPages } from "../../src/core/accounts/terms.ts";
import { models } from "../../src/core/catalogue/models.ts";
import { openingPrices } from "../../src/core/catalogue/price-book.ts";
import { BUTTON_TOKEN_BYTES_MAX } from "../../src/core/chat/button-token.ts";
import type { Command } from "../../src/core/chat/command.ts";
import type { Button, Reply } from "../../src/core/chat/reply.ts";
import { progressReply, resultReply } from "../../src/core/generation/replies.ts";
import { ticketNumber } from "../../src/core/support/ticket.ts";
import { reportedAndTakenDown } from "../core/gallery/stage.ts";
import { actIn, aServer, typed } from "../core/servers/stage.ts";
import { finishedPicture } from "../support/generations.ts";
import { identityOf, type TestServices, testServices } from "../support/services.ts";
import { deskReplies } from "./desk/replies.ts";

let easel: TestServices;
beforeAll(async () => {
  easel = await testServices();
});
afterAll(() => easel.stop());

describe("the list of commands", () => {
  test("fits what the platforms take", () => {
    expect(new Set(commands.map(({ name }) => name)).size).toBe(commands.length);
    for (const { name, summary, options, example, buttons = {} } of commands) {
      expect(name).toMatch(/^[a-z][a-z-]{0,31}$/u);
      expect(summary.length).toBeLessThanOrEqual(100);
      expect(example.startsWith(`/${name}`)).toBe(true);
      const spellings = Object.entries(options).flatMap(([option, { aliases = [] }]) => [option, ...aliases]);
      expect(new Set(spellings).size, `two options of /${name} share a spelling`).toBe(spellings.length);
      for (const [option, { summary: text }] of Object.entries(options)) {
        expect(option).toMatch(/^[a-z][a-z-]{0,31}$/u);
        expect(text.length).toBeLessThanOrEqual(100);
      }
      expect(
        Object.values(options).filter((option) => option.kind === "text" && option.rest).length,
      ).toBeLessThanOrEqual(1);
      for (const button of Object.keys(buttons)) expect(button).toMatch(/^[a-z-]+$/u);
    }
  });

  test("needs agreement for whatever stores words or costs credits, and shows the person's own only to them", () => {
    const makers = ["imagine", "edit"];
    expect(commands.filter(({ needsConsent }) => needsConsent).map(({ name }) => name)).toEqual(makers);
    expect(commands.filter(({ audience }) => audience === "everyone").map(({ name }) => name)).toEqual(makers);
  });
});

describe("every button that anything shows", () => {
  test("fits into the smallest chat, leads to an answer, and stays whoever restarts", async () => {
    const user = "presser";
    await easel.accept(user);
    const { id: account } = await easel.accounts.of(identityOf(user));
    easel.clock.move(60_000);
    const question = await askedToLink(easel, user);
    for (let number = 0; number < 12; number++) {
      const id = easel.ids.derived(`button:${number}`);
      const price = { perImage_credits: 999_999, total_credits: 999_999_999 };
      await easel.generations.insert(
        finishedPicture({ id, account, price, acceptedAt: new Date(Date.UTC(2054, 0, number + 1)) }),
      );
    }
    const first: Reply[] = [question];
    // Theirs comes first: nobody decides what they asked for themselves.
    await easel.accept("customer");
    await boughtAndAskedBack(easel, "customer");
    easel.clock.move(60_000);
    await boughtAndAskedBack(easel, user);
    first.push(...(await blockedAndAppealed(easel, user)));
    first.push(...(await ticketsOf(easel, user)));
    easel.clock.move(60_000);
    first.push(...(await reportedAndTakenDown(easel, user)));
    for (const { name } of commands) {
      if (name === "imagine") continue;
      easel.clock.move(10_000);
      first.push(await easel.say(user, `/${name}`));
    }
    first.push(await easel.say("newcomer", "/start"), await easel.say("newcomer", "/imagine a fox"));
    const price = { perImage_credits: 999_999, total_credits: 999_999_999 };
    const [image] = finishedPicture().images;
    if (image === undefined) throw new Error("a finished picture has one");
    const several = { id: easel.ids.derived("button:several"), account, price, images: [image, image] };
    await easel.generations.insert(finishedPicture(several));
    for (const result of [{ id: easel.ids.derived("button:0"), account, price }, several]) {
      const context = { catalogue: easel.catalogue, prices: { models: openingPrices }, isFirst: false };
      first.push(resultReply(finishedPicture(result), context));
    }

    first.push(
      progressReply(finishedPicture({ id: easel.ids.derived("button:0"), account }), { stage: "line", ahead: 2 }),
    );

    easel.clock.move(60_000);
    await boughtForAnotherPrice(easel, "odd");
    await refundsUnderWay(easel, "patient", 6);
    first.push(
      await easel.say(user, "/admin refunds"),
      await easel.say(user, "/admin orders"),
      await easel.say(user, "/buy pack-small"),
    );

    // Prices move on under what is shown.
    await changePrice(easel, user, "nano-banana 1K=7 --reason cheaper");
    await changePrice(easel, user, "pack-small usd=7.99 --reason cheaper");
    easel.clock.move(20 * 60_000);
    await changePrice(easel, user, "seedream 5 --from 2055-01-31 --reason later");
    first.push(
      await easel.say(user, "/admin price"),
      await easel.say(user, "/admin price gpt-image low=2 --reason why"),
    );

    await easel.switches.set({ name: "plan:studio", isOff: true, note: null, until: null, by: "memory:presser" });
    first.push(await easel.say(user, "/admin switch"), await easel.say(user, "/admin switch registrations off"));

    first.push(...(await deskReplies(easel, user)));

    const server = aServer();
    easel.clock.move(60_000);
    first.push(await actIn(easel, server, user, typed("/server --cap 5")));

    const seen = new Set<string>();
    const queue = first.flatMap(tokensOf);
    while (queue.length > 0) {
      const token = queue.shift() ?? "";
      if (seen.has(token)) continue;
      seen.add(token);
      expect(Buffer.byteLength(token)).toBeLessThanOrEqual(BUTTON_TOKEN_BYTES_MAX);
      easel.clock.move(10_000);
      const presser = token.startsWith("start") ? "newcomer" : user;
      // Deleting would take the pictures away from under the other buttons; making one asks a provider that is not here.
      if (/^imagine\/(?:delete|again)\//u.test(token)) continue;
      if (/^imagine\/(?:reroll|vary|upscale)\/.*\/\d{1,3}$/u.test(token)) continue;
      const place = token.startsWith("server/") ? server : undefined;
      const reply = await actIn(easel.again(), place, presser, { kind: "button", token });
      expect(reply.tone, `${token}: ${reply.text}`).not.toBe("fault");
      queue.push(...tokensOf(reply));
    }
    const kinds = new Set([...seen].map((token) => token.split("/").slice(0, 2).join("/")));
    const declared = commands.flatMap(({ name, buttons = {} }) =>
      Object.keys(buttons).map((button) => `${name}/${button}`),
    );
    expect([...kinds].toSorted()).toEqual(declared.toSorted());
    expect(easel.log.lines.filter(({ level }) => level === "error")).toEqual([]);
  });
});

/** Two blocks, an appeal against one of them, and the desk that decides it. */
async function blockedAndAppealed(
  { accounts, conduct, appeals, cases, say }: TestServices,
  user: string,
): Promise<Reply[]> {
  const { id: account } = await accounts.of(identityOf(user));
  const found = async (cause: string) => {
    const what = { stage: "prompt", category: "hate", confidence: 0.9, evidence: { words: cause } } as const;
    return (await conduct.found({ cause, account, ...what })).violation;
  };
  await appeals.file(account, await found("first"), "It was a statue.");
  await found("second");
  const [appeal] = await cases.ofAccount(account, 1);
  return [await say(user, `/admin cases ${appeal?.id}`), await say(user, `/admin evidence ${appeal?.id} --reason why`)];
}

/** A long ticket and a closed one, as their person and the desk see them. */
async function ticketsOf({ accounts, support, say }: TestServices, user: string): Promise<Reply[]> {
  const account = await accounts.of(identityOf(user));
  const said = (cause: string, words = "x".repeat(2000)) => ({ account, words, attachments: [], cause });
  const { ticket: long } = await support.open({ ...said("ticket:long"), category: "other" });
  await support.write(long.id, said("ticket:more"));
  const { ticket: closed } = await support.open({ ...said("ticket:closed", "done"), category: "picture" });
  await support.close(closed.id, account);
  const numbers = [long, closed].map(({ id }) => ticketNumber(id));
  const replies: Reply[] = [await say(user, "/admin tickets")];
  for (const number of numbers) {
    replies.push(await say(user, `/support ${number}`), await say(user, `/admin tickets ${number}`));
  }
  return replies;
}

/** An order that waits for a person of ours. */
async function boughtForAnotherPrice(easel: TestServices, user: string): Promise<void> {
  await easel.accept(user);
  await easel.press(user, (await easel.say(user, "/buy pack-small")).buttons?.[0]);
  const page = [...easel.payments.checkouts.keys()].at(-1) ?? "";
  easel.payments.pay(page, { total: { amount: 1, currency: "usd" } });
  await easel.deliver();
}

async function changePrice({ say, press }: TestServices, user: string, what: string): Promise<void> {
  const preview = await say(user, `/admin price ${what}`);
  expect((await press(user, preview.buttons?.[0])).text).toContain("Announced");
}

/** Links somebody with another chat, and answers what they are asked about a third. */
async function askedToLink({ accounts, links, say }: TestServices, user: string): Promise<Reply> {
  const codeFrom = async (platform: string) => {
    const account = await accounts.of({ platform, user, name: user });
    return { account, ...(await links.issue(account, { platform, user, name: user })) };
  };
  const second = await codeFrom("second");
  const own = await accounts.of(identityOf(user));
  const { id } = await links.redeem(second.code, own, identityOf(user));
  await links.confirm(id, own);
  await links.confirm(id, second.account);
  return say(user, `/link ${(await codeFrom("third")).code}`);
}

/** Somebody has a plan, and wants the money of a pack back. */
async function boughtAndAskedBack({ accounts, billing, payments, deliver }: TestServices, user: string): Promise<void> {
  const account = await accounts.of(identityOf(user));
  for (const key of ["creator-month", "pack-small"]) {
    const offer = billing.offers.find(key);
    if (offer === null) throw new Error(`no offer ${key}`);
    const cause = `buy:${user}:${key}`;
    const placed = await billing.buy({ account, offer, currency: "usd", method: "stripe", cause, language: "en" });
    payments.pay(placed.order.checkout?.id ?? "");
    await deliver();
    if (offer.kind === "pack")
      await billing.requestRefund({ account: account.id, order: placed.order.id, reason: "twice" });
  }
}

/** Refunds that were decided, and that the provider takes its time with. */
async function refundsUnderWay({ accounts, billing, payments, deliver }: TestServices, user: string, count: number) {
  const account = await accounts.of(identityOf(user));
  const offer = billing.offers.find("pack-small");
  if (offer === null) throw new Error("no pack");
  payments.refundsArePending = true;
  for (let time = 1; time <= count; time++) {
    const cause = `patient:${time}`;
    const { order } = await billing.buy({ account, offer, currency: "usd", method: "stripe", cause, language: "en" });
    payments.pay(order.checkout?.id ?? "");
    await deliver();
    const { request } = await billing.requestRefund({ account: account.id, order: order.id, reason: "twice" });
    await billing.decideRefund(request.id, { give: "all" }, "memory:presser");
  }
  payments.refundsArePending = false;
}

function tokensOf(reply: Reply): string[] {
  const buttons = (reply.buttons ?? []).flatMap((button: Button) => ("token" in button ? [button.token] : []));
  return reply.form === undefined ? buttons : [...buttons, reply.form.token];
}

describe("/help", () => {
  test("lists every command that one has a use for, with an example where there is more to type", async () => {
    const { fields = [], text } = await easel.say("helpless", "/help");
    const names = (some: readonly Command[]) => some.map(({ name }) => `/${name}`);
    const forOperators = commands.filter((command) => command.for === "operators");
    expect(names(forOperators)).toContain("/admin");
    expect(fields.map(({ name }) => name)).toEqual(names(commands.filter((one) => !forOperators.includes(one))));
    const operators = (await easel.say("operator", "/help")).fields ?? [];
    expect(operators.map(({ name }) => name)).toEqual(names(commands));
    // Nobody else is told of them either.
    expect((await easel.say("helpless", "/admi")).text).not.toContain("/admin");
    expect(fields[0]?.value).toContain("/imagine a lighthouse in a storm --ar 16:9");
    expect(text).toContain("--n 2");
  });

  test.each(["/help me please", "/balance please", "/start ref_abc123"])(
    "%s is taken for what it means",
    async (text) => {
      expect((await easel.say("polite", text)).tone).toBeUndefined();
    },
  );
});

describe("/terms", () => {
  test("turns through every clause, forth and back, and says when they were accepted", async () => {
    let page = await easel.say("reader", "/terms");
    expect(page.text).toContain("You have not accepted it yet");
    const texts = [page.text];
    // The table of money and moderation is one more.
    for (let turn = 1; turn <= termsPages.length; turn++) {
      page = await easel.press(
        "reader",
        page.buttons?.find(({ label }) => label === "Next page"),
      );
      expect(page.replacesOrigin).toBe(true);
      texts.push(page.text);
    }
    expect(page.buttons?.map(({ label }) => label)).toEqual(["Previous page", "The whole text"]);
    const { window_days } = easel.moderation;
    expect(texts.at(-2)).toContain(`3 times in ${window_days} days`);
    const ids =
      texts
        .join("\n")
        .match(/^T\d+(?:, T\d+)* · /gmu)
        ?.flatMap((line) => line.match(/T\d+/gu) ?? []) ?? [];
    const every = Array.from({ length: 28 }, (_, index) => `T${index + 1}`);
    expect([...new Set(ids)].toSorted()).toEqual(every.toSorted());
    page = await easel.press("reader", page.buttons?.[0]);
    expect(page.title).toContain("What it costs when something is blocked");
    await easel.accept("reader");
    expect((await easel.say("reader", "/terms")).text).toMatch(
      /You accepted version 2026-05-21 on \d+ \w+ 20\d\d, \d\d:\d\d UTC \(memory\)\./u,
    );
  });
});

describe("/models and /pricing", () => {
  test("name every model with its maker, its rules and its least price", async () => {
    const { fields = [], buttons = [] } = await easel.say("shopper", "/models");
    expect(fields.map(({ name }) => name)).toEqual(
      models.map(({ id, name, maker }) => `${name} by ${maker} (--model ${id})`),
    );
    for (const { value } of fields) expect(value).toMatch(/From \d+ credits? a picture\./u);
    expect(buttons.map((button) => "url" in button && button.url)).toEqual(models.map(({ policyUrl }) => policyUrl));
  });

  test("price what is asked for, by any spelling of the model", async () => {
    const all = await easel.say("shopper", "/pricing");
    const others = ["Upscale ×2 (SeedVR2)", "Packs and plans"];
    expect(all.fields?.map(({ name }) => name)).toEqual([...models.map(({ name }) => name), ...others]);
    expect(all.fields?.at(-2)?.value).toBe("up to 1568 × 1568: 1\nup to 2048 × 2048: 2");
    for (const text of ["/pricing seedream", "/pricing --model Seedream4.5", "/pricing Seedream 4.5"]) {
      const one = await easel.say("shopper", text);
      expect(one.fields).toEqual([{ name: "Seedream 4.5", value: "2K: 4\n4K: 4" }]);
    }
    expect(await easel.say("shopper", "/pricing midjourney")).toMatchObject({
      tone: "refusal",
      text: expect.stringContaining("z-image, nano-banana"),
    });
  });
});

describe("/start", () => {
  test("greets, then welcomes back with what one has", async () => {
    expect((await easel.say("new", "/start")).text).toMatch(/I am Easel[\s\S]+at least 13[\s\S]+25 credits/u);
    expect(await easel.accept("new")).toMatchObject({ tone: "good", title: "You are all set", replacesOrigin: true });
    expect(await easel.say("new", "/start")).toMatchObject({
      title: "Welcome back",
      text: expect.stringContaining("You have 25 credits."),
    });
  });
});
