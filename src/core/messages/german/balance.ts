import { termsInForce } from "../../accounts/terms.ts";
import type { Messages } from "../../messages.ts";
import { credits, day } from "./wording.ts";

const reasons: ReadonlyMap<string, string> = new Map([
  ["welcome", "Willkommensgeschenk"],
  ["easel", "von den Leuten hinter Easel geschenkt"],
]);

const kinds = { promotional: "geschenkt", subscription: "Abo", bought: "gekauft" } as const;

export const balance: Messages["balance"] = {
  title: (available) => `Du hast ${credits(available)}`,
  held: (amount) =>
    `${credits(amount)} ${amount === 1 ? "ist" : "sind"} für Bilder zurückgelegt, die gerade in Arbeit sind.`,
  frozen: `Deine Credits ruhen, solange wir uns dein Konto ansehen. Fragen: ${termsInForce.contact}.`,
  closed:
    "Dein Konto ist geschlossen, Credits können also nicht mehr verwendet werden. Was aus ihnen wurde, steht in der Nachricht dazu; stimmt das nicht, bringt /appeal es vor einen Menschen bei uns.",
  onHold: (amount) =>
    `${credits(amount)} davon ${amount === 1 ? "ruht" : "ruhen"}, solange eine Bank die Zahlung dafür prüft. /paysupport sagt, wie du uns erreichst.`,
  empty: "Noch gibt es nichts auszugeben. Schick /start, um deine Willkommens-Credits zu bekommen.",
  lot: (amount, kind, expiresAt) =>
    `${credits(amount)} · ${kinds[kind]} · ${expiresAt === null ? "ohne Ablauf" : `bis ${day(expiresAt)}`}`,
  lots: "Woher sie sind und bis wann",
  movements: "Zuletzt",
  movement: (at, sign, amount, what) => `${day(at)} · ${sign}${amount} · ${what}`,
  granted: (reason) => reasons.get(reason) ?? reason,
  captured: "Bild",
  expired: "abgelaufen",
  released: (amount) => `${credits(amount)} von Zurückgelegtem ${amount === 1 ? "ist" : "sind"} wieder frei`,
  reclaimed: (reason) =>
    reason === "easel"
      ? "von den Leuten hinter Easel zurückgenommen"
      : reason === "welcome-again"
        ? "das zweite Willkommensgeschenk, das des verbundenen Kontos"
        : "zurückgenommen mit einer erstatteten Bestellung",
  forfeited: "verfallen",
  joined: "von deinem anderen Konto",
  left: "auf dein anderes Konto übertragen",
};

export const expiryWarning: Messages["expiryWarning"] = (amount, expiresAt) =>
  `${credits(amount)} von dir ${amount === 1 ? "läuft" : "laufen"} am ${day(expiresAt)} ab. Schick /imagine, um etwas daraus zu machen, oder /balance, um zu sehen, was du hast.`;
