import { readFile } from "node:fs/promises";
import { leoProfanityWordList } from "../../adapters/leo-profanity/word-list.ts";
import { dictionaries, rules } from "../../src/core/moderation/house-dictionaries.ts";
import { createTextFilter } from "../../src/core/moderation/text-filter.ts";
import { quantile } from "./contest.ts";
import type { BenchPart, BenchRow } from "./table.ts";

const TYPICAL_CHARACTERS = 60;
const LONGEST_CHARACTERS = 2_000;
const LONGEST_AIM_MS = 5;
const SAMPLES = "test/core/moderation/sets/innocent.dev.jsonl";

/** What looking at a prompt costs before anything is held: of everyday prompts, and of long ones that are made to be slow. */
export const filter: BenchPart = {
  name: "filter",
  title: "(g) text filter, per prompt",
  async run({ size }) {
    const checks = size === "tiny" ? 4 : 500;
    const { check } = createTextFilter({ words: leoProfanityWordList(), dictionaries, rules });
    const prompts = await innocentPrompts();
    const joined = prompts.join(", ");
    const typical = prompts.filter(({ length }) => Math.abs(length - TYPICAL_CHARACTERS) <= 5);
    const long = (sample: (index: number) => string) => (index: number) => sample(index).slice(0, LONGEST_CHARACTERS);
    const kinds: readonly (readonly [string, (index: number) => string])[] = [
      ["ordinary words", (index) => joined.slice((index * 37) % (joined.length / 2))],
      ["signs in front of a letter", (index) => `${index}${"$".repeat(LONGEST_CHARACTERS - 10)}x`],
      ["signs between letters", (index) => `${index}a${"!".repeat(LONGEST_CHARACTERS - 10)}a`],
      ["runs of signs", (index) => `${index}${`${"+".repeat(19)}x `.repeat(LONGEST_CHARACTERS / 20)}`],
    ];
    const measure = (what: string, prompt: (index: number) => string, aim_ms: number | null): BenchRow => {
      // The first ones are slower: the machine learns them.
      for (let index = 0; index < checks / 4; index++) check(prompt(index));
      const taken_ms = Array.from({ length: checks }, (_, index) => {
        const text = prompt(index);
        const before = process.cpuUsage();
        check(text);
        const { user, system } = process.cpuUsage(before);
        return (user + system) / 1_000;
      });
      const middle_ms = quantile(taken_ms, 0.5);
      return {
        what,
        figure: `${middle_ms.toFixed(2)} ms, p99 ${quantile(taken_ms, 0.99).toFixed(2)} ms`,
        aim: aim_ms === null ? null : `median < ${aim_ms} ms`,
        met: aim_ms === null ? null : middle_ms < aim_ms,
        how: `processor time of ${checks} checks, after ${checks / 4} to warm up`,
      };
    };
    return [
      measure(
        `about ${TYPICAL_CHARACTERS} characters, in nine languages`,
        (index) => typical[index % typical.length] ?? "",
        null,
      ),
      ...kinds.map(([kind, sample]) => measure(`2,000 characters: ${kind}`, long(sample), LONGEST_AIM_MS)),
    ];
  },
};

async function innocentPrompts(): Promise<readonly string[]> {
  const lines = (await readFile(SAMPLES, "utf8")).split("\n").filter((line) => line.startsWith("{"));
  return lines.map((line) => (JSON.parse(line) as { readonly prompt: string }).prompt);
}
