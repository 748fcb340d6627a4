import type { Messages } from "../../src/core/messages.ts";
import { samples } from "./message-samples.ts";
import { refusalSamples } from "./refusal-samples.ts";

/** For each sentence with data, what it is tried with. A sentence without samples does not compile. */
export type Samples<Tree> = Tree extends (...data: infer Data) => string
  ? readonly Data[]
  : { readonly [Key in keyof Tree as [WithData<Tree[Key]>] extends [never] ? never : Key]: Samples<Tree[Key]> };
type WithData<Tree> = Tree extends string
  ? never
  : Tree extends (...data: never) => string
    ? true
    : { [Key in keyof Tree]: WithData<Tree[Key]> }[keyof Tree];

/** A finished text of a language: where it stands, and with which data. */
export interface SaidText {
  readonly path: string;
  readonly data: readonly unknown[];
  readonly text: string;
}

/** Every text of a language, those with data once for each of their samples. */
export function everythingIn(messages: Messages): SaidText[] {
  const { refusals, commands: _, ...rest } = messages;
  const codes = Object.entries(refusalSamples).map(([code, all]) => [code, all.map((data) => [data])] as const);
  return [...say("", rest, samples), ...say("refusals", refusals, Object.fromEntries(codes))];
}

function say(path: string, tree: unknown, tried: unknown): SaidText[] {
  if (typeof tree === "string") return [{ path, data: [], text: tree }];
  if (typeof tree === "function") {
    if (!Array.isArray(tried) || tried.length === 0) throw new Error(`there is no sample for ${path}`);
    const sentence = tree as (...data: readonly unknown[]) => string;
    return tried.map((data: readonly unknown[]) => ({ path, data, text: sentence(...data) }));
  }
  return Object.entries(tree ?? {}).flatMap(([key, branch]) =>
    say(path === "" ? key : `${path}.${key}`, branch, own(tried, key)),
  );
}

function own(tree: unknown, key: string): unknown {
  return typeof tree === "object" && tree !== null ? (tree as Record<string, unknown>)[key] : undefined;
}
