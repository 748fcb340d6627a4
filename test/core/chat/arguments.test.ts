import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { imagine } from "../../../commands/imagine.ts";
import type { Allowed } from "../../../src/core/chat/allowed.ts";
import { readArguments } from "../../../src/core/chat/arguments.ts";
import { type Command, defineCommand } from "../../../src/core/chat/command.ts";
import { Refusal, type RefusalOf } from "../../../src/core/refusal.ts";
import type { Attachment } from "../../../src/core/services.ts";

const sample = defineCommand({
  name: "sample",
  summary: "An option of every kind",
  audience: "caller",
  needsConsent: false,
  options: {
    count: { kind: "integer", min: -5, max: 10, summary: "How many" },
    colour: {
      kind: "choice",
      choices: [{ value: "deep-red", label: "Deep Red", aliases: ["crimson"] }],
      summary: "Which",
    },
    private: { kind: "flag", summary: "For me only" },
    note: { kind: "text", lengthMax: 10, summary: "A note" },
  },
  example: "/sample --count 2",
  run: async () => ({}),
});
const plainOne = defineCommand({ ...sample, name: "plain", options: {}, example: "/plain" });

type Values = Readonly<Record<string, unknown>>;
function read(
  words: string,
  values: Record<string, string | number | boolean> = {},
  command: Command = imagine,
): Values {
  const read = readArguments(command, { words, values, attachments: [] });
  // Flags are always there; what was not given is beside the point of these tests.
  return Object.fromEntries(Object.entries(read).filter(([, value]) => command !== imagine || value !== false));
}
function refused(act: () => unknown): RefusalOf {
  try {
    act();
  } catch (error) {
    if (error instanceof Refusal) return error.refusal;
    throw error;
  }
  throw new Error("it was not refused");
}
/** What was given, without what was left open. */
const given = (all: Values) =>
  Object.fromEntries(Object.entries(all).filter(([, value]) => value !== undefined && !Array.isArray(value)));

describe("flags in the words", () => {
  test.each<[typed: string, meant: Values]>([
    ["a red fox", { prompt: "a red fox" }],
    ["a red fox --ar 16:9", { prompt: "a red fox", ratio: "16:9" }],
    ["--ar 16:9 a red fox", { prompt: "a red fox", ratio: "16:9" }],
    ["a red --ar 16:9 fox", { prompt: "a red fox", ratio: "16:9" }],
    ["a red fox --n 2", { prompt: "a red fox", n: 2 }],
    ["a red fox --n=2", { prompt: "a red fox", n: 2 }],
    ["a red fox --n:2", { prompt: "a red fox", n: 2 }],
    ["a red fox --N 2 --AR 1:1", { prompt: "a red fox", n: 2, ratio: "1:1" }],
    ["a red fox --ar=16:9", { prompt: "a red fox", ratio: "16:9" }],
    ["a red fox --ar:16:9", { prompt: "a red fox", ratio: "16:9" }],
    ["a red fox —ar 16:9", { prompt: "a red fox", ratio: "16:9" }],
    ["a red fox –n 2 ―seed 5", { prompt: "a red fox", n: 2, seed: 5 }],
    ["fox --model nano", { prompt: "fox", model: "nano-banana" }],
    ["fox --model nano-banana", { prompt: "fox", model: "nano-banana" }],
    ["fox --model Nano_Banana_2", { prompt: "fox", model: "nano-banana" }],
    ['fox --model "nano banana"', { prompt: "fox", model: "nano-banana" }],
    ["fox --model “Nano Banana” at night", { prompt: "fox at night", model: "nano-banana" }],
    ["fox --model='Nano Banana' at night", { prompt: "fox at night", model: "nano-banana" }],
    ["fox --model=seedream", { prompt: "fox", model: "seedream" }],
    ["fox --n ２ --ar １６：９", { prompt: "fox", n: 2, ratio: "16:9" }],
    ["fox --seed -0", { prompt: "fox", seed: 0 }],
  ])("%j is understood", (typed, meant) => {
    expect(given(read(typed))).toEqual(meant);
  });

  test.each([
    "well-known places",
    "ice -- and fire",
    "a sign that says --",
    "a fox — at night",
    "a fox —running— in the snow",
    "she waits —alone",
    "a red one —red, not blue",
    "a-b--c",
    "1--2",
    "--5 degrees",
    "-ar 16:9",
    'the word "love" in neon',
    "🦊",
    "👩‍👩‍👧‍👦 🇦🇹",
    "שועל אדום בשלג",
    "ثعلب أحمر في الثلج",
    "cafe\u0301 naïve Ångström",
    "C:\\fox=red",
    "first line\nsecond line\n\nfourth",
    "tab\there",
    "constructor __proto__ toString",
  ])("%j is all prompt", (prompt) => {
    expect(given(read(prompt))).toEqual({ prompt });
  });

  test("line breaks stay where no flag stood, because posters have lines", () => {
    expect(read("ROSES ARE RED\nVIOLETS ARE BLUE --ar 2:3\n").prompt).toBe("ROSES ARE RED\nVIOLETS ARE BLUE");
  });

  test("what nobody types is taken out: NUL, other control characters, halves of characters", () => {
    expect(read("a\0 red\u0007 fox\r\nat night").prompt).toBe("a red fox\nat night");
    expect(read("half \ud83e of one").prompt).toBe("half \ufffd of one");
  });

  test("8,000 characters come through whole", () => {
    const prompt = "fox and hound ".repeat(800).trim();
    expect(read(prompt).prompt).toBe(prompt);
  });

  test.each(["", "   ", "\n\t", "\u200b\u200e\u2060", "\0", "--n 2"])("%j is no prompt", (words) => {
    expect(refused(() => read(words))).toMatchObject({ code: "missing-option", data: { option: "prompt" } });
  });
});

describe("a list as the value of a flag", () => {
  const listing = defineCommand({
    ...sample,
    name: "listing",
    options: {
      ...sample.options,
      list: { kind: "text", list: true, lengthMax: 60, aliases: ["l"], summary: "Some" },
      words: { kind: "text", rest: true, lengthMax: 60, summary: "The rest" },
    },
  });
  test.each([
    ["--list here, <#12> 13 --count 2", { list: "here, <#12> 13", count: 2 }],
    ["before --list a b", { words: "before", list: "a b" }],
    ["--list a --private b", { list: "a", private: true, words: "b" }],
    ["--list=a b", { list: "a", words: "b" }],
    ['--list "a b" c', { list: "a b", words: "c" }],
    ["--count 2 --l   a   b ", { count: 2, list: "a   b" }],
    ["--list a — b", { list: "a — b" }],
  ])("%j", (words, expected) => {
    expect(given(read(words, {}, listing))).toEqual({ private: false, ...expected });
  });

  test.each(["--list", "--list --count 2", "a --list "])("without anything behind it is refused: %j", (words) => {
    expect(refused(() => read(words, {}, listing))).toMatchObject({ code: "bad-option", data: { option: "list" } });
  });
});

describe("what is refused", () => {
  test.each<[typed: string, code: RefusalOf["code"], data: object]>([
    ["fox --n 2 --n 3", "repeated-option", { option: "n" }],
    ["fox --ar 1:1 --ratio 1:1", "repeated-option", { option: "ratio" }],
    ["fox --modle seedream", "unknown-option", { given: "--modle", nearest: "--model", command: "imagine" }],
    ["fox —modle seedream", "unknown-option", { given: "--modle", nearest: "--model" }],
    ["fox --n4", "unknown-option", { given: "--n4", nearest: "--n" }],
    ["fox --sunset", "unknown-option", { given: "--sunset" }],
    ["fox --prompt x", "unknown-option", { given: "--prompt" }],
    ["fox --constructor x", "unknown-option", { given: "--constructor" }],
    ["fox --n", "bad-option", { option: "n", given: "" }],
    ["fox --n --ar 1:1", "bad-option", { option: "n", given: "" }],
    ["fox --n —ar 1:1", "bad-option", { option: "n", given: "" }],
    ["fox --n=", "bad-option", { option: "n", given: "" }],
    ["fox --ar=", "bad-option", { option: "ratio", given: "" }],
    ['fox --ar ""', "bad-option", { option: "ratio", given: "" }],
    ["fox --n two", "bad-option", { option: "n", given: "two" }],
    ["fox --n -2", "bad-option", { option: "n", given: "-2" }],
    ["fox --n 2.5", "bad-option", { option: "n", given: "2.5" }],
    ["fox --n 1e1", "bad-option", { option: "n", given: "1e1" }],
    ["fox --n 99", "bad-option", { option: "n", given: "99" }],
    ["fox --seed 99999999999999999999", "bad-option", { option: "seed" }],
    ['fox --model "nano', "bad-option", { option: "model", given: '"nano' }],
    ["fox --model midjourney", "bad-option", { option: "model", given: "midjourney" }],
    ["fox --reference https://example.com/a.png", "reference-link", {}],
    ["fox --image=http://169.254.169.254/latest", "reference-link", {}],
    ["fox --ref", "reference-link", {}],
  ])("%j", (typed, code, data) => {
    expect(refused(() => read(typed))).toMatchObject({ code, data });
  });

  test("a link for the reference by name is told how it works", () => {
    expect(refused(() => read("fox", { reference: "http://10.0.0.1/a.png" })).code).toBe("reference-link");
  });

  test("what was given is quoted briefly, and no character of it is cut in two", () => {
    const { data } = refused(() => read(`fox --n ${"👩‍👩‍👧‍👦".repeat(200)}`)) as RefusalOf<"bad-option">;
    expect([...new Intl.Segmenter("en").segment(data.given)].length).toBeLessThanOrEqual(40);
    expect(data.given).toMatch(/^(?:👩‍👩‍👧‍👦)+…$/u);
  });
});

describe("options by name", () => {
  test("mean the same as flags", () => {
    expect(given(read("", { prompt: "a fox", ratio: "16:9", n: 2, model: "nano-banana" }))).toEqual(
      given(read("a fox --ar 16:9 --n 2 --model nano")),
    );
  });

  test("leave flags inside the prompt at work, as people from other places expect", () => {
    expect(given(read("", { prompt: "a fox --ar 16:9", n: 2 }))).toEqual({ prompt: "a fox", ratio: "16:9", n: 2 });
  });

  test("and a flag for the same thing are one too many", () => {
    expect(refused(() => read("", { prompt: "a fox --ar 16:9", ratio: "1:1" }))).toEqual({
      code: "repeated-option",
      data: { option: "ratio" },
    });
  });

  test.each(["constructor", "toString", "__proto__", "colour"])("%s is not one of /imagine", (name) => {
    const values = Object.fromEntries([["prompt", "a fox"]]);
    Object.defineProperty(values, name, { value: "x", enumerable: true });
    expect(refused(() => read("", values)).code).toBe("unknown-option");
  });
});

describe("every kind of option", () => {
  test.each<[typed: string, meant: Values]>([
    ["", { private: false }],
    ["--private", { private: true }],
    ["--private=no --count -5", { private: false, count: -5 }],
    ["--count +7 --private", { private: true, count: 7 }],
    ["--colour deepred", { private: false, colour: "deep-red" }],
    ["--colour CRIMSON", { private: false, colour: "deep-red" }],
    ["--note hi", { private: false, note: "hi" }],
    ["--count 1 crimson", { private: false, count: 1, colour: "deep-red" }],
  ])("%j", (typed, meant) => {
    expect(given(read(typed, {}, sample))).toEqual(meant);
  });

  test.each<[typed: string, allowed: Allowed["kind"]]>([
    ["--private=perhaps", "yes-or-no"],
    ["--note=aaaaaaaaaaa", "text"],
    ["--count 11", "integer"],
    ["--colour blue", "values"],
    ["--note=\u200b", "text"],
  ])("%j is refused with what may stand there", (typed, kind) => {
    const refusal = refused(() => read(typed, {}, sample)) as RefusalOf<"bad-option">;
    expect(refusal.code).toBe("bad-option");
    expect(refusal.data.allowed).toMatchObject({ kind });
  });

  test("attachments arrive where images are taken", () => {
    const attachment: Attachment = { name: "a.png", bytes: 1, read: async () => new Uint8Array(1) };
    const values = readArguments(imagine, { words: "a fox", values: {}, attachments: [attachment] }) as Values;
    expect(values["reference"]).toEqual([attachment]);
  });

  test("a command without options takes no notice of words, and refuses flags", () => {
    expect(read("please, now", {}, plainOne)).toEqual({});
    expect(refused(() => read("--all", {}, plainOne)).code).toBe("unknown-option");
  });
});

describe("laws of the reader", () => {
  const word = fc
    .string({ unit: "grapheme", minLength: 1, maxLength: 12 })
    .map((text) => text.replace(/[\s\p{C}]/gu, ""))
    .filter((text) => /[^\p{C}\p{Z}]/u.test(text) && !/^(?:--|[‒–—―])/u.test(text));

  test("words without flags come back as the prompt", () => {
    const separator = fc.constantFrom(" ", "  ", "\n", "\t");
    fc.assert(
      fc.property(fc.array(fc.tuple(word, separator), { minLength: 1, maxLength: 20 }), (parts) => {
        const text = parts.flat().join("").trim();
        expect(read(text).prompt).toBe(text);
      }),
    );
  });

  test("flags mean the same wherever they stand", () => {
    const flags = ["--ar 16:9", "--n 2", "--model=seedream", "—seed 9"];
    fc.assert(
      fc.property(
        fc.array(word, { minLength: 1, maxLength: 8 }),
        fc.array(fc.nat(), { minLength: 4, maxLength: 4 }),
        (words, places) => {
          // Behind a flag without "=", the next word is its value; a flag and its value go in as one.
          const parts = [...words];
          for (const [index, flag] of flags.entries()) parts.splice((places[index] ?? 0) % (parts.length + 1), 0, flag);
          const expected = { prompt: words.join(" "), ratio: "16:9", n: 2, model: "seedream", seed: 9 };
          expect(given(read(parts.join(" ")))).toEqual(expected);
        },
      ),
    );
  });

  test("whatever is typed is read or refused, never a fault", () => {
    const pieces = fc.constantFrom(
      "--",
      "—",
      "=",
      ":",
      '"',
      "“",
      "'",
      "n",
      "ar",
      "model",
      "seed",
      "reference",
      " ",
      "\n",
      "\0",
      "\ud800",
      "9",
      "fox",
    );
    const text = fc.oneof(
      fc.string({ unit: "binary-ascii", maxLength: 60 }),
      fc.array(pieces, { maxLength: 30 }).map((all) => all.join("")),
    );
    const value = fc.oneof(fc.string(), fc.integer(), fc.double(), fc.boolean());
    const names = fc.constantFrom(
      "prompt",
      "n",
      "ratio",
      "model",
      "seed",
      "strength",
      "reference",
      "x",
      "private",
      "count",
      "constructor",
    );
    fc.assert(
      fc.property(
        text,
        fc.dictionary(names, value, { maxKeys: 4 }),
        fc.constantFrom(imagine, sample, plainOne),
        (words, values, command) => {
          try {
            read(words, values, command);
          } catch (error) {
            expect(error).toBeInstanceOf(Refusal);
          }
        },
      ),
      { numRuns: 1_000 },
    );
  });

  test.each([
    ["spaces", (length: number) => `${" ".repeat(length)}x`],
    ["dashes", (length: number) => "-".repeat(length)],
    ["words", (length: number) => "x ".repeat(length / 2)],
    ["dashed words", (length: number) => "—x ".repeat(length / 3)],
    ["an open quote", (length: number) => `--note "${"x ".repeat(length / 2)}`],
    ["combining marks", (length: number) => `--n e${"\u0301".repeat(length)}`],
  ])("time grows with the length and no faster: %s", (_name, make) => {
    const time = (length: number) => {
      const text = make(length);
      const runs = Array.from({ length: 5 }, () => {
        // What this process worked, whatever else the machine has to do.
        const start = process.cpuUsage();
        try {
          read(text);
        } catch {
          // Refused is read as well.
        }
        const { user, system } = process.cpuUsage(start);
        return (user + system) / 1000;
      });
      return Math.min(...runs);
    };
    time(40_000);
    // Eight times the length: linear is 8, quadratic 64.
    expect(time(320_000)).toBeLessThan(Math.max(80, 24 * time(40_000)));
  });
});
