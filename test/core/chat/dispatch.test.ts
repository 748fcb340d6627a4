import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { encodeButton } from "../../../src/core/chat/button-token.ts";
import { createChats } from "../../../src/core/chat/chats.ts";
import { defineCommand } from "../../../src/core/chat/command.ts";
import { createDispatch } from "../../../src/core/chat/dispatch.ts";
import type { Incoming } from "../../../src/core/chat/incoming.ts";
import { available } from "../../../src/core/credits/wallet.ts";
import { messagesFor, sentence } from "../../../src/core/messages.ts";
import { refuse } from "../../../src/core/refusal.ts";
import { publishedTerms } from "../../../src/core/terms/book.ts";
import { createLog } from "../../../src/log.ts";
import { MINUTE_MS } from "../../support/credits.ts";
import { everythingIn, identityOf, type TestServices, testServices } from "../../support/services.ts";

let easel: TestServices;
beforeEach(async () => {
  easel = await testServices();
});
afterEach(() => easel.stop());

const secret = "a heliotrope zeppelin over Graz";
const faulty = defineCommand({
  name: "faulty",
  summary: "Fails",
  audience: "everyone",
  needsConsent: false,
  options: { words: { kind: "text", rest: true, lengthMax: 100, summary: "Anything" } },
  example: "/faulty",
  run: async ({ options }) => {
    throw new Error(`the disk is full, said ${options.words}`);
  },
  buttons: { press: { pressedBy: "owner", run: async () => ({ text: "pressed" }) } },
});
const quiet = defineCommand({
  ...{ name: "quiet", summary: "Says little", audience: "caller", needsConsent: false, options: {} },
  ...{ example: "/quiet", run: async () => ({ text: "well" }) },
});
const creditsOf = async (user: string) => {
  const account = await easel.accounts.of(identityOf(user));
  return available(await easel.ledger.wallet(account.id), easel.clock.now());
};

describe("before the terms are accepted", () => {
  test("nothing of a request is stored, read or charged, and the answer says how to go on", async () => {
    let reads = 0;
    const attachment = {
      name: "zeppelin.png",
      bytes: 10,
      read: async () => {
        reads += 1;
        return new Uint8Array(10);
      },
    };
    const asked = await easel.say("ada", `/imagine ${secret}`, [attachment]);
    expect(asked.title).toBe("Before the first picture");
    expect(asked.buttons?.map(({ label }) => label)).toEqual(["I am 13 or older and I agree", "Read the terms"]);
    expect(reads).toBe(0);
    const stored = await everythingIn(easel.mongo);
    expect(stored).toContain("ada");
    expect(stored).not.toMatch(/zeppelin|heliotrope/u);
    expect(JSON.stringify(easel.log.lines)).not.toContain("zeppelin");
  });

  test.each(["/start", "/help", "/terms", "/models", "/pricing", "/balance", "/history"])(
    "%s answers",
    async (command) => {
      const reply = await easel.say("ada", command);
      expect(reply.tone ?? "plain").toBe("plain");
      expect((reply.title ?? "") + (reply.text ?? "")).not.toBe("");
    },
  );

  test("somebody else's button does not accept for them", async () => {
    const asked = await easel.say("ada", "/start");
    expect((await easel.press("bob", asked.buttons?.[0])).tone).toBe("refusal");
    const bob = await easel.accounts.of(identityOf("bob"));
    expect(easel.accounts.hasAccepted(bob)).toBe(false);
    expect(await creditsOf("bob")).toBe(0);
  });
});

test("whoever presses somebody else's button is told that, and not asked to accept the terms for it", async () => {
  await easel.accept("ada");
  const owner = (await easel.accounts.of(identityOf("ada"))).id;
  const token = encodeButton("imagine", "again", owner, "p".repeat(20));
  const reply = await easel.act("bob", { kind: "button", token });
  expect(reply).toMatchObject({ tone: "refusal", onlyCaller: true });
  expect(reply.text).toBe(sentence(messagesFor("en"), { code: "not-yours", data: {} }));
  expect((await easel.act("ada", { kind: "button", token })).text).not.toBe(reply.text);
});

describe("accepting the terms", () => {
  test("gives the welcome credits once, however often and however fast it is pressed", async () => {
    const button = (await easel.say("ada", "/start")).buttons?.[0];
    const others = [easel, easel.again(), easel.again()];
    const presses = Array.from({ length: 20 }, (_, index) => others[index % 3]?.press("ada", button));
    const replies = await Promise.all(presses);
    expect(replies.filter((reply) => reply?.text?.includes("25 credits"))).toHaveLength(1);
    expect(replies.every((reply) => reply?.title === "You are all set")).toBe(true);
    easel.clock.move(2 * MINUTE_MS);
    expect((await easel.press("ada", button)).title).toBe("You are all set");
    expect(await creditsOf("ada")).toBe(25);
    const { consents } = await easel.accounts.of(identityOf("ada"));
    expect(consents).toMatchObject([
      { termsVersion: publishedTerms[0].version, ageConfirmed_years: 13, platform: "memory" },
    ]);
  });

  test("is asked for again when the terms change, without a second gift, and the old acceptance stays recorded", async () => {
    const account = await easel.accounts.of(identityOf("ada"));
    const old = { termsVersion: "2020-01-01", ageConfirmed_years: 13, platform: "memory", at: new Date(0) };
    await easel.accountStore.addConsent(account.id, old);
    await easel.ledger.grant(account.id, {
      ...{ cause: `welcome:${account.id}`, amount: 25, kind: "promotional", expiresAt: null, reason: "welcome" },
    });
    const asked = await easel.say("ada", "/imagine a red fox");
    expect(asked.title).toBe("The terms have changed");
    expect(asked.text).not.toMatch(/credit/u);
    await easel.press("ada", asked.buttons?.[0]);
    expect(await creditsOf("ada")).toBe(25);
    const { consents } = await easel.accounts.of(identityOf("ada"));
    expect(consents.map(({ termsVersion }) => termsVersion)).toEqual(["2020-01-01", publishedTerms[0].version]);
  });

  test("by a button for older terms accepts nothing", async () => {
    const owner = (await easel.accounts.of(identityOf("ada"))).id.slice(0, 8);
    const reply = await easel.act("ada", { kind: "button", token: `start/accept/${owner}/2020-01-01` });
    expect(reply.tone).toBe("refusal");
    expect(easel.accounts.hasAccepted(await easel.accounts.of(identityOf("ada")))).toBe(false);
  });
});

describe("what an event asks for", () => {
  test("a command is found whatever its case, and a mistyped one by its nearest", async () => {
    expect((await easel.say("ada", "/HELP")).title).toBe("What I can do");
    expect((await easel.say("ada", "/imagin a fox")).text).toContain("Did you mean /imagine?");
    expect((await easel.say("ada", "/constructor")).text).toContain("no command /constructor");
  });

  test.each([
    "",
    "x",
    "///",
    "imagine",
    "imagine/constructor/aaaaaaaa/x",
    "imagine/toString/aaaaaaaa",
    "imagine/__proto__/aaaaaaaa",
    "constructor/page/aaaaaaaa",
    "gone/page/aaaaaaaa",
    "imagine/gone/aaaaaaaa",
    "\0/\0/\0",
    "x".repeat(200),
  ])("a made-up button is refused, not a fault: %j", async (token) => {
    const reply = await easel.act("ada", { kind: "button", token });
    expect(reply).toMatchObject({ tone: "refusal", text: expect.stringContaining("another time") });
    expect(easel.log.lines).toEqual([]);
  });

  test.each([
    ["imagine/details/OWNER", "no longer there"],
    ["imagine/details/OWNER/gone", "no longer there"],
    ["imagine/reroll/OWNER/gone/1", "no longer there"],
    ["imagine/delete/OWNER", "no longer there"],
    ["imagine/originals/OWNER/x", "no longer there"],
    ["history/page/OWNER", "Nothing here yet"],
    ["history/page/OWNER/zzzzzzzzzzzzzzzz", "Nothing here yet"],
    ["history/page/OWNER/1", "Nothing here yet"],
    ["history/page/OWNER/1.a", "No older pictures"],
    ["history/page/OWNER/1.a/gone", "another time"],
    ["history/open/OWNER", "no longer there"],
    ["history/delete/OWNER", "another time"],
    ["history/delete/OWNER/gone", "another time"],
    ["settings/turn/OWNER/constructor/on", "another time"],
    ["settings/turn/OWNER/reminders/maybe", "another time"],
    ["terms/page/OWNER/99999/turn", "T28"],
    ["terms/page/OWNER/-1", "T1 "],
    ["terms/page/OWNER/x", "T1 "],
  ])("a button with garbled arguments gets an answer: %s", async (token, answer) => {
    await easel.accept("ada");
    const owner = (await easel.accounts.of(identityOf("ada"))).id.slice(0, 8);
    const reply = await easel.act("ada", { kind: "button", token: token.replace("OWNER", owner) });
    expect(reply.text).toContain(answer);
    expect(easel.log.lines).toEqual([]);
  });

  test("buttons go on working in another process", async () => {
    const page = await easel.say("ada", "/terms");
    const next = await easel.again().press("ada", page.buttons?.[0]);
    expect(next.title).toContain("What happens to words and pictures");
  });

  test("somebody else's click is refused", async () => {
    const page = await easel.say("ada", "/terms");
    expect(await easel.press("bob", page.buttons?.[0])).toMatchObject({
      tone: "refusal",
      text: expect.stringContaining("somebody else"),
    });
  });

  test("who sees the answer is known at once, also for what will be refused", () => {
    const command = (name: string, words = "a red fox") =>
      ({ action: { kind: "command", name, words, values: {}, attachments: [] } }) as const;
    const button = (token: string) => ({ action: { kind: "button", token } }) as const;
    expect(easel.dispatch.audience(command("imagine"))).toBe("everyone");
    expect(easel.dispatch.audience(command("Imagine"))).toBe("everyone");
    expect(easel.dispatch.audience(command("imagine", "a fox --private"))).toBe("caller");
    expect(easel.dispatch.audience(command("imagine", "a private fox"))).toBe("everyone");
    expect(easel.dispatch.audience(command("imagine", "--ar"))).toBe("caller");
    expect(easel.dispatch.audience(command("balance"))).toBe("caller");
    expect(easel.dispatch.audience(command("no-such"))).toBe("caller");
    expect(easel.dispatch.audience(button("imagine/reroll/aaaaaaaa/x/1"))).toBe("everyone");
    expect(easel.dispatch.audience(button("imagine/details/aaaaaaaa/x"))).toBe("caller");
    expect(easel.dispatch.audience(button("imagine/edit/aaaaaaaa/x"))).toBe("caller");
    expect(easel.dispatch.audience(button("nonsense"))).toBe("caller");
  });
});

describe("the pace", () => {
  test("lets a plan's commands a minute pass, tells how long to wait, and forgets them one by one", async () => {
    const max = easel.accounts.limits(await easel.accounts.of(identityOf("ada"))).commandsPerMinute;
    for (let count = 0; count < max; count++) {
      expect((await easel.say("ada", "/help")).tone).toBeUndefined();
      easel.clock.move(1_000);
    }
    const refused = await easel.say("ada", "/help");
    expect(refused).toMatchObject({ tone: "refusal", text: expect.stringContaining(`in ${60 - max} seconds`) });
    expect((await easel.say("bob", "/help")).tone).toBeUndefined();
    easel.clock.move((60 - max) * 1_000);
    expect((await easel.say("ada", "/help")).tone).toBeUndefined();
    expect((await easel.say("ada", "/help")).tone).toBe("refusal");
  });

  test("also holds for whoever gets no account, and counts nothing that is not turned away", async () => {
    let isOpen = false;
    let asked = 0;
    const accounts = {
      ...easel.accounts,
      async of(identity: Incoming["identity"]) {
        asked += 1;
        if (!isOpen) throw refuse("registrations-off", { note: null, until: null });
        return easel.accounts.of(identity);
      },
    };
    const { chat, notices } = easel;
    const services = { ...easel, accounts };
    const dispatch = createDispatch({ commands: [quiet], services, notices, chats: createChats([chat]) });
    const knock = async () => {
      const place = chat.place();
      const action = { kind: "command", name: "quiet", words: "", values: {}, attachments: [] } as const;
      await dispatch.handle({ id: place, identity: identityOf("eve"), place, action });
    };
    for (let count = 0; count < 30; count++) await knock();
    expect(asked).toBe(20);
    isOpen = true;
    easel.clock.move(MINUTE_MS);
    await knock();
    expect(asked).toBe(21);
  });

  test("lets operators work through a queue faster than any plan, and stops them too in the end", async () => {
    const max = easel.accounts.limits(await easel.accounts.of(identityOf("operator"))).commandsPerMinute;
    let count = 0;
    while (count < 1_000 && (await easel.say("operator", "/admin nothing")).text?.includes("That was quick") === false)
      count++;
    expect(count).toBe(120);
    expect(count).toBeGreaterThan(max);
  });
});

describe("what goes wrong on our side", () => {
  test("is logged once, with the reference that the person reads and without their words", async () => {
    const lines: string[] = [];
    const log = createLog({ level: "info", destination: { write: (line) => lines.push(line) } });
    const { chat, notices } = easel;
    const services = { ...easel, log };
    const dispatch = createDispatch({ commands: [faulty], services, notices, chats: createChats([chat]) });
    const place = chat.place();
    const action = { kind: "command", name: "faulty", words: secret, values: {}, attachments: [] } as const;
    await dispatch.handle({ id: "memory:1", identity: identityOf("ada"), place, action });
    const [reply] = chat.shown(place);
    expect(reply?.tone).toBe("fault");
    const reference = /reference ([a-z2-7]{8})\./u.exec(reply?.text ?? "")?.[1];
    expect(reference).toBeDefined();
    expect(reply?.text).not.toContain("disk");
    expect(lines).toHaveLength(1);
    expect(JSON.parse(lines[0] ?? "")).toMatchObject({ level: "error", reference, platform: "memory" });
    const facts = JSON.parse(lines[0] ?? "") as Record<string, unknown>;
    expect(JSON.stringify({ ...facts, error: null })).not.toContain("zeppelin");
  });

  test("a refusal is no fault and is not logged", async () => {
    await easel.accept("ada");
    expect((await easel.say("ada", "/imagine a fox --n 99")).tone).toBe("refusal");
    expect(easel.log.lines).toEqual([]);
  });

  test("does not take the place of a picture that a dead process has ordered for it", async () => {
    await easel.accept("ada");
    const { chat } = easel;
    const action = { kind: "command", name: "imagine", words: "a fox", values: {}, attachments: [] } as const;
    const asked = { id: "memory:left", identity: identityOf("ada"), place: chat.place(), action } as const;
    await easel.dispatch.handle(asked);
    expect(await easel.studio.askedBy("memory:left")).not.toBeNull();
    const other = easel.again();
    const tooMuch = { ...action, words: "a fox --n 99" };
    await other.dispatch.handle({ ...asked, action: tooMuch, isLeftBehind: true });
    const shown = () => chat.shown(asked.place).map(({ tone }) => tone);
    expect(shown()).not.toContain("refusal");
    // What comes to this process first is refused as ever.
    await other.dispatch.handle({ ...asked, action: tooMuch });
    expect(shown().at(-1)).toBe("refusal");
  });

  test("an answer that could not be shown is shown again, and one that never can ends quietly", async () => {
    easel.chat.failing = 2;
    expect((await easel.say("ada", "/help")).title).toBe("What I can do");
    expect(easel.log.lines.map(({ level }) => level)).toEqual(["warn", "warn"]);
    easel.chat.failing = 100;
    const place = easel.chat.place();
    const action = { kind: "command", name: "help", words: "", values: {}, attachments: [] } as const;
    const incoming: Incoming = { id: "memory:2", identity: identityOf("ada"), place, action };
    await expect(easel.dispatch.handle(incoming)).resolves.toBeUndefined();
    await expect(easel.dispatch.handle({ ...incoming, place: "elsewhere/1" })).resolves.toBeUndefined();
    await expect(easel.dispatch.handle({ ...incoming, place: "%E0%A4%A" })).resolves.toBeUndefined();
  });
});

describe("notices", () => {
  const tell = async (...texts: string[]) => {
    easel.chat.directsClosed = true;
    const account = await easel.accounts.of(identityOf("ada"));
    for (const text of texts) {
      await easel.notices.tell(account.id, `notice:${text}`, { text });
      easel.clock.move(1);
    }
  };

  test("stand above the next answer, oldest first, and are told once", async () => {
    await tell("First thing.", "Second thing.");
    const reply = await easel.say("ada", "/models");
    expect(reply.text).toMatch(/^First thing\.\n\nSecond thing\.\n\n/u);
    expect(reply.title).toBe("Models");
    expect((await easel.say("ada", "/models")).text).not.toContain("thing");
  });

  test("come a few at a time, until none is left", async () => {
    await tell("one.", "two.", "three.", "four.", "five.", "six.", "seven.");
    const shown = async () =>
      ((await easel.say("ada", "/balance")).text ?? "").match(/\b(?:one|two|three|four|five|six|seven)\./gu);
    expect(await shown()).toHaveLength(5);
    expect(await shown()).toEqual(["six.", "seven."]);
    expect(await shown()).toBeNull();
  });

  test("bring their links and their facts along", async () => {
    easel.chat.directsClosed = true;
    const account = await easel.accounts.of(identityOf("ada"));
    await easel.notices.tell(account.id, "bill", {
      text: "A payment failed.",
      fields: [{ name: "Plan", value: "Creator" }],
      buttons: [
        { label: "Pay now", url: "https://pay.test" },
        { label: "Press me", token: "another-message" },
      ],
    });
    const reply = await easel.say("ada", "/balance");
    expect(reply.text).toMatch(/^A payment failed\.\n\nPlan\nCreator\n\n/u);
    const links = (reply.buttons ?? []).filter((button) => "url" in button || button.token === "another-message");
    expect(links).toEqual([{ label: "Pay now", url: "https://pay.test" }]);
  });

  test("wait on when the answer was not shown", async () => {
    await tell("Do not lose me.");
    easel.chat.failing = 8;
    await expect(easel.say("ada", "/balance")).rejects.toThrow("nothing was shown");
    expect((await easel.say("ada", "/balance")).text).toContain("Do not lose me.");
  });

  test("are not shown where everyone sees them, nor to anybody else", async () => {
    await tell("Private matter.");
    await easel.accept("bob");
    expect(JSON.stringify(await easel.say("bob", "/balance"))).not.toContain("Private");
    const refused = await easel.say("ada", "/imagine a fox --n 99");
    expect(JSON.stringify(refused)).not.toContain("Private");
  });

  test("that cannot be read do not take the answer away", async () => {
    const notices = { waiting: () => Promise.reject(new Error("away")), told: async () => {} };
    const { chat } = easel;
    const services = easel;
    const dispatch = createDispatch({ commands: [faulty], services, notices, chats: createChats([chat]) });
    const owner = (await easel.accounts.of(identityOf("ada"))).id.slice(0, 8);
    const place = chat.place();
    const action = { kind: "button", token: `faulty/press/${owner}` } as const;
    // The button's answer is for its presser only in a command that says so.
    const quiet = { ...faulty, audience: "caller" } as const;
    const caller = createDispatch({ commands: [quiet], services, notices, chats: createChats([chat]) });
    await dispatch.handle({ id: "memory:3", identity: identityOf("ada"), place, action });
    await caller.handle({ id: "memory:4", identity: identityOf("ada"), place, action });
    expect(chat.shown(place).map(({ text }) => text)).toEqual(["pressed", "pressed"]);
    expect(easel.log.lines).toMatchObject([{ level: "warn" }]);
  });
});
