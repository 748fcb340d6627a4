import { z } from "zod";
import { type Concept, concepts } from "./dictionary.ts";
import type { Place } from "./matcher.ts";
import { categories } from "./verdict.ts";

const concept = z.enum(concepts);

/** When words together are forbidden. The first rule that holds decides. */
export const ruleSchema = z.strictObject({
  category: z.enum(categories),
  /** All of these must occur; one named twice must occur at two places. Alternatives stand in one string, parted by `|`. */
  needs: z.array(z.string()).min(1),
  /** The others stand at most this many words from the first one. Unset: anywhere in the prompt. */
  within: z.int().positive().optional(),
  /** None of these may occur anywhere. */
  unless: z.array(concept).default([]),
  confidence: z.number().min(0).max(1),
});
export type Rule = z.input<typeof ruleSchema>;

export interface ReadyRule extends Omit<z.output<typeof ruleSchema>, "needs"> {
  readonly needs: readonly (readonly Concept[])[];
  /** Whether a concept stands in two needs, so that one word must not fulfil both. */
  readonly repeats: boolean;
}

/** Checks rules as they come from a file. Throws an error that names what is wrong. */
export function readRules(rules: unknown): ReadyRule[] {
  return z
    .array(ruleSchema)
    .parse(rules)
    .map((rule) => {
      const needs = rule.needs.map((names) => z.array(concept).parse(names.split("|")));
      return { ...rule, needs, repeats: new Set(needs.flat()).size < needs.flat().length };
    });
}

/** What was found, by concept, each list in order of place. */
export type Findings = ReadonlyMap<Concept, readonly Place[]>;

/** The hits that fulfil a rule, or null. */
export function fulfil(rule: ReadyRule, findings: Findings): Place[] | null {
  if (rule.unless.some((name) => findings.has(name))) return null;
  const candidates = rule.needs.map((names) =>
    names.flatMap((name) => findings.get(name) ?? []).sort((a, b) => a.from - b.from),
  );
  const [anchors = [], ...others] = candidates;
  for (const anchor of anchors) {
    const found = [anchor];
    for (const hits of others) {
      const near = nearest(anchor, hits, found);
      if (near === null || distance(anchor, near) > (rule.within ?? Number.POSITIVE_INFINITY)) break;
      found.push(near);
    }
    if (found.length === rule.needs.length) return found;
  }
  return null;
}

/** The hit nearest to the anchor that shares no word with those already taken. Only its closest neighbours can be it. */
function nearest(anchor: Place, hits: readonly Place[], taken: readonly Place[]): Place | null {
  let low = 0;
  let high = hits.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((hits[middle]?.from ?? 0) < anchor.from) low = middle + 1;
    else high = middle;
  }
  const neighbours = hits.slice(Math.max(0, low - 4), low + 5);
  const free = neighbours.filter((hit) => taken.every((other) => hit.to <= other.from || hit.from >= other.to));
  return free.toSorted((a, b) => distance(anchor, a) - distance(anchor, b))[0] ?? null;
}

function distance(a: Place, b: Place): number {
  return Math.max(0, Math.max(a.from, b.from) - Math.min(a.to, b.to));
}
