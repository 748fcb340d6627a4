import type { LinkRefusal } from "../../accounts/link.ts";
import { termsInForce } from "../../accounts/terms.ts";
import type { Messages } from "../../messages.ts";
import { credits, day, minute, plural } from "./wording.ts";

const platforms: ReadonlyMap<string, string> = new Map([
  ["discord", "Discord"],
  ["telegram", "Telegram"],
  ["playground", "der Spielwiese"],
]);

export const platform = (name: string) => platforms.get(name) ?? name;

interface Person {
  readonly name: string;
  readonly platform: string;
}
const person = ({ name, platform: where }: Person) => `${name} (${platform(where)})`;

const refusals: Readonly<Record<LinkRefusal, string>> = {
  declined: "Eine der beiden Seiten hat Nein gesagt, die Konten bleiben also getrennt. Es hat sich nichts geändert.",
  "both-subscribed":
    "Beide Konten haben ein Abo, und ein Konto kann nur eines haben. Kündige bitte erst eines davon (/subscription), warte sein Ende ab und verbinde dann. Es hat sich nichts geändert.",
  "same-platform":
    "Ein Konto hat aus jedem Chat eine Person, und bei diesen beiden ist derselbe Chat in beiden. Trenne erst einen davon (/unlink), oder verbinde einen anderen Chat. Es hat sich nichts geändert.",
  "not-in-good-standing": `Eines dieser Konten lässt sich zurzeit nicht verbinden. Ist es deines, schreib an ${termsInForce.contact}. Es hat sich nichts geändert.`,
  "to-be-erased":
    "Eines dieser Konten wird gelöscht, so wie es gewünscht wurde. Ist es deines und soll es bleiben, schick dort zuerst /privacy keep. Es hat sich nichts geändert.",
  "joined-elsewhere":
    "Eines der beiden wurde inzwischen mit einem anderen Konto verbunden. Schick bitte /link für einen neuen Code.",
};

export const linking: Messages["linking"] = {
  title: "Einen weiteren Chat verbinden",
  code: (code, minutes) =>
    `Dein Code ist ${code}. Schick mir im anderen Chat innerhalb von ${minutes} Minuten /link ${code}; danach frage ich beide Seiten noch einmal. Zusammen werden sie ein Konto: dieselben Credits, Bilder und Einstellungen. Gib den Code niemand anderem.`,
  openTelegram: "In Telegram öffnen",
  newCode: "Neuer Code",
  confirmTitle: "Bist du das?",
  askRedeemer: (issuer) =>
    `Der Code ist von ${person(issuer)}. Wenn du das bist, werden deine beiden Konten eines: dieselben Credits, Bilder und Einstellungen, und jede Seite kann alles ausgeben und sehen. Mach nur weiter, wenn beide dir gehören. Dann frage ich drüben noch einmal.`,
  askIssuer: (redeemer) =>
    `${person(redeemer)} hat deinen Code eingegeben und möchte ein Konto mit dir sein: dieselben Credits, Bilder und Einstellungen, und jede Seite kann alles ausgeben und sehen. Bist du das? Sind die Knöpfe weg, schick /link.`,
  yes: "Ja, verbinden",
  no: "Nein",
  waits: (issuer) =>
    `Fast fertig. Ich habe ${person(issuer)} gefragt: Sag dort Ja, oder schick dort /link. Bis dahin ändert sich nichts.`,
  joining:
    "Beide Seiten haben Ja gesagt. Die Konten werden verbunden; das dauert einen Moment, und dabei kann nichts verloren gehen.",
  joinedTitle: "Jetzt ein Konto",
  joined: (other, available) =>
    `Du und ${person(other)} seid ab jetzt ein Konto. Zusammen habt ihr ${credits(available)}. /account zeigt, wer dazugehört.`,
  declined: "In Ordnung, es wurde nichts verbunden.",
  refused: (reason) => refusals[reason],
};

export const unlinking: Messages["unlinking"] = {
  title: "Einen Chat trennen",
  onlyOne:
    "Dieser Chat ist der einzige deines Kontos, zu trennen gibt es also nichts. /link fügt einen weiteren hinzu.",
  which:
    "Welcher Chat soll dein Konto verlassen? Es geschieht einen Tag später, und bis dahin kann jede Seite es anhalten. Credits und Bilder bleiben beim Konto; wer geht, fängt neu an, ohne Willkommensgeschenk.",
  leave: (who) => `${person(who)} trennen`,
  planned: (who, at) =>
    `${person(who)} verlässt dieses Konto am ${minute(at)}. Credits und Bilder bleiben hier. Bis dahin kann jede Seite es anhalten, mit dem Knopf oder mit /account.`,
  plannedNotice: (who, at) =>
    `Jemand aus deinem Konto möchte, dass ${person(who)} es am ${minute(at)} verlässt. Credits und Bilder bleiben beim Konto. Wenn du das nicht möchtest, drück „Anhalten“ oder schick /account.`,
  stop: "Anhalten",
  stopped: (who) => `${person(who)} bleibt.`,
  stoppedNotice: (who) => `Es wurde angehalten: ${person(who)} bleibt in deinem Konto.`,
  stoppedAsLast: (who) =>
    `${person(who)} bleibt: In deinem Konto ist kein anderer Chat mehr, und ohne ihn gingen Credits und Bilder verloren.`,
  tooLate: "Es ist schon geschehen. /link bringt die beiden wieder zusammen.",
  left: (who) => `${person(who)} hat dein Konto verlassen, wie vor einem Tag gewünscht.`,
  youLeft:
    "Du hast das gemeinsame Konto verlassen, wie vor einem Tag gewünscht. Ab jetzt hast du ein eigenes, das leer beginnt. /link bringt die beiden wieder zusammen.",
};

export const account: Messages["account"] = {
  title: "Dein Konto",
  chats: "Chats",
  chat: person,
  plan: "Abo",
  since: "Seit",
  sinceDay: day,
  limits: "Grenzen",
  atOnce: (inWorks, atOnce, commandsPerMinute) =>
    `${plural(inWorks, { one: "Bild", other: "Bilder" })} in Arbeit, davon ${atOnce} zugleich beim Malen, ${commandsPerMinute} Befehle in der Minute`,
  id: "Konto",
  link: "Einen weiteren Chat verbinden",
  unlink: "Einen Chat trennen",
  stop: (who) => `Anhalten: ${person(who)} bleibt`,
  plans: { free: "Kostenlos", starter: "Starter", creator: "Creator", studio: "Studio" },
};

export const linkRefusals = {
  "link-code": () =>
    "Dieser Code geht nicht. Vielleicht ist er vertippt, schon benutzt oder älter als 10 Minuten. Schick im anderen Chat bitte /link für einen neuen.",
  "link-yourself": () =>
    "Dieser Code ist aus deinem eigenen Konto. Schick ihn mir im anderen Chat, in dem, den du verbinden möchtest.",
  "link-attempts": ({ waitMinutes }) =>
    `Das waren viele Codes. Warte bitte ${plural(waitMinutes, { one: "Minute", other: "Minuten" })}, und versuch es dann mit einem neuen aus /link.`,
  "link-expired": () =>
    "Das hat zu lange gedauert, es wurde also nichts verbunden. Schick bitte /link für einen neuen Code.",
  "link-refused": ({ reason }) => refusals[reason],
  "unlink-last": () =>
    "Dieser Chat ist der einzige deines Kontos, und ohne ihn gingen Credits und Bilder verloren. /link fügt vorher einen weiteren hinzu.",
  "unlink-withheld": () =>
    `Dein Konto wird gerade geprüft, deshalb kann es jetzt kein Chat verlassen. Fragen: ${termsInForce.contact}.`,
  "unlink-unknown": () => "Dieser Chat gehört nicht mehr zu deinem Konto. /account zeigt, wer dazugehört.",
} satisfies Partial<Messages["refusals"]>;
