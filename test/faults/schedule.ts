import { type Chance, chanceOf } from "./chance.ts";

export const platforms = ["discord", "telegram", "playground"] as const;
export type Platform = (typeof platforms)[number];

/** The processes of the tree that may be killed. */
export const processNames = ["gateway", "worker", "web-1", "web-2"] as const;
export type ProcessName = (typeof processNames)[number];

/** Something that one person does at its time, or as soon after it as they are done with what was before. */
export type Act = { readonly at_ms: number; readonly person: number } & (
  | { readonly kind: "picture"; readonly words: string; readonly isRepeated: boolean }
  | { readonly kind: "reroll"; readonly presses: 1 | 2; readonly isRepeated: boolean }
  | { readonly kind: "cancelled-picture"; readonly words: string; readonly after_ms: number }
  | { readonly kind: "refused-picture"; readonly words: string }
  | { readonly kind: "balance"; readonly isRepeated: boolean }
  | { readonly kind: "purchase"; readonly isReturned: boolean }
);
export type ActKind = Act["kind"];

export const injectionKinds = [
  "process-killed",
  "process-restarted",
  "database-cut",
  "database-stalled",
  "database-late",
  "provider-lost-answer",
  "provider-refused-connection",
  "provider-silent",
  "provider-503",
  "provider-late",
  "stripe-lost-call",
  "stripe-lost-answer",
  "stripe-500",
  "stripe-events-repeated",
  "stripe-events-held-back",
  "discord-429",
  "discord-500",
  "discord-403",
  "discord-lost-answer",
  "discord-broken-connection",
  "discord-silent",
  "discord-late",
  "telegram-429",
  "telegram-502",
  "telegram-blocked",
  "telegram-lost-answer",
  "telegram-broken-connection",
  "telegram-silent",
  "telegram-late",
] as const;
export type InjectionKind = (typeof injectionKinds)[number];

export interface Injection {
  readonly at_ms: number;
  readonly kind: InjectionKind;
  /** Whose process, or whose connection to the database. */
  readonly process: ProcessName;
  /** How long it lasts, where it lasts. */
  readonly for_ms: number;
  /** How many calls it befalls, where it befalls calls. */
  readonly times: number;
  /** Which call of a vendor. */
  readonly which: number;
}

export interface Schedule {
  readonly seed: number;
  readonly duration_ms: number;
  readonly people: readonly { readonly name: string; readonly platform: Platform }[];
  readonly acts: readonly Act[];
  readonly injections: readonly Injection[];
}

const PEOPLE = 6;
/** So many things one person does in a minute at most: their plan lets them ask 20 times, and everything counts. */
const ACT_EVERY_MS = 900;
const ACTS_PER_PERSON_MAX = 14;
const INJECTION_EVERY_MS = 700;

/** What the provider is told to do by the words themselves; the plain ones as often as all others together. */
const triggers = [
  ...["[busy]", "[fail]", "[lost-answer]", "[lost-all]", "[no-webhook]", "[twice-webhook]", "[lost-result]"],
  ...["[gone-file]", "[broken-file]", "[slow]", "[fewer] --n 2", "--n 2", "--n 3"],
];
/** Each of these is a refusal for content, of which one a person is free. */
const policyTriggers = ["[refuse]", "[refuse-at-once]", "[flag]", "[flag-one] --n 2"];
const subjects = ["a red fox", "a lighthouse", "a snowy forest", "a blue cat", "a castle at night", "a desert road"];

/** What people do and what goes wrong, from the seed alone. */
export function scheduleOf(seed: number, duration_ms: number): Schedule {
  const chance = chanceOf(seed);
  // Names are short, and the same in no two seeds: people of several seeds live in one database.
  const people = Array.from({ length: PEOPLE }, (_, index) => ({
    name: `s${seed}p${index}`,
    platform: platforms[index % platforms.length] ?? "playground",
  }));
  const acts = people.flatMap((_, person) => actsOf(person, seed, duration_ms, chance));
  const injections: Injection[] = [];
  const count = Math.max(4, Math.round(duration_ms / INJECTION_EVERY_MS));
  for (let index = 0; index < count; index++) injections.push(injectionAt(chance, duration_ms));
  const byTime = (a: { readonly at_ms: number }, b: { readonly at_ms: number }) => a.at_ms - b.at_ms;
  return {
    ...{ seed, duration_ms, people },
    acts: acts.toSorted(byTime),
    injections: withFewKills(injections.toSorted(byTime), duration_ms),
  };
}

function actsOf(person: number, seed: number, duration_ms: number, chance: Chance): Act[] {
  const count = Math.min(ACTS_PER_PERSON_MAX, Math.max(3, Math.round(duration_ms / ACT_EVERY_MS / 2)));
  let refusalsLeft = 1;
  return Array.from({ length: count }, (_, index) => {
    const at_ms = chance.whole(0, duration_ms);
    // A word of its own, by which everybody's pictures are told apart.
    const words = `${chance.oneOf(subjects)} k${seed}x${person}x${index}`;
    const isRepeated = chance.isLikely(0.25);
    const dice = chance.next();
    if (dice < 0.45) {
      const isPolicy = refusalsLeft > 0 && chance.isLikely(0.1);
      if (isPolicy) refusalsLeft -= 1;
      const trigger = isPolicy ? chance.oneOf(policyTriggers) : chance.isLikely(0.5) ? chance.oneOf(triggers) : "";
      return { at_ms, person, kind: "picture", words: `${words} ${trigger}`.trim(), isRepeated };
    }
    if (dice < 0.57) return { at_ms, person, kind: "reroll", presses: chance.isLikely(0.5) ? 2 : 1, isRepeated };
    if (dice < 0.67) {
      const after_ms = chance.whole(50, 2_500);
      return { at_ms, person, kind: "cancelled-picture", words: `${words} [slow]`, after_ms };
    }
    if (dice < 0.72) return { at_ms, person, kind: "refused-picture", words: `${words} --ar 9${person}${index}:1` };
    if (dice < 0.86) return { at_ms, person, kind: "balance", isRepeated };
    return { at_ms, person, kind: "purchase", isReturned: chance.isLikely(0.4) };
  });
}

function injectionAt(chance: Chance, duration_ms: number): Injection {
  return {
    at_ms: chance.whole(0, duration_ms),
    // Every fourth is a process: the rest of the vendors' are many kinds, and rarer each.
    kind: chance.isLikely(0.15) ? "process-killed" : chance.oneOf(injectionKinds),
    process: chance.oneOf(processNames),
    for_ms: chance.whole(200, 2_500),
    times: chance.whole(1, 3),
    which: chance.whole(0, 5),
  };
}

/** A process takes seconds of work to start: more than one kill in four seconds tests the machine, not the product. */
const KILL_EVERY_MS = 4_000;

function withFewKills(injections: readonly Injection[], duration_ms: number): Injection[] {
  let left = Math.max(1, Math.floor(duration_ms / KILL_EVERY_MS));
  const first = injections.some(({ kind }) => kind === "process-killed");
  return injections.flatMap((one, index) => {
    const isKill = one.kind === "process-killed" || one.kind === "process-restarted";
    // Each run has one at least: it is what everything else is about.
    if (!isKill) return !first && index === 0 ? [{ ...one, kind: "process-killed" as const }] : [one];
    left -= 1;
    return left >= 0 ? [one] : [];
  });
}
