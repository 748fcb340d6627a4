import { termsInForce } from "../../accounts/terms.ts";
import type { Messages } from "../../messages.ts";
import { credits, day, minute } from "./wording.ts";

const CHANNELS_NAMED = 5;

function channel(id: string): string {
  return /^\d{15,}$/u.test(id) ? `<#${id}>` : `#${id}`;
}

function channels(ids: readonly string[]): string {
  const named = ids.slice(0, CHANNELS_NAMED).map(channel).join(", ");
  return ids.length > CHANNELS_NAMED ? `${named} und ${ids.length - CHANNELS_NAMED} weitere` : named;
}

export const servers: Messages["servers"] = {
  title: (name) => (name === null ? "So arbeitet Easel hier" : `So arbeitet Easel in ${name}`),
  hint: "Das gilt hier für alle. Knöpfe und Optionen ändern es: /server --channels here --cap 50.",
  hintForMembers: "Das gilt hier für alle. Wer den Server verwaltet, kann es ändern.",
  changed: "Gespeichert.",
  wasReset: "Alles ist wieder wie am Anfang.",
  name: {
    channels: "Bilder in",
    models: "Modelle",
    private: "Private Ergebnisse",
    cap: "Am Tag je Mitglied",
  },
  channels: (ids) => (ids === null ? "allen Kanälen" : channels(ids)),
  models: (names) => (names === null ? "alle" : names.join(", ")),
  private: (on) =>
    on
      ? "an: nur wer bestellt, sieht das Bild, außer mit --public"
      : "aus: Bilder erscheinen dort, wo sie bestellt werden",
  cap: (cap, left) =>
    cap === null || left === null
      ? "ohne Grenze"
      : `Bilder für bis zu ${credits(cap)}, davon hast du heute noch ${left}`,
  change: "Ändern",
  here: "Nur dieser Kanal",
  everywhere: "Alle Kanäle",
  turnPrivate: (on) => `Private Ergebnisse ${on ? "an" : "aus"}`,
  reset: "Alles zurücksetzen",
  formTitle: "So arbeitet Easel hier",
  formChannels: "Kanäle für Bilder: Ids, here oder all",
  formModels: "Modelle, mit Kommas dazwischen, oder all",
  formPrivate: "Private Ergebnisse",
  formCap: "Credits am Tag je Mitglied, oder off",
  save: "Speichern",
  yes: "Ja",
  no: "Nein",
  banTitle: (key) => `Server ${key}`,
  banned: (since, reason, operator) =>
    `Gesperrt seit ${day(since)}, von ${operator}: ${reason}\n\nWas dort bestellt wird, wird abgelehnt, in jedem Kanal. Was vorher bestellt war, wird noch gemacht und geliefert.`,
  unbanned: (reason, operator) => `Nicht mehr gesperrt. Entschieden von ${operator}: ${reason}`,
  neverBanned: "Nicht gesperrt.",
  allowedBan:
    "ban oder unban, der Schlüssel des Servers und der Grund, etwa: ban discord:613425648685547541 Spam in jedem Kanal",
  allowedChannels: "Erwähnungen oder Ids von Kanälen mit Kommas dazwischen, here oder all",
  allowedModels: (ids) => `${ids.join(", ")}, mit Kommas dazwischen, oder all`,
  allowedCap: (max) => `eine ganze Zahl von 1 bis ${max}, oder off`,
};

export const serverRefusals = {
  "server-needed": () =>
    "/server ist für Server und Gruppen: Es sagt, wo, mit welchen Modellen und für wie viel am Tag dort Bilder entstehen. Schick es in einem davon.",
  "server-banned": () =>
    `Auf diesem Server arbeite ich nicht mehr: Die Leute, die Easel betreiben, haben es hier abgestellt. Deine Credits und Bilder sind alle noch da, und eine Direktnachricht an mich geht wie immer. Es wurde nichts berechnet. Fragen: ${termsInForce.contact}.`,
  "server-not-yours": () =>
    "Nur wer diesen Server verwaltet, kann ändern, wie ich hier arbeite. Frag bitte dort nach; /server zeigt, was eingestellt ist.",
  "server-channel": ({ channels: ids }) =>
    `In diesem Kanal entstehen keine Bilder: Wer den Server verwaltet, hat dafür ${channels(ids)} gewählt. Frag bitte dort. Es wurde nichts berechnet.`,
  "server-model": ({ model, allowed }) => {
    const [first] = allowed;
    if (first === undefined) {
      return `${model} ist auf diesem Server nicht erlaubt, und auch kein anderes Modell. Es wurde nichts berechnet.`;
    }
    const names = allowed.map(({ name }) => name).join(", ");
    return `${model} ist auf diesem Server nicht erlaubt. Erlaubt sind: ${names}. Schreib zum Beispiel --model ${first.id} dazu. Es wurde nichts berechnet.`;
  },
  "server-cap": ({ price, cap, left, resetsAt }) =>
    `Das kostet ${credits(price)}, und von den ${cap}, die jedes Mitglied hier am Tag ausgeben darf, hast du noch ${left}. Mehr gibt es ab ${minute(resetsAt)}; in einer Direktnachricht an mich gilt diese Grenze nicht. Es wurde nichts berechnet.`,
} satisfies Partial<Messages["refusals"]>;
