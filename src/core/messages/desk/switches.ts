import type { SwitchName, SwitchState } from "../../switches/switches.ts";
import { minute } from "../english/wording.ts";

type Kind = "model" | "plan" | "registrations" | "purchases" | "service";

/** What people are told by a switch, and until when. */
export type Wanted = Pick<SwitchState, "isOff" | "note" | "until">;

/** How a switch is written: `model z-image`, `service`. */
export function shownName(name: SwitchName): string {
  return name.replace(":", " ");
}

function kindOf(name: SwitchName): Kind {
  return name.split(":")[0] as Kind;
}

const offEffects: Readonly<Record<Kind, string>> = {
  model:
    "Nobody can ask for a picture by it. Pictures in the works are finished and charged. It stays in /models, marked.",
  plan: "Nobody can buy it or change to it. Who has it keeps it, and it renews as ever.",
  registrations:
    "Nobody new gets an account, and nobody can link a chat that Easel does not know yet. Whoever has one notices nothing.",
  purchases:
    "Nothing can be bought, and nobody can change plans. What was paid, also on a page that is open now, is given as ever, and subscriptions renew.",
  service:
    "Maintenance: every command of everybody but operators is answered with this message; only /terms, /help, /balance, /paysupport and /subscription still work, the last to look and to cancel. Pictures in the works are finished, payments are taken in, notices go out.",
};

const onEffects: Readonly<Record<Kind, string>> = {
  model: "It can be asked for again.",
  plan: "It is sold again.",
  registrations: "New people are welcome again.",
  purchases: "Everything can be bought again.",
  service: "Easel answers everybody again.",
};

/** The operators’ desk for what can be switched off (T2). */
export const switchDesk = {
  title: "Switches",
  how: "To switch: /admin switch model z-image off the maker has trouble --until 2h. What stands behind “off” is told to people. The same with on; a plan, registrations, purchases and service work alike. It counts in every process within seconds.",
  on: (name: SwitchName) => `${shownName(name)} · on`,
  off: (name: SwitchName, state: SwitchState) =>
    `${shownName(name)} · OFF ${sinceAndBy(state)}${state.note === null ? "" : `: ${state.note}`}`,
  askOn: (name: SwitchName) => `Switch on: ${shownName(name)}`,
  question: (name: SwitchName, { isOff }: Wanted) => `Switch ${shownName(name)} ${isOff ? "off" : "on"}?`,
  effect: (name: SwitchName, { isOff }: Wanted) => (isOff ? offEffects : onEffects)[kindOf(name)],
  told: (note: string | null) => (note === null ? "People are told no reason." : `People are told: ${note}`),
  until: (until: Date | null) =>
    until === null ? "It stays off until somebody switches it on." : `On again by itself on ${minute(until)}.`,
  confirm: ({ isOff }: Wanted) => (isOff ? "Switch it off" : "Switch it on"),
  done: (name: SwitchName, { isOff }: Wanted) => `${shownName(name)} is ${isOff ? "off" : "on"}`,
  undo: "Undo",
  already: (name: SwitchName, { isOff }: Wanted) => `${shownName(name)} is ${isOff ? "off" : "on"} already, just so.`,
  unknown: (given: string, nearest: string | null, all: readonly string[]) =>
    `There is no switch “${given}”.${nearest === null ? "" : ` Did you mean ${nearest}?`} There are: ${all.join(", ")}.`,
  unclear: "Say what, and on or off. For example: /admin switch model z-image off the maker has trouble --until 2h",
  badUntil: (given: string) =>
    `“${given}” is no time ahead within 90 days. It can be 30m, 2h, 3d, 18:00, 2027-01-31 or 2027-01-31 18:00, in UTC.`,
  untilOn: "Only what is switched off can come back by itself: --until belongs to off.",
  noteLong: (length: number, lengthMax: number) =>
    `What people are told may have ${lengthMax} characters; this has ${length}.`,
  changedSince: (name: SwitchName) =>
    `${shownName(name)} was switched since by somebody: /admin switch shows how it is now.`,
  past: "The time at which it should come on again is past. Nothing was switched.",
};

function sinceAndBy({ at, by, until }: SwitchState): string {
  return `since ${minute(at)} by ${by}${until === null ? "" : `, until ${minute(until)}`}`;
}
