import { termsInForce } from "../../accounts/terms.ts";
import { credits, day } from "./wording.ts";

/** Why credits were given, by the ledger's codes. A code that is not here is shown as it is. */
const reasons: ReadonlyMap<string, string> = new Map([
  ["welcome", "welcome gift"],
  ["easel", "given by the people who run Easel"],
]);

const kinds = { promotional: "gift", subscription: "subscription", bought: "bought" } as const;

export const balance = {
  title: (available: number) => `You have ${credits(available)}`,
  held: (amount: number) => `${credits(amount)} ${amount === 1 ? "is" : "are"} set aside for pictures in the works.`,
  frozen: `Your credits are on hold while we look at your account. Questions: ${termsInForce.contact}.`,
  closed:
    "Your account is closed, so credits can no longer be used. The message about it says what became of them; if it is wrong, /appeal brings it before one of us.",
  onHold: (amount: number) =>
    `${credits(amount)} below ${amount === 1 ? "is" : "are"} on hold while a bank looks at the payment for ${amount === 1 ? "it" : "them"}. /paysupport says how to reach us.`,
  empty: "There is nothing to spend yet. Send /start to get your welcome credits.",
  lot: (amount: number, kind: keyof typeof kinds, expiresAt: Date | null) =>
    `${credits(amount)} · ${kinds[kind]} · ${expiresAt === null ? "no expiry" : `until ${day(expiresAt)}`}`,
  lots: "Where they are from, and until when",
  movements: "Lately",
  movement: (at: Date, sign: string, amount: number, what: string) => `${day(at)} · ${sign}${amount} · ${what}`,
  granted: (reason: string) => reasons.get(reason) ?? reason,
  captured: "picture",
  expired: "expired",
  released: (amount: number) => `${credits(amount)} set aside came back`,
  reclaimed: (reason: string) =>
    reason === "easel"
      ? "taken back by the people who run Easel"
      : reason === "welcome-again"
        ? "the second welcome gift, of the account that was linked"
        : "taken back with a refunded order",
  forfeited: "forfeited",
  joined: "from your other account",
  left: "moved to your other account",
};

export const expiryWarning = (amount: number, expiresAt: Date) =>
  `${credits(amount)} of yours ${amount === 1 ? "expires" : "expire"} on ${day(expiresAt)}. Send /imagine to make something with ${amount === 1 ? "it" : "them"}, or /balance to see what you have.`;
