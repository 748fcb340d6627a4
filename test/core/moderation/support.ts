import { readFileSync } from "node:fs";
import { leoProfanityWordList } from "../../../adapters/leo-profanity/word-list.ts";
import type { Labelled } from "../../../src/core/moderation/figures.ts";
import { dictionaries, rules } from "../../../src/core/moderation/house-dictionaries.ts";
import { createTextFilter } from "../../../src/core/moderation/text-filter.ts";

/** The filter as Easel runs it. */
export const filter = createTextFilter({ words: leoProfanityWordList(), dictionaries, rules });

export function labelled(name: string): Labelled[] {
  return readFileSync(new URL(`sets/${name}.jsonl`, import.meta.url), "utf8")
    .split("\n")
    .filter((line) => line !== "")
    .map((line) => JSON.parse(line) as Labelled);
}

/** The category that a prompt is blocked for, or "allowed". */
export function decide(prompt: string): string {
  const verdict = filter.check(prompt);
  return verdict.allowed ? "allowed" : verdict.category;
}

/** How long this process works on a prompt, in milliseconds: what else the machine does meanwhile does not count. */
export function work_ms(prompt: string): number {
  const before = process.cpuUsage();
  filter.check(prompt);
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1_000;
}
