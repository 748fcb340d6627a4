import { StringDecoder } from "node:string_decoder";
import { z } from "zod";
import { leoProfanityWordList } from "../adapters/leo-profanity/word-list.ts";
import { figuresOf, figuresText, type Labelled } from "./core/moderation/figures.ts";
import { dictionaries, rules } from "./core/moderation/house-dictionaries.ts";
import { createTextFilter, type TextFilter } from "./core/moderation/text-filter.ts";

/** Reads prompts from standard input, one a line, and answers each with one line of JSON: the filter as Easel runs it. */
async function answer(filter: TextFilter): Promise<void> {
  for await (const line of lines(process.stdin)) {
    const verdict = filter.check(line);
    const said = verdict.allowed
      ? { allowed: true, category: null, matched: "" }
      : { allowed: false, category: verdict.category, matched: verdict.matched };
    // A slow reader must slow us down, or its answers would pile up in memory.
    if (!process.stdout.write(`${JSON.stringify(said)}\n`)) await once("drain");
  }
}

/**
 * With `--figures`: reads labelled prompts instead, each line a JSON object with `language`, `prompt` and, where it must be
 * blocked, `category`; answers how many are blocked and how many of those rightly, by category and by language.
 */
async function measure(filter: TextFilter): Promise<void> {
  const labelled: Labelled[] = [];
  for await (const line of lines(process.stdin)) {
    if (line.trim() !== "") labelled.push(labelledPrompt.parse(JSON.parse(line)));
  }
  const { categories, languages } = figuresOf(labelled, filter);
  process.stdout.write(`${figuresText("category", categories)}\n\n${figuresText("language", languages)}\n`);
}

const labelledPrompt = z.object({ language: z.string(), category: z.string().optional(), prompt: z.string() });

/** Lines as they come; each ends with LF or CRLF, the last one perhaps with nothing. */
async function* lines(input: AsyncIterable<Buffer>): AsyncIterable<string> {
  const decoder = new StringDecoder("utf8");
  let pieces: string[] = [];
  for await (const chunk of input) {
    const [first = "", ...others] = decoder.write(chunk).split("\n");
    pieces.push(first);
    for (const next of others) {
      yield withoutReturn(pieces.join(""));
      pieces = [next];
    }
  }
  pieces.push(decoder.end());
  const last = pieces.join("");
  if (last !== "") yield withoutReturn(last);
}

function withoutReturn(line: string): string {
  return line.endsWith("\r") ? line.slice(0, -1) : line;
}

function once(event: "drain"): Promise<void> {
  return new Promise((resolve) => process.stdout.once(event, resolve));
}

process.stdout.on("error", (error: NodeJS.ErrnoException) => {
  // Whoever reads our answers has enough of them (`| head`): that is no fault.
  process.exit(error.code === "EPIPE" ? 0 : 1);
});
const filter = createTextFilter({ words: leoProfanityWordList(), dictionaries, rules });
await (process.argv.includes("--figures") ? measure(filter) : answer(filter));
