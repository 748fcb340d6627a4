/** One line of the table. */
export interface BenchRow {
  readonly what: string;
  /** With its unit: `1,240 pairs/s`, `0.38`. */
  readonly figure: string;
  /** What the figure should be: `≥ 0.35`; null: there is no aim, it is told for the record. */
  readonly aim: string | null;
  readonly met: boolean | null;
  /** How it was measured, in one line. */
  readonly how: string;
}

/** What a part measures with. */
export interface BenchContext {
  /** Empty at first and the part's own, in another process; gone after the part. */
  readonly database: { readonly uri: string; readonly kind: "embedded" | "real" };
  /** `tiny` proves within a second or two that the part still runs, and its figures mean nothing; `million` may take many minutes. */
  readonly size: "tiny" | "usual" | "million";
  /** Says what goes on, beside the table. */
  note(text: string): void;
}

/** Rows that belong together. Each part runs in a process of its own, one after the other. */
export interface BenchPart {
  /** As `--only` takes it. */
  readonly name: string;
  readonly title: string;
  run(context: BenchContext): Promise<readonly BenchRow[]>;
}

const HEAD = { what: "what", figure: "figure", aim: "aim", met: "met?", how: "how it was measured" } as const;
type Cells = Readonly<Record<keyof typeof HEAD, string>>;

/** One table of all parts, as text that is a Markdown table too. */
export function renderTable(
  sections: readonly { readonly title: string; readonly rows: readonly BenchRow[] }[],
): string {
  const lines = sections.flatMap(({ title, rows }) => [section(title), ...rows.map(cellsOf)]);
  const width = (name: keyof Cells) => Math.max(...[HEAD, ...lines].map((cells) => cells[name].length));
  const widths = { what: width("what"), figure: width("figure"), aim: width("aim"), met: width("met"), how: 1 };
  const line = ({ what, figure, aim, met, how }: Cells) =>
    `| ${what.padEnd(widths.what)} | ${figure.padStart(widths.figure)} | ${aim.padEnd(widths.aim)} | ${met.padEnd(widths.met)} | ${how} |`;
  const rule = `|${"-".repeat(widths.what + 2)}|${"-".repeat(widths.figure + 1)}:|${"-".repeat(widths.aim + 2)}|${"-".repeat(widths.met + 2)}|---|`;
  return [line(HEAD), rule, ...lines.map(line)].join("\n");
}

function section(title: string): Cells {
  return { what: `**${title}**`, figure: "", aim: "", met: "", how: "" };
}

function cellsOf({ what, figure, aim, met, how }: BenchRow): Cells {
  return { what, figure, aim: aim ?? "", met: met === null ? "" : met ? "yes" : "NO", how };
}
