// What they hold is a person's words, a secret or a link. Dropped at any depth, however they are spelled.
const wordNames = "prompt negativePrompt words text content values value options caption message username";
const secretNames = "token secret password authorization credentials cookie apiKey signature";
const linkNames = "url uri href link";
const exchangeNames = "body requestBody rawBody payload headers request response input config";
const withheld = new Set(
  [wordNames, secretNames, linkNames, exchangeNames].flatMap((names) => names.split(" ").map(plainName)),
);

function plainName(name: string): string {
  return name.toLowerCase().replace(/[^a-z]/g, "");
}

const textLengthMax = 500;

// Each rule names a form that a secret takes inside a longer text, and what is left of it.
const scrubbing: readonly (readonly [RegExp, string])[] = [
  [/\bdata:[\w/+.-]*;base64,[\w+/=-]+/gi, "data:…"],
  // Of an address only the host is kept: paths and queries of vendors carry tokens, ids of files and words of people.
  [/\b(https?|wss?|mongodb(?:\+srv)?):\/\/(?:[^\s/@"'<>]*@)?([^\s/?#"'<>()]*)[^\s"'<>()]*/gi, "$1://$2/…"],
  [/\/(webhooks|interactions)\/\d+\/[^\s/?"']+/g, "/$1/…"],
  [/\/bot[^\s/"']+/g, "/bot…"],
  [/\b\d{6,}:[\w-]{20,}/g, "…"],
  [/\b[\w-]{20,}\.[\w-]{5,}\.[\w-]{20,}/g, "…"],
  [/\b(Key|Bearer|Bot|Basic)\s+(?=\S*[\d.:])[\w:.~+/=-]{6,}/g, "$1 …"],
  [/\b(sk|rk|pk|whsec)_\w+/g, "$1_…"],
  [/\?[\w.~%-]+=[^\s"']*/g, "?…"],
];

/** The text without what looks like a token, a key, a link's path or a query, cut to 500 characters. */
export function scrub(text: string): string {
  // Cut first: the rules must not run over megabytes. Cut again after, because a cut may fall into a secret's tail.
  let clean = text.slice(0, textLengthMax * 2);
  for (const [form, rest] of scrubbing) clean = clean.replace(form, rest);
  return clean.length > textLengthMax ? `${clean.slice(0, textLengthMax)}…` : clean;
}

export interface ErrorDescription {
  readonly name: string;
  readonly stack?: string;
  readonly cause?: ErrorDescription;
  readonly errors?: readonly ErrorDescription[];
  readonly [fact: string]: unknown;
}

const causeDepthMax = 4;
const errorsMax = 5;
// Facts of vendors' errors that are numbers or fixed words.
const errorFacts = [
  "code",
  "codeName",
  "status",
  "statusCode",
  "error_code",
  "errno",
  "syscall",
  "method",
  "requestId",
];
const fixedWord = /^[\w$.:/[\]-]{1,80}$/;

// What the runtime itself says about our own code: it holds names of ours and nothing else.
const runtimeMessage =
  /^(?:Cannot (?:read|set) properties of (?:undefined|null) \((?:reading|setting) '[\w$]{1,60}'\)|[\w$.]{1,80} is not (?:a function|defined|iterable)|Maximum call stack size exceeded)$/;

/**
 * What may be told of anything that was thrown: its name, codes and stack, and the same of its causes. Not its message:
 * vendors quote prompts, links and tokens there, and the stack already names the line that speaks.
 */
export function describeError(thrown: unknown, depth = 0): ErrorDescription {
  if (!(thrown instanceof Error))
    return { name: `thrown ${thrown === null ? "null" : typeof thrown}`, ...factsOf(thrown) };
  const stack = frames(thrown);
  const cause = property(thrown, "cause");
  const errors = property(thrown, "errors");
  const deeper = depth < causeDepthMax;
  return {
    name: errorName(thrown),
    ...messageOf(thrown),
    ...factsOf(thrown),
    ...(stack === "" ? {} : { stack }),
    ...(deeper && cause !== undefined && cause !== null ? { cause: describeError(cause, depth + 1) } : {}),
    ...(deeper && Array.isArray(errors)
      ? { errors: errors.slice(0, errorsMax).map((error) => describeError(error, depth + 1)) }
      : {}),
  };
}

function errorName(error: Error): string {
  const name = property(error, "name");
  return typeof name === "string" && fixedWord.test(name) ? scrub(name) : "Error";
}

function messageOf(error: Error): { message?: string } {
  const message = property(error, "message");
  return typeof message === "string" && runtimeMessage.test(message) ? { message } : {};
}

function factsOf(thrown: unknown): Record<string, string | number> {
  const facts: Record<string, string | number> = {};
  if (typeof thrown !== "object" || thrown === null) return facts;
  for (const name of errorFacts) {
    const fact = property(thrown, name);
    if (typeof fact === "number") facts[name] = fact;
    if (typeof fact === "string" && fixedWord.test(fact)) facts[name] = scrub(fact);
  }
  return facts;
}

const framesMax = 20;
const frame = /^\s+at (?:async )?(?:.{1,200} \((?:.+:\d+:\d+|<anonymous>|native|index \d+)\)|\S+:\d+:\d+)$/;

function frames(error: Error): string {
  const stack = property(error, "stack");
  if (typeof stack !== "string") return "";
  // A message may hold lines that look like frames, so it goes before lines are looked at.
  const message = property(error, "message");
  const start = typeof message === "string" ? stack.indexOf(message) + message.length : 0;
  const lines = stack.slice(Math.max(0, start), start + 20_000).split("\n");
  return lines
    .filter((line) => frame.test(line))
    .slice(0, framesMax)
    .map(scrub)
    .join("\n");
}

/** A getter may throw, and a log line must not. */
function property(of: object, name: string): unknown {
  try {
    return (of as Record<string, unknown>)[name];
  } catch {
    return undefined;
  }
}

const depthMax = 6;
const entriesMax = 50;
const nodesMax = 500;

/** A copy of any facts that is safe and small to write: withheld names dropped, texts scrubbed, circles and sizes cut. */
export function presentable(facts: unknown): unknown {
  const above: object[] = [];
  let nodes = 0;

  function copy(fact: unknown): unknown {
    nodes += 1;
    if (nodes > nodesMax) return "[more]";
    if (typeof fact === "string") return scrub(fact);
    if (typeof fact === "bigint") return fact.toString();
    if (typeof fact === "function" || typeof fact === "symbol") return undefined;
    if (typeof fact !== "object" || fact === null) return fact;
    if (fact instanceof Error) return describeError(fact);
    if (fact instanceof Date) return Number.isNaN(fact.getTime()) ? "invalid date" : fact.toISOString();
    if (ArrayBuffer.isView(fact) || fact instanceof ArrayBuffer) return `[${fact.byteLength} bytes]`;
    if (above.includes(fact)) return "[circle]";
    if (above.length >= depthMax) return "[deeper]";
    above.push(fact);
    const copied = copyParts(fact);
    above.pop();
    return copied;
  }

  function copyParts(fact: object): unknown {
    if (Array.isArray(fact)) return fact.slice(0, entriesMax).map(copy);
    if (fact instanceof Set) return [...fact].slice(0, entriesMax).map(copy);
    if (fact instanceof Map) return copyEntries([...fact].map(([key, value]) => [String(key), value]));
    const toJson = property(fact, "toJSON");
    if (typeof toJson === "function") return copy(attempt(() => toJson.call(fact)));
    return copyEntries(Object.keys(fact).map((key) => [key, property(fact, key)]));
  }

  function copyEntries(entries: readonly (readonly [string, unknown])[]): Record<string, unknown> {
    const kept = entries.filter(([name]) => !withheld.has(plainName(name)));
    return Object.fromEntries(kept.slice(0, entriesMax).map(([name, value]) => [scrub(name), copy(value)]));
  }

  return copy(facts);
}

function attempt(call: () => unknown): unknown {
  try {
    return call();
  } catch {
    return undefined;
  }
}
