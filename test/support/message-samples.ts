import { models } from "../../src/core/catalogue/models.ts";
import { styles } from "../../src/core/catalogue/styles.ts";
import { takedownGrounds } from "../../src/core/gallery/takedown.ts";
import type { EndingReason } from "../../src/core/generation/generation.ts";
import type { Progress } from "../../src/core/generation/progress.ts";
import type { Messages } from "../../src/core/messages.ts";
import { defaultModerationNumbers, type ModerationNumbers } from "../../src/core/moderation/numbers.ts";
import { noticeElements } from "../../src/core/reports/infringement-notice.ts";
import { sampleGeneration } from "./generations.ts";
import type { Samples } from "./messages.ts";
import { moneySamples } from "./money-samples.ts";
import { supportSamples } from "./support-samples.ts";

const at = new Date("2026-11-24T06:12:00Z");
const later = new Date("2027-01-31T23:59:00Z");
const amounts: readonly [number][] = [[0], [1], [25]];
const flags: readonly [boolean][] = [[true], [false]];
const counts: readonly [number][] = [[1], [4]];
const numbers: readonly [ModerationNumbers][] = [0, 1, 3].map((refusalsReturned) => [
  { ...defaultModerationNumbers, refusalsReturned, window_days: refusalsReturned === 1 ? 1 : 30 },
]);
const ada = { platform: "discord", name: "Ada Lovelace" };
const grace = { platform: "telegram", name: "Grace" };

const progresses: readonly Progress[] = [
  { stage: "heard" },
  ...[0, 7].map((ahead) => ({ stage: "line", ahead }) as const),
  ...[null, 0, 3].map((ahead) => ({ stage: "queue", ahead, running_ms: 12_345 }) as const),
  { stage: "painting", running_ms: 0 },
  { stage: "painting", running_ms: 12_345 },
];
const endings: { readonly [Reason in EndingReason]: true } = {
  ...{ "credits-insufficient": true, "wallet-frozen": true, "too-many-running": true, "server-cap": true },
  ...{ "policy-prompt": true, "policy-reference": true, "policy-image": true, "request-refused": true },
  ...{ "reference-refused": true, "our-fault": true, "reference-lost": true, "provider-unreachable": true },
  ...{ "provider-lost": true, "provider-dropped": true, "took-too-long": true, "could-not-store": true },
  ...{ "provider-failed": true, cancelled: true },
};
const image = { key: "k", contentType: "image/png", width: 1360, height: 768, seed: 77 };
const finished = sampleGeneration({ images: [image] });
const settled = { captured_credits: 3, released_credits: 12, rule: "flagged-share-returned" } as const;
const inPart = sampleGeneration({
  request: { ...finished.request, n: 5 },
  images: [image],
  settlement: settled as unknown as NonNullable<typeof finished.settlement>,
});

/** All but the refusals, whose data has names. */
export const samples: Samples<Omit<Messages, "commands" | "refusals">> = {
  ...moneySamples,
  support: supportSamples,
  fault: [["abcd2345"]],
  announcements: {
    granted: [
      [1, null],
      [25, later],
    ],
    taken: amounts.slice(1),
  },
  appeals: {
    text: counts,
    more: counts,
    line: [["Xyz", at]],
    evidenceFor: [[1], [180]],
    note: [["Xyz"]],
  },
  start: { ready: amounts, accepted: amounts },
  sanctions: {
    note: [["Please stop."]],
    suspended: [[null], [later]],
    announced: [[later]],
    closed: [[later]],
  },
  consent: {
    before: [["imagine"]],
    ask: [[13, at]],
    gift: [
      [1, 30],
      [25, 30],
    ],
    accept: [[13]],
  },
  terms: {
    title: [["Xyz"]],
  },
  termsVersions: {
    inForce: [["2027-01-31", later]],
    announced: [["2027-01-31", later]],
    accepted: [[{ version: "2026-11-24", at, platform: "discord" }], [{ version: "v", at, platform: "playground" }]],
    questions: [["a@b.example"]],
    new: [["2027-01-31", later]],
    fullTitle: [["2026-11-24", 1, 5]],
  },
  conduct: {
    rows: {
      ...{ "own-filter": numbers, "own-upload-check": numbers, wave: numbers, "no-fault": numbers },
      ...{ "provider-refusal": numbers, "provider-flag": numbers, delivery: numbers, gravest: numbers },
    },
    counted: [
      [0.5, 30],
      [1, 1],
      [2.5, 30],
    ],
    suspendedUntil: [[later]],
    cameBack: [[1], [12]],
    lastReturned: [
      [1, 1],
      [3, 30],
    ],
    kept: [
      [1, 4, 30],
      [12, 21, 1],
    ],
  },
  switches: { backAt: [[at]] },
  imagine: {
    editSubmit: amounts,
    cancelledMany: [[0], [1], [3]],
    originals: counts,
    detail: {
      by: [["Seedream 4.5", "ByteDance"]],
      pixels: [[1360, 768, "16:9"]],
      returned: [
        [1, 25],
        [25, 1],
      ],
    },
  },
  picture: {
    title: [["a red fox"]],
    progress: progresses.flatMap((progress) => [
      [progress, 25, 1_000],
      [progress, 1, 60_000],
    ]),
    result: [
      [finished, "Z-Image Turbo"],
      [inPart, "Z-Image Turbo"],
    ],
    ending: (Object.keys(endings) as EndingReason[]).flatMap((reason) => [
      [reason, 0],
      [reason, 1],
      [reason, 25],
    ]),
    alternative: [
      ["a Fox", 0, 1],
      ["a Fox", 1, 4],
    ],
  },
  after: {
    ...{ reroll: amounts, vary: amounts, upscale: amounts, original: counts, delete: counts, deleted: counts },
    whichText: [["Xyz"]],
    whichButton: [
      [2, 25],
      [3, null],
    ],
    priceChanged: [
      [2, 1],
      [4, 25],
    ],
    referenceSubmit: [[25, "Nano Banana 2"]],
    referenceNumber: [[2]],
    reportThanks: [["abcd2345"]],
    reportRepeated: [["abcd2345"]],
    upscaled: [[2]],
    idHint: [["abcd2345"]],
  },
  reports: {
    noticeHalf: [["Ada Lovelace", "The Fox", "abcd2345"]],
    noticeMissing: [[[...noticeElements]], [["signature"]]],
    noticeThanks: [["abcd2345"]],
    outcome: [
      ["abcd2345", true],
      ["abcd2345", false],
    ],
    historyLine: [[7, at, "Z-Image Turbo"]],
    owner: takedownGrounds.flatMap((ground) => [
      ["abcd2345", ground, null, later],
      ["abcd2345", ground, "Xyz", later],
    ]),
    objectThanks: [["abcd2345"]],
    restored: [["abcd2345"]],
  },
  history: {
    title: [[""], ["Xyz"]],
    searched: [
      ["a Fox", "Seedream 4.5", at, later],
      ["", null, null, null],
    ],
    line: [[7, finished, "Z-Image Turbo"]],
    ...{ open: [[3]], original: [[3]], deleteLabel: counts, deleteNumbers: counts, deleted: amounts },
  },
  settings: {
    ...{ private: flags, originals: flags, spoilers: flags, reminders: flags },
    remembers: [
      [true, []],
      [true, ["Seedream 4.5", "16:9"]],
      [false, []],
    ],
    turn: { isPrivate: flags, originals: flags, spoilers: flags, reminders: flags, remembersLast: flags },
  },
  servers: {
    title: [[null], ["A Server"]],
    channels: [[null], [["42"]], [["111111111111111111", "3", "4", "5", "6", "7", "8"]]],
    models: [[null], [["Seedream 4.5", "Z-Image Turbo"]]],
    ...{ private: flags, turnPrivate: flags },
    cap: [
      [null, null],
      [50, 7],
      [1, 0],
    ],
    allowedModels: [[["seedream", "z-image"]]],
    banTitle: [["discord:1"]],
    banned: [[at, "spam", "discord:2"]],
    unbanned: [["they moved", "discord:2"]],
    allowedCap: [[100_000]],
  },
  styles: {
    label: styles.map(({ id }) => [{ id, name: id.toUpperCase() }]),
    name: [["Xyz", "noir"]],
  },
  models: {
    name: models.map(({ id, name, maker }) => [name, maker, id]),
    takes: [1, 14].map((references) => [
      { ratios: 13, widest: "1:1, 16:9 …", resolutions: "1K, 2K", images: 4, references },
    ]),
    qualities: [[["low", "medium", "high"]]],
    from: amounts,
    policy: [["ByteDance"]],
  },
  account: {
    chat: [[ada], [grace]],
    sinceDay: [[at]],
    atOnce: [
      [1, 2, 20],
      [10, 3, 30],
    ],
    stop: [[ada]],
  },
  linking: {
    code: [["ABCD2345", 10]],
    ...{ askRedeemer: [[ada]], askIssuer: [[grace]], waits: [[ada]] },
    joined: [
      [ada, 1],
      [grace, 25],
    ],
    refused: [
      ["declined"],
      ["both-subscribed"],
      ["same-platform"],
      ["not-in-good-standing"],
      ["to-be-erased"],
      ["joined-elsewhere"],
    ],
  },
  unlinking: {
    leave: [[ada]],
    planned: [[ada, at]],
    plannedNotice: [[ada, at]],
    ...{ stopped: [[ada]], stoppedNotice: [[ada]], stoppedAsLast: [[ada]], left: [[grace]] },
  },
  expiryWarning: [
    [1, at],
    [25, at],
  ],
  privacy: {
    kept: {
      referencesFor: [[1], [30]],
      buttonsFor: [[1], [90]],
      chatsFor: [
        [1, 24],
        [90, 1],
      ],
      linksFor: [[1], [30]],
      spendingFor: [[1], [3]],
      ticketsFor: [
        [365, 90],
        [1, 1],
      ],
      exportsFor: [[1], [48]],
    },
    exportReady: [
      [1, later],
      [3, later],
    ],
    exportMore: [
      [2, 2, 5],
      [2, 3, 5],
    ],
    readme: [["10 MB"]],
    confirm: [[24]],
    lost: { creditsNow: amounts },
    ...{ planned: [[at]], plannedNotice: [[at]], scheduled: [[at]] },
  },
  discord: { forPerson: [["Ada Lovelace"]] },
  telegram: { optionValue: [["Xyz", "Abc"]], answerTooLong: [[120, 100]] },
  wording: {
    credits: amounts,
    list: [[["Aa"]], [["Aa", "Bb"]], [["Aa", "Bb", "Cc"]]],
    day: [[at]],
    minute: [[at]],
  },
};
