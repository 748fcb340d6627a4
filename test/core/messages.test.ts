import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { createCatalogue } from "../../src/core/catalogue/catalogue.ts";
import { models } from "../../src/core/catalogue/models.ts";
import { words } from "../../src/core/catalogue/words.ts";
import type { EndingReason } from "../../src/core/generation/generation.ts";
import type { Progress } from "../../src/core/generation/progress.ts";
import { credits, day, list, minute, shortened } from "../../src/core/messages/wording.ts";
import { type Messages, messagesFor, sentence } from "../../src/core/messages.ts";
import { categories } from "../../src/core/moderation/verdict.ts";
import { Refusal, type RefusalCode, type Refusals } from "../../src/core/refusal.ts";
import { sampleGeneration } from "../support/generations.ts";

const messages = messagesFor("en");
const allRatios = words.ratio(models[2]?.ratios ?? [], ["square", "landscape", "portrait", "wide"]);

/** The longest and the oddest that each refusal meets. A code without an example does not compile. */
const examples: { readonly [Code in RefusalCode]: readonly Refusals[Code][] } = {
  "unknown-command": [
    { given: "imagin", nearest: "imagine" },
    { given: "x".repeat(40), nearest: null },
  ],
  "unknown-option": [
    {
      command: "imagine",
      given: `--${"x".repeat(38)}`,
      nearest: "--model",
      allowed: ["--model", "--ratio", "--resolution", "--quality", "--n", "--seed", "--strength"],
    },
    { command: "balance", given: "--all", nearest: null, allowed: [] },
  ],
  "missing-option": [{ command: "imagine", option: "prompt", example: "/imagine a lighthouse in a storm --ar 16:9" }],
  "bad-option": [
    { option: "n", given: "", allowed: "a whole number from 1 to 6" },
    { option: "ratio", given: "x".repeat(20), allowed: allRatios },
    { option: "strength", given: "lots", allowed: words.strength },
  ],
  "repeated-option": [{ option: "ratio" }],
  "contradicting-options": [{ first: "--private", second: "--public" }],
  "button-stale": [{}],
  "prompt-empty": [{ example: words.examplePrompt }],
  "prompt-too-long": [{ length: 8_001, lengthMax: 2_000, model: "Z-Image Turbo" }],
  "prompt-blocked": [...categories.map((category) => ({ category })), { category: "something-new" }],
  unsupported: [
    { model: "GPT Image 2", option: "seed", given: "7", supported: words.noSeed(models.map(({ name }) => name)) },
    { model: "Z-Image Turbo", option: "quality", given: "high", supported: words.noSetting },
    { model: "Seedream 4.5", option: "ratio", given: "21:9", supported: (models[2]?.ratios ?? []).join(", ") },
    { model: "Z-Image Turbo", option: "n", given: "6", supported: words.upTo(4) },
  ],
  "references-too-many": [
    { model: "Z-Image Turbo", given: 2, max: 1 },
    { model: "Nano Banana 2", given: 20, max: 14 },
    { model: "Some Model", given: 1, max: 0 },
  ],
  "references-needed": [{ model: "Z-Image Turbo" }],
  "reference-link": [{}],
  "reference-not-an-image": [{ name: `${"x".repeat(120)}.png`, supported: "PNG, JPEG and WebP up to 50 megapixels" }],
  "reference-too-large": [{ name: `${"e\u0301".repeat(60)}.png`, limit: "20 MB" }],
  "reference-too-small": [
    { name: "dot.png", width: 1, height: 1, edgeMin: 64, model: "Z-Image Turbo" },
    { name: `${"x".repeat(120)}.png`, width: 20_000, height: 10, edgeMin: 32, model: "Nano Banana 2" },
  ],
  "reference-deleted": [{ given: "abcdefgh" }],
  "reference-unknown": [{ given: "x".repeat(80) }],
  "edit-needs-picture": [{}],
  "reference-unavailable": [{ name: "cat.png" }],
  "credits-insufficient": [
    { price: 1, available: 0 },
    { price: 880, available: 25 },
  ],
  "wallet-frozen": [{}],
  "too-many-running": [
    { running: 1, max: 1 },
    { running: 4, max: 3 },
  ],
  "too-fast": [
    { waitSeconds: 1, max: 20 },
    { waitSeconds: 60, max: 20 },
  ],
  "already-asked": [{}],
  "not-yours": [{}],
  "picture-gone": [{}],
  "still-running": [{}],
  "model-off": [{ model: "Seedream 4.5" }],
  "payments-off": [{}],
  "offer-gone": [{}],
  "offer-unknown": [{ given: "x".repeat(60), offers: ["pack-small", "pack-medium", "pack-large", "creator-month"] }],
  "purchase-closed": [{}],
  "already-subscribed": [{}],
  "payment-unreachable": [{}],
  "payment-refused": [{}],
  "payment-declined": [{}],
  "no-subscription": [{}],
  "subscription-not-active": [{}],
  "subscription-ends": [{}],
  "same-plan": [{}],
  "order-unknown": [{}],
  "order-refunded": [{ order: "E-ABCD-EFGH" }],
  "request-unknown": [{}],
  "request-decided": [{}],
  "refund-too-large": [{ left: { amount: 899, currency: "usd" } }],
  "operators-only": [{}],
  "link-code": [{}],
  "link-yourself": [{}],
  "link-attempts": [{ waitMinutes: 1 }, { waitMinutes: 60 }],
  "link-expired": [{}],
  "link-refused": (
    ["declined", "both-subscribed", "same-platform", "not-in-good-standing", "joined-elsewhere"] as const
  ).map((reason) => ({ reason })),
  "unlink-unknown": [{}],
  "unlink-last": [{}],
  "server-needed": [{}],
  "server-not-yours": [{}],
  "server-channel": [
    { channels: ["42"] },
    { channels: Array.from({ length: 50 }, (_, index) => `${1_000_000_000_000_000_000n + BigInt(index)}`) },
  ],
  "server-model": [
    { model: "GPT Image 2", allowed: models.map(({ id, name }) => ({ id, name })) },
    { model: "GPT Image 2", allowed: [] },
  ],
  "server-cap": [
    { price: 1, cap: 1, left: 0, resetsAt: new Date("2026-11-25T00:00:00Z") },
    { price: 880, cap: 100_000, left: 879, resetsAt: new Date("2026-11-25T00:00:00Z") },
  ],
};
const refusals = Object.entries(examples).flatMap(([code, all]) =>
  all.map((data) => [code, sentence(messages, { code, data } as Refusal["refusal"])] as const),
);

const endings: { readonly [Reason in EndingReason]: true } = {
  "credits-insufficient": true,
  "wallet-frozen": true,
  "too-many-running": true,
  "server-cap": true,
  "policy-prompt": true,
  "policy-reference": true,
  "policy-image": true,
  "request-refused": true,
  "reference-refused": true,
  "our-fault": true,
  "reference-lost": true,
  "provider-unreachable": true,
  "provider-lost": true,
  "provider-dropped": true,
  "took-too-long": true,
  "could-not-store": true,
  "provider-failed": true,
  cancelled: true,
};

/** Whatever in a tree of messages is a finished text. */
function textsIn(tree: unknown): string[] {
  if (typeof tree === "string") return [tree];
  return typeof tree === "object" && tree !== null ? Object.values(tree).flatMap(textsIn) : [];
}

const at = new Date("2026-11-24T06:12:00Z");
const progresses: readonly Progress[] = [
  { stage: "heard" },
  ...[0, 1, 7].map((ahead) => ({ stage: "line", ahead }) as const),
  ...[null, 0, 3].map((ahead) => ({ stage: "queue", ahead, running_ms: 12_345 }) as const),
  { stage: "painting", running_ms: 0 },
  { stage: "painting", running_ms: 12_345 },
];
const finished = sampleGeneration({ images: [{ key: "k", contentType: "image/png", width: 9, height: 9, seed: 5 }] });
const { start, consent, terms, imagine, picture, after, history, servers, settings, balance, expiryWarning, fault } =
  messages;
const everything: readonly string[] = [
  ...textsIn(messages satisfies Messages),
  ...textsIn(words),
  ...refusals.map(([, text]) => text),
  fault("abcdefgh"),
  ...[0, 1, 25].flatMap((amount) => [
    start.ready(amount),
    start.accepted(amount),
    consent.gift(amount, 30),
    imagine.editSubmit(amount),
    after.priceChanged(amount, 1),
    after.whichText(after.upscale(amount)),
    after.whichButton(2, amount),
    after.referenceSubmit(amount, "Nano Banana 2"),
    imagine.detail.returned(amount, 1),
    after.reroll(amount),
    after.vary(amount),
    ...progresses.flatMap((progress) => [
      picture.progress(progress, amount, 1_000),
      picture.progress(progress, amount, 60_000),
    ]),
    ...(Object.keys(endings) as EndingReason[]).map((reason) => picture.ending(reason, amount)),
    balance.title(amount),
    balance.held(amount),
    balance.released(amount),
    balance.lot(amount, "promotional", at),
    balance.lot(amount, "bought", null),
    balance.movement(at, "−", amount, balance.captured),
    expiryWarning(amount, at),
  ]),
  consent.before("imagine"),
  consent.ask(13, "21 May 2026"),
  consent.accept(13),
  terms.title("Credits and money"),
  terms.footer("21 May 2026", null, "a@b.example"),
  terms.footer("21 May 2026", at, "a@b.example"),
  ...[1, 4].flatMap((count) => [after.original(count), after.delete(count), after.deleted(count)]),
  after.whichButton(1, null),
  after.reportThanks("abcdefgh"),
  after.reportRepeated("abcdefgh"),
  after.upscaled(2),
  after.idHint("abcdefgh"),
  imagine.originals(1),
  imagine.originals(2),
  history.line(1, finished, "Z-Image Turbo"),
  history.title(""),
  history.title(history.searched("fox", "Seedream 4.5", at, at)),
  ...[1, 5].flatMap((count) => [history.deleteLabel(count), history.deleteNumbers(count), history.deleted(count)]),
  history.deleted(0),
  ...[true, false].flatMap((on) => [
    ...Object.values(settings.turn).map((turn) => turn(on)),
    settings.private(on),
    settings.reminders(on),
    settings.remembers(on, []),
    settings.remembers(on, ["Seedream 4.5", "16:9"]),
    servers.private(on),
    servers.turnPrivate(on),
  ]),
  ...[null, "A server with a name"].map(servers.title),
  ...[null, ["42"], Array.from({ length: 9 }, (_, index) => `${index}`)].map(servers.channels),
  ...[null, ["Seedream 4.5", "Z-Image Turbo"]].map(servers.models),
  ...[null, 1, 50].flatMap((cap) => [servers.cap(cap, 0), servers.cap(cap, cap)]),
  servers.allowedModels(models.map(({ id }) => id)),
  servers.allowedCap(100_000),
  picture.result(finished, "Z-Image Turbo by Alibaba"),
  picture.alternative("a fox", 0, 2),
];

describe("every refusal", () => {
  test.each(refusals)("%s: %s", (_code, text) => {
    expect(text).not.toMatch(/undefined|null|NaN|\[object/u);
    expect(text.length).toBeLessThanOrEqual(300);
    // An example stands last, without a full stop that would be copied with it.
    expect(text).toMatch(/\.$|For example: .+[^.]$/u);
    expect(text).toMatch(/^(?:[\p{Lu}“/]|\w+ is)/u);
  });

  test("speaks of one and of many rightly", () => {
    const say = (code: RefusalCode, data: object) => sentence(messages, { code, data } as Refusal["refusal"]);
    expect(say("credits-insufficient", { price: 1, available: 0 })).toContain("costs 1 credit, ");
    expect(say("too-fast", { waitSeconds: 1, max: 20 })).toContain("in 1 second.");
    expect(say("too-many-running", { running: 1, max: 3 })).toContain("1 picture in");
    expect(say("references-too-many", { model: "M", given: 2, max: 1 })).toContain("1 reference picture;");
  });
});

describe("every sentence", () => {
  test.each(everything)("%s", (text) => {
    expect(text).not.toMatch(/ {2}|^\s|\s$/u);
    expect(text).not.toMatch(/undefined|NaN|\[object/u);
    expect(text, "one kind of apostrophe").not.toMatch(/\w'\w/u);
    expect(text, "one kind of quotation mark").not.toMatch(/"/u);
    expect(text, "plain text has no markup").not.toMatch(/\*\*|__|<\w|\]\(|`/u);
    expect(text, "numbers agree with their nouns").not.toMatch(/\b1 (?:credits|pictures|seconds|commands)\b/u);
    expect(text.match(/\p{Extended_Pictographic}/gu) ?? []).toHaveLength(0);
  });

  test("about credits that came back reads well for none, one and many", () => {
    expect(picture.ending("cancelled", 0)).toBe("Stopped, as you asked. Nothing was charged.");
    expect(picture.ending("cancelled", 1)).toBe("Stopped, as you asked. Your credit is back.");
    expect(picture.ending("cancelled", 4)).toBe("Stopped, as you asked. Your 4 credits are back.");
  });

  test("about the queue says when it is one's turn", () => {
    expect(picture.progress({ stage: "line", ahead: 0 }, 1, 60_000)).toBe("Next in line · 1 credit");
    expect(picture.progress({ stage: "line", ahead: 3 }, 1, 60_000)).toBe("3 ahead in line · 1 credit");
  });

  test("what the catalogue refuses with real data fits as well", () => {
    const catalogue = createCatalogue();
    for (const { id, ratios } of models) {
      for (const draft of [
        { ratio: "7:99" },
        { ratio: "hexagon" },
        { resolution: "9K" },
        { quality: "x" },
        { seed: -1 },
        { n: 99 },
      ]) {
        try {
          catalogue.settle({ model: id, prompt: "fox", references: 0, ...draft });
        } catch (error) {
          if (!(error instanceof Refusal)) throw error;
          const text = sentence(messages, error.refusal);
          expect(text.length, text).toBeLessThanOrEqual(300);
          expect(text, `${ratios.length}`).toMatch(/\.$/u);
        }
      }
    }
  });
});

describe("the helpers of wording", () => {
  test("count credits, join lists and write days", () => {
    expect([0, 1, 2].map(credits)).toEqual(["0 credits", "1 credit", "2 credits"]);
    expect([[], ["a"], ["a", "b"], ["a", "b", "c"]].map(list)).toEqual(["", "a", "a and b", "a, b and c"]);
    expect(day(at)).toBe("24 Nov 2026");
    expect(minute(at)).toBe("24 Nov 2026, 06:12 UTC");
    expect(minute(new Date("2026-01-01T23:59:59.999Z"))).toBe("1 Jan 2026, 23:59 UTC");
  });

  test.each([
    ["a red fox", 9, "a red fox"],
    ["a red fox", 8, "a red f…"],
    ["a red fox", 3, "a…"],
    ["  a\n red\t\tfox ", 20, "a red fox"],
    ["", 5, ""],
    ["🇦🇹🇫🇷🇩🇪", 3, "🇦🇹🇫🇷🇩🇪"],
    ["🇦🇹🇫🇷🇩🇪", 2, "🇦🇹…"],
    ["👩‍👩‍👧‍👦👩‍👩‍👧‍👦👩‍👩‍👧‍👦", 2, "👩‍👩‍👧‍👦…"],
    ["e\u0301e\u0301e\u0301", 2, "e\u0301…"],
    [`e${"\u0301".repeat(10_000)}`, 60, "…"],
  ])("%j in %i characters is %j", (text, length, expected) => {
    expect(shortened(text, length)).toBe(expected);
  });

  test("a shortened text is never longer than asked, and is a beginning of it that cuts no character in two", () => {
    const segmenter = new Intl.Segmenter("en");
    const characters = (text: string) => [...segmenter.segment(text)].map(({ segment }) => segment);
    const unit = fc.constantFrom("a", " ", "🦊", "👩‍👩‍👧‍👦", "🇦🇹", "e\u0301", "\n", "ש", "한", "…");
    fc.assert(
      fc.property(fc.array(unit, { maxLength: 80 }), fc.integer({ min: 1, max: 60 }), (units, length) => {
        const text = units.join("");
        const short = shortened(text, length);
        const line = characters(text.replace(/\s+/gu, " ").trim());
        expect(characters(short).length).toBeLessThanOrEqual(length);
        if (short === line.join("")) return;
        const kept = characters(short.slice(0, -1));
        expect(short.at(-1)).toBe("…");
        expect(line.slice(0, kept.length)).toEqual(kept);
      }),
    );
  });
});
