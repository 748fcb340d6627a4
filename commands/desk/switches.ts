import { z } from "zod";
import { encodeButton } from "../../src/core/chat/button-token.ts";
import type { ButtonInput, Caller } from "../../src/core/chat/command.ts";
import { identityKey } from "../../src/core/chat/incoming.ts";
import { nearest } from "../../src/core/chat/nearest.ts";
import type { Reply } from "../../src/core/chat/reply.ts";
import { confirmWords } from "../../src/core/messages/desk/confirm.ts";
import { deskRefusal } from "../../src/core/messages/desk/say.ts";
import { shownName, type Wanted, switchDesk as words } from "../../src/core/messages/desk/switches.ts";
import { shortened } from "../../src/core/messages/shortened.ts";
import type { Services } from "../../src/core/services.ts";
import { readUntil } from "../../src/core/switches/read-until.ts";
import type { SwitchName } from "../../src/core/switches/switches.ts";
import { type DeskInput, defineDesk } from "./desk.ts";

const NOTE_LENGTH_MAX = 200;
const ON_BUTTONS_MAX = 5;
/** `model z-image off the maker has trouble`. */
const WORDS = /^(.+?)\s+(on|off)(?:\s+([\s\S]*))?$/iu;

const stateKept = z.object({ isOff: z.boolean(), note: z.string().nullable(), until: z.number().nullable() });
/** What stands behind a button: the token has no room for it. `seen`: when it was switched last, as the operator saw it. */
const kept = z.object({
  name: z.custom<SwitchName>((value) => typeof value === "string"),
  to: stateKept,
  was: stateKept,
  seen: z.number().nullable(),
  why: z.string().nullable(),
  isUndo: z.boolean(),
});

interface Decision {
  readonly name: SwitchName;
  readonly to: Wanted;
  readonly was: Wanted;
  /** For the audit trail alone. */
  readonly why: string | null;
  readonly isUndo: boolean;
}

/** How something is that nobody has switched off. */
const on: Wanted = { isOff: false, note: null, until: null };

/** `/admin switch`: what is off, and the decision about it (T2). */
export const switchesDesk = defineDesk({
  name: "switch",
  aliases: ["switches"],
  usage: [
    "/admin switch",
    "/admin switch model z-image off the maker has trouble --until 2h",
    "/admin switch service on",
  ],
  run: async (input, services) => (input.words.trim() === "" ? list(input.caller, services) : ask(input, services)),
  buttons: {
    "switch-ask": {
      pressedBy: "owner",
      run: async ({ args: [name = "", way = ""], caller }, services) =>
        preview(nameOf(name, services), { ...on, isOff: way === "off" }, { caller, why: null }, services),
    },
    "switch-set": { pressedBy: "owner", run: decide },
  },
});

async function ask({ words: typed, until: end, reason, caller }: DeskInput, services: Services): Promise<Reply> {
  const [, subject = "", way = "", said = ""] = WORDS.exec(typed.trim()) ?? [];
  if (subject === "") throw deskRefusal(words.unclear);
  const name = nameOf(subject, services);
  const isOff = way.toLowerCase() === "off";
  const note = said.replaceAll(/\s+/gu, " ").trim();
  if (note.length > NOTE_LENGTH_MAX) throw deskRefusal(words.noteLong(note.length, NOTE_LENGTH_MAX));
  const until = end === undefined ? null : readUntil(end, services.clock.now());
  if (end !== undefined && until === null) throw deskRefusal(words.badUntil(shortened(end, 40)));
  if (until !== null && !isOff) throw deskRefusal(words.untilOn);
  const wanted = { isOff, note: isOff && note !== "" ? note : null, until };
  return preview(name, wanted, { caller, why: reason ?? null }, services);
}

async function preview(
  name: SwitchName,
  wanted: Wanted,
  { caller, why }: { readonly caller: Caller; readonly why: string | null },
  services: Services,
): Promise<Reply> {
  const { switches } = services;
  // What another process switched a moment ago counts for what is decided here.
  await switches.read();
  const was = switches.off(name) ?? on;
  if (isSame(was, wanted)) throw deskRefusal(words.already(name, wanted));
  const token = await decideToken({ name, to: wanted, was, why, isUndo: false }, caller, services);
  return {
    title: words.question(name, wanted),
    text: described(name, wanted),
    buttons: [
      { label: words.confirm(wanted), style: wanted.isOff ? "danger" : "primary", token },
      { label: confirmWords.forget, style: "quiet", token: encodeButton("admin", "desk-forget", caller.account.id) },
    ],
  };
}

/** Done once, and only if nobody has switched it since the operator saw it: a press that comes late or again changes nothing. */
async function decide({ args: [key = ""], caller, incoming }: ButtonInput, services: Services): Promise<Reply> {
  const { switches, audit, buttonMemory, clock } = services;
  const read = kept.parse(JSON.parse(await buttonMemory.recall(caller.account.id, key)));
  const { name, seen, why } = read;
  const [wanted, was] = [dated(read.to), dated(read.was)];
  const isPast = wanted.until !== null && wanted.until <= clock.now();
  // What was to end meanwhile has ended, so that is what an undo brings back.
  const to = isPast && read.isUndo ? on : wanted;
  await switches.read();
  const isNow = switches.off(name) ?? on;
  if (seenAt(name, services) === seen) {
    if (isPast && !read.isUndo) throw deskRefusal(words.past);
    const by = identityKey(incoming.identity);
    await audit.record({
      ...{ cause: `switch:${caller.account.id}:${key}`, actor: by, subject: name, reason: why ?? to.note },
      action: to.isOff ? "switched-off" : "switched-on",
      ...{ before: inShort(isNow), after: inShort(to) },
    });
    await switches.set({ name, ...to, by });
  } else if (!isSame(isNow, to)) throw deskRefusal(words.changedSince(name));
  const undo = { name, to: was, was: to, why: null, isUndo: true };
  return {
    ...{ tone: "good", title: words.done(name, to), text: described(name, to), replacesOrigin: true },
    buttons: read.isUndo ? [] : [{ label: words.undo, token: await decideToken(undo, caller, services) }],
  };
}

async function decideToken(
  { name, to, was, why, isUndo }: Decision,
  { account }: Caller,
  services: Services,
): Promise<string> {
  const value = { name, to: stored(to), was: stored(was), seen: seenAt(name, services), why, isUndo };
  const key = await services.buttonMemory.keep(account.id, JSON.stringify(value satisfies z.infer<typeof kept>));
  return encodeButton("admin", "switch-set", account.id, key);
}

function stored({ isOff, note, until }: Wanted): z.infer<typeof stateKept> {
  return { isOff, note, until: until?.getTime() ?? null };
}
function dated({ until, ...state }: z.infer<typeof stateKept>): Wanted {
  return { ...state, until: until === null ? null : new Date(until) };
}
function isSame(one: Wanted, other: Wanted): boolean {
  return JSON.stringify(stored(one)) === JSON.stringify(stored(other));
}

function seenAt(name: SwitchName, { switches }: Services): number | null {
  return (
    switches
      .all()
      .find((state) => state.name === name)
      ?.at.getTime() ?? null
  );
}

function described(name: SwitchName, wanted: Wanted): string {
  const more = wanted.isOff ? [words.told(wanted.note), words.until(wanted.until)] : [];
  return [words.effect(name, wanted), ...more].join("\n");
}

/** For the audit trail. */
function inShort({ isOff, note, until }: Wanted): string {
  if (!isOff) return "on";
  return [`off until ${until?.toISOString() ?? "switched on"}`, ...(note === null ? [] : [note])].join(": ");
}

async function list(caller: Caller, services: Services): Promise<Reply> {
  const { switches } = services;
  await switches.read();
  const names = allNames(services);
  const off = names.flatMap((name) => switches.off(name) ?? []);
  return {
    title: words.title,
    text: [
      names
        .map((name) => {
          const state = switches.off(name);
          return state === null ? words.on(name) : words.off(name, state);
        })
        .join("\n"),
      words.how,
    ].join("\n\n"),
    buttons: off.slice(0, ON_BUTTONS_MAX).map(({ name }) => ({
      label: words.askOn(name),
      token: encodeButton("admin", "switch-ask", caller.account.id, name, "on"),
    })),
  };
}

function allNames({ catalogue, billing }: Services): readonly SwitchName[] {
  return [
    ...["service", "purchases", "registrations"].map((name) => name as SwitchName),
    ...[...catalogue.models(), catalogue.upscaler].map(({ id }) => `model:${id}` as const),
    ...billing.offers.plans.map(({ id }) => `plan:${id}` as const),
  ];
}

/** By what an operator writes: `model z-image`, `Seedream 4.5`, `plan:creator`, `maintenance`; refuses others, with the nearest. */
function nameOf(written: string, services: Services): SwitchName {
  const text = written.trim().toLowerCase().replaceAll(/\s+/gu, " ");
  const [, kind, own = text] = /^(model|plan)s?[ :]+(.+)$/u.exec(text) ?? [];
  const names = allNames(services);
  const model = services.catalogue.maker(own)?.id;
  const plan = services.billing.offers.plans.find(({ id, name }) => id === own || name.toLowerCase() === own)?.id;
  const meant =
    (kind !== "plan" && model !== undefined && `model:${model}`) ||
    (kind !== "model" && plan !== undefined && `plan:${plan}`) ||
    (text === "maintenance" ? "service" : text);
  const found = names.find((name) => name === meant);
  if (found !== undefined) return found;
  const all = names.map(shownName);
  throw deskRefusal(words.unknown(shortened(written, 40), nearest(text, all), all));
}
