import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { noLook } from "../../src/core/accounts/settings.ts";
import { styles } from "../../src/core/catalogue/styles.ts";
import type { Button, Reply } from "../../src/core/chat/reply.ts";
import { languageNames } from "../../src/core/messages/languages.ts";
import { languageOf } from "../../src/core/messages.ts";
import { identityOf, type TestServices, testServices } from "../support/services.ts";

let easel: TestServices;
beforeAll(async () => {
  easel = await testServices();
});
afterAll(() => easel.stop());

const facts = ({ fields = [] }: Reply) => Object.fromEntries(fields.map(({ name, value }) => [name, value]));
const button = (reply: Reply, label: string): Button | undefined => reply.buttons?.find((one) => one.label === label);

describe("/settings", () => {
  test("shows what is set, in the beginning nothing but reminders", async () => {
    const reply = await easel.say("new", "/settings");
    expect(facts(reply)).toEqual({
      Model: "Easel’s choice",
      Shape: "the model’s own",
      Resolution: "the model’s own",
      Quality: "the model’s own",
      Language: "as my chat says",
      "Private results": "off: pictures show where you ask for them",
      Originals: "off",
      Spoilers: "off",
      Reminders: "on: I tell you three days before credits expire, and what is new",
      "Remember what I used last": "off",
    });
    expect(reply.buttons?.map(({ label }) => label)).toEqual([
      ...["Change", "Private results on", "Originals on", "Spoilers on", "Reminders off", "Remembering on"],
    ]);
  });

  test("takes them as options, keeps the others, and gives them back in another process", async () => {
    const first = await easel.say("ada", "/settings --model dream --ar wide --private yes --reminders no");
    expect(first.text).toBe("Saved.");
    await easel.say("ada", "/settings --quality HIGH --size 2k --remember on --originals yes --spoilers yes");
    expect((await easel.again().accounts.of(identityOf("ada"))).settings).toEqual({
      model: "seedream",
      ratio: "16:9",
      resolution: "2K",
      quality: "high",
      language: null,
      isPrivate: true,
      originals: true,
      spoilers: true,
      reminders: false,
      remembersLast: true,
    });
    const back = await easel.say("ada", "/settings --ar default --model none");
    expect(facts(back)).toMatchObject({ Model: "Easel’s choice", Shape: "the model’s own", Quality: "high" });
    expect(facts(await easel.say("ada", "/settings --reset"))).toEqual(facts(await easel.say("new", "/settings")));
  });

  test.each([
    ["--ar 7:1", "“7:1” does not work for ratio. It can be 1:1, 16:9"],
    ["--size huge", "“huge” does not work for resolution"],
    ["--quality ultra", "low, medium, high, default"],
    ["--model dalle7", "does not work for model"],
    ["--private maybe", "yes, no"],
    ["--private", "needs a value"],
    ["--language klingon", "does not work for language"],
    ["--private yes --private no", "is there twice"],
    ["--colour red", "has no option --colour"],
  ])("refuses %s and says what it takes", async (words, sentence) => {
    expect(await easel.say("wrong", `/settings ${words}`)).toMatchObject({
      tone: "refusal",
      text: expect.stringContaining(sentence),
    });
    expect((await easel.accounts.of(identityOf("wrong"))).settings.ratio).toBeNull();
  });

  test("opens a form with what is set, in which a choice can also be taken back", async () => {
    await easel.say("bob", "/settings --model seedream --ar 16:9");
    const opened = await easel.press("bob", button(await easel.say("bob", "/settings"), "Change"));
    const { form } = opened;
    expect(form?.fields.map(({ name, initial }) => [name, initial])).toEqual([
      ["model", "seedream"],
      ["ratio", "16:9"],
      ["resolution", "default"],
      ["quality", "default"],
      ["language", "default"],
    ]);
    // The smallest chat’s form takes five fields.
    expect(form?.fields.length).toBeLessThanOrEqual(5);
    for (const field of form?.fields ?? []) {
      // A select of Discord has at most 25 choices.
      expect(field.kind === "choice" && field.choices.length).toBeLessThanOrEqual(25);
    }
    const values = { model: "gpt-image", ratio: "default", resolution: "4K", quality: "low", language: "ja" };
    const saved = await easel.act("bob", { kind: "form", token: form?.token ?? "", values });
    expect(saved).toMatchObject({ text: "保存しました。", replacesOrigin: true });
    expect((await easel.accounts.of(identityOf("bob"))).settings).toMatchObject({ ...values, ratio: null });
  });

  test.each(Object.entries(languageNames))("speaks %s with who wants it: %s", async (code, name) => {
    const set = await easel.say(`polyglot-${code}`, `/settings --language ${name}`);
    expect(Object.values(facts(set))).toContain(name);
    const { settings } = await easel.accounts.of(identityOf(`polyglot-${code}`));
    expect(settings.language).toBe(code);
    expect(languageOf(settings.language)).toMatch(new RegExp(`^(?:${code}|en)$`, "u"));
    await easel.say(`polyglot-${code}`, "/settings --lang auto");
    expect((await easel.accounts.of(identityOf(`polyglot-${code}`))).settings.language).toBeNull();
  });

  test("has switches that say what they lead to, so that a second press changes nothing", async () => {
    const turn = button(await easel.say("carol", "/settings"), "Private results on");
    expect(facts(await easel.press("carol", turn))["Private results"]).toContain("on");
    const again = await easel.press("carol", turn);
    expect(facts(again)["Private results"]).toContain("on");
    expect(button(again, "Private results off")).toBeDefined();
    expect((await easel.press("dave", turn)).tone).toBe("refusal");
  });
});

describe("remembering", () => {
  test("keeps what flags said, writes only what is new, and forgets when it is no longer wanted", async () => {
    await easel.say("eve", "/settings --remember yes");
    let eve = await easel.accounts.of(identityOf("eve"));
    await easel.accounts.rememberLook(eve, { ...noLook, model: "seedream" });
    await easel.accounts.rememberLook(await easel.accounts.of(identityOf("eve")), { ...noLook, ratio: "16:9" });
    eve = await easel.accounts.of(identityOf("eve"));
    expect(eve.lastLook).toEqual({ ...noLook, model: "seedream", ratio: "16:9" });
    expect(facts(await easel.say("eve", "/settings"))["Remember what I used last"]).toBe("on: seedream, 16:9");
    await easel.say("eve", "/settings --remember no");
    expect((await easel.accounts.of(identityOf("eve"))).lastLook).toBeNull();
    await easel.accounts.rememberLook(await easel.accounts.of(identityOf("eve")), { ...noLook, model: "seedream" });
    expect((await easel.accounts.of(identityOf("eve"))).lastLook).toBeNull();
  });
});

describe("/styles", () => {
  test("lists every style with the words it adds", async () => {
    const { fields = [] } = await easel.say("new", "/styles");
    expect(fields).toHaveLength(styles.length);
    expect(fields[2]).toMatchObject({
      name: "Film noir (--style noir)",
      value: expect.stringContaining("black and white"),
    });
  });
});
