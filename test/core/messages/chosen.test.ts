import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { Reply } from "../../../src/core/chat/reply.ts";
import { languageCodes, messagesFor } from "../../../src/core/messages.ts";
import { type TestServices, testServices } from "../../support/services.ts";
import { actIn, typed } from "../servers/stage.ts";

let easel: TestServices;
beforeEach(async () => {
  easel = await testServices();
});
afterEach(() => easel.stop());

/** As a chat hands it over that tells this language of the person. */
const told = (language: string, text: string): Promise<Reply> =>
  actIn(easel, undefined, "ada", typed(text), { language });

describe("the language of an answer", () => {
  test.each([
    ["de", "de"],
    ["de-AT", "de"],
    ["DE_ch", "de"],
    ["en-GB", "en"],
    ["tlh", "en"],
  ])("is the one that a chat tells: %s is %s", async (language, code) => {
    const messages = messagesFor(code);
    expect((await told(language, "/help")).title).toBe(messages.help.title);
    expect((await told(language, "/imagine a fox")).title).toBe(messages.consent.title);
    const refusal = messages.refusals["unknown-command"]({ given: "hepl", nearest: "help" });
    expect((await told(language, "/hepl")).text).toBe(refusal);
  });

  test.each(languageCodes)(
    "/settings --language %s holds from the next answer on, whatever the chat tells",
    async (code) => {
      const messages = messagesFor(code);
      const other = code === "en" ? "de" : "en";
      const saved = await told(other, `/settings --language ${code}`);
      expect(saved).toMatchObject({ title: messages.settings.title, text: messages.settings.changed });
      expect((await told(other, "/models")).title).toBe(messages.models.title);
      expect((await told(other, "/terms")).text).toContain(messages.terms.clauses.T1);
      // Taken back, the chat counts again.
      await told(other, "/settings --language default");
      expect((await told(other, "/models")).title).toBe(messagesFor(other).models.title);
    },
  );

  test("is that of everything in it: refusals with what may stand there, help with examples, styles by name", async () => {
    await easel.accept("ada");
    await easel.say("ada", "/settings --language de");
    const say = (text: string) => easel.say("ada", text);
    expect((await say("/imagine ein Fuchs --n viele")).text).toBe(
      "„viele“ geht nicht für n. Möglich: eine ganze Zahl von 1 bis 6.",
    );
    expect((await say("/imagine ein Fuchs --ar 7:99")).text).toMatch(
      /^Z-Image Turbo kann ratio 7:99 nicht\. Möglich: 1:1/u,
    );
    expect((await say("/imagine")).text).toContain("/imagine ein Leuchtturm im Sturm --ar 16:9");
    expect((await say("/help")).fields?.[0]?.value).toBe(
      "Beschreib ein Bild, und du bekommst es\n/imagine ein Leuchtturm im Sturm --ar 16:9",
    );
    expect((await say("/styles")).fields?.map(({ name }) => name)).toContain("Aquarell (--style watercolour)");
  });
});
