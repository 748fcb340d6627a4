import type { TextFilter } from "./text-filter.ts";

/** A prompt of which it is known what it is. */
export interface Labelled {
  readonly language: string;
  /** Absent: it may be asked for. */
  readonly category?: string | undefined;
  readonly prompt: string;
}

/** How well a filter tells some prompts apart. */
export interface Figures {
  /** A category or a language. */
  readonly of: string;
  readonly violating: number;
  /** Of the violating ones, those that were blocked for whatever reason. */
  readonly blocked: number;
  /** Of all that were blocked as this (of a category), or at all (of a language), those that are so. */
  readonly right: number;
  readonly claimed: number;
}

/** The figures by category, and by language. */
export function figuresOf(
  labelled: Iterable<Labelled>,
  filter: Pick<TextFilter, "check">,
): { readonly categories: readonly Figures[]; readonly languages: readonly Figures[] } {
  const categories = new Counts();
  const languages = new Counts();
  for (const { language, category, prompt } of labelled) {
    const verdict = filter.check(prompt);
    const said = verdict.allowed ? undefined : verdict.category;
    if (category !== undefined) {
      for (const row of [categories.row(category), languages.row(language)]) {
        row.violating += 1;
        if (said !== undefined) row.blocked += 1;
      }
    }
    if (said === undefined) continue;
    const claimed = categories.row(said);
    claimed.claimed += 1;
    if (said === category) claimed.right += 1;
    const inLanguage = languages.row(language);
    inLanguage.claimed += 1;
    if (category !== undefined) inLanguage.right += 1;
  }
  return { categories: categories.rows(), languages: languages.rows() };
}

export function recall({ blocked, violating }: Figures): number {
  return violating === 0 ? 1 : blocked / violating;
}

export function precision({ right, claimed }: Figures): number {
  return claimed === 0 ? 1 : right / claimed;
}

/** The figures as a table of text, a row a line. */
export function figuresText(title: string, figures: readonly Figures[]): string {
  const row = (name: string, ...cells: readonly string[]) =>
    name.padEnd(12) + cells.map((cell) => cell.padStart(22)).join("");
  const share = (part: number, whole: number, ratio: number) => `${part} of ${whole} (${(ratio * 100).toFixed(1)} %)`;
  return [
    row(title, "recall", "precision"),
    ...figures.map((one) =>
      row(one.of, share(one.blocked, one.violating, recall(one)), share(one.right, one.claimed, precision(one))),
    ),
  ].join("\n");
}

class Counts {
  readonly #rows = new Map<string, { -readonly [Key in keyof Figures]: Figures[Key] }>();

  row(of: string) {
    const row = this.#rows.get(of) ?? { of, violating: 0, blocked: 0, right: 0, claimed: 0 };
    this.#rows.set(of, row);
    return row;
  }
  rows(): readonly Figures[] {
    return [...this.#rows.values()].toSorted((a, b) => a.of.localeCompare(b.of));
  }
}
