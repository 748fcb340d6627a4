import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { languageWished } from "../../../src/core/accounts/account.ts";
import { encodeButton } from "../../../src/core/chat/button-token.ts";
import { createChats } from "../../../src/core/chat/chats.ts";
import { type Command, defineCommand } from "../../../src/core/chat/command.ts";
import { createDispatch } from "../../../src/core/chat/dispatch.ts";
import type { Action } from "../../../src/core/chat/incoming.ts";
import { identityOf, type TestServices, testServices } from "../../support/services.ts";
import { actIn, typed } from "../servers/stage.ts";

let easel: TestServices;
beforeEach(async () => {
  easel = await testServices();
});
afterEach(() => easel.stop());

const faulty = defineCommand({
  name: "faulty",
  summary: "Fails",
  audience: "everyone",
  needsConsent: false,
  options: { words: { kind: "text", rest: true, lengthMax: 100, summary: "Anything" } },
  example: "/faulty",
  run: async () => {
    throw new Error("the disk is full");
  },
  buttons: { press: { pressedBy: "owner", run: async () => ({ text: "pressed" }) } },
});
const owned = async (command: string, button: string) => ({
  label: button,
  token: encodeButton(command, button, (await easel.accounts.of(identityOf("ada"))).id),
});

describe("who sees the answer", () => {
  test("a question for consent, a refusal and a fault concern only who asked, also in everyone’s commands", async () => {
    expect(await easel.say("ada", "/imagine a fox")).toMatchObject({
      title: "Before the first picture",
      onlyCaller: true,
    });
    await easel.accept("ada");
    expect(await easel.say("ada", "/imagine a fox --n 99")).toMatchObject({ tone: "refusal", onlyCaller: true });
    expect(await easel.say("ada", "/imagin a fox")).toMatchObject({ tone: "refusal", onlyCaller: true });
    const failing = easel.again({ commands: [faulty] });
    expect(await failing.say("ada", "/faulty words")).toMatchObject({ tone: "fault", onlyCaller: true });
    expect((await failing.press("ada", await owned("faulty", "press"))).onlyCaller).toBeUndefined();
  });

  test("what comes of a message that only its person sees is theirs alone, a form that is sent from it as well", async () => {
    const shown = easel.again({ commands: [faulty] });
    const button = { kind: "button", token: (await owned("faulty", "press")).token } as const;
    const form = { ...button, kind: "form", values: {} } as const;
    for (const action of [button, form]) {
      expect(shown.dispatch.audience({ action })).toBe("everyone");
      expect(await actIn(shown, undefined, "ada", action)).toEqual({ text: "pressed" });
      expect(shown.dispatch.audience({ action, originIsPrivate: true })).toBe("caller");
      const hidden = await actIn(shown, undefined, "ada", action, { originIsPrivate: true });
      expect(hidden).toEqual({ text: "pressed", onlyCaller: true });
    }
  });

  test("whether the answer is a form is known at once, also for what will be refused", async () => {
    const opens = (action: Action) => easel.dispatch.opensForm({ action });
    const owner = (await easel.accounts.of(identityOf("ada"))).id;
    const token = (command: string, button: string) => encodeButton(command, button, owner);
    expect(opens({ kind: "button", token: token("settings", "form") })).toBe(true);
    expect(opens({ kind: "button", token: token("imagine", "edit") })).toBe(true);
    expect(opens({ kind: "button", token: token("imagine", "reroll") })).toBe(false);
    expect(opens({ kind: "form", token: token("settings", "save"), values: {} })).toBe(false);
    expect(opens({ kind: "button", token: "nonsense" })).toBe(false);
    expect(opens(typed("/settings"))).toBe(false);
    expect(opens(typed("/no-such"))).toBe(false);
    const asking = { ...faulty, opensForm: ({ words }: { words?: unknown }) => words === undefined } as Command;
    const { dispatch } = easel.again({ commands: [asking] });
    expect(dispatch.opensForm({ action: typed("/faulty") })).toBe(true);
    expect(dispatch.opensForm({ action: typed("/faulty words") })).toBe(false);
    expect(dispatch.opensForm({ action: typed("/faulty --such") })).toBe(false);
  });
});

describe("the language of a person", () => {
  const heard = async (language: string, text = "/help") => {
    await actIn(easel, undefined, "ada", typed(text), { language });
    return vi.waitFor(async () => {
      const account = await easel.accounts.of(identityOf("ada"));
      expect(account.language).toBe(language);
      return account;
    }, 20_000);
  };

  test("is what their chat told last, kept for what they are told while they are away", async () => {
    expect((await easel.accounts.of(identityOf("ada"))).language).toBeNull();
    const account = await heard("pt-BR");
    expect(languageWished(account)).toBe("pt-BR");
    expect(languageWished(await heard("de"), "fr")).toBe("fr");
  });

  test("is what they have set, whatever a chat tells", async () => {
    await easel.say("ada", "/settings --language ja");
    expect(languageWished(await heard("de"), "fr")).toBe("ja");
  });

  test.each(["", "x", "de de", "<script>", "a".repeat(36)])("is not learnt from %j", async (language) => {
    await easel.accounts.hearLanguage(await easel.accounts.of(identityOf("ada")), language);
    expect((await easel.accounts.of(identityOf("ada"))).language).toBeNull();
    expect((await actIn(easel, undefined, "ada", typed("/help"), { language })).title).toBe("What I can do");
  });

  test("that cannot be kept does not take the answer away", async () => {
    const accounts = { ...easel.accounts, hearLanguage: () => Promise.reject(new Error("away")) };
    const chats = createChats([easel.chat]);
    const services = { ...easel, accounts };
    const dispatch = createDispatch({ commands: [faulty], services, notices: easel.notices, chats });
    const token = (await owned("faulty", "press")).token;
    const reply = await actIn(
      { dispatch, chat: easel.chat },
      undefined,
      "ada",
      { kind: "button", token },
      { language: "de" },
    );
    expect(reply.text).toBe("pressed");
    expect(easel.log.lines).toMatchObject([{ level: "warn" }]);
  });
});
