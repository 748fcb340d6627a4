import type { Messages } from "../../messages.ts";
import { credits, minute, plural } from "./wording.ts";

const days = (count: number) => plural(count, { one: "Tag", other: "Tage" });
/** Behind „in“. */
const withinDays = (count: number) => plural(count, { one: "Tag", other: "Tagen" });

/** „ein halber Strafpunkt“, „2½ Strafpunkte“. */
function strikes(count: number): string {
  if (count === 0) return "kein Strafpunkt";
  if (count === 0.5) return "ein halber Strafpunkt";
  if (count === 1) return "ein Strafpunkt";
  return Number.isInteger(count) ? `${count} Strafpunkte` : `${Math.floor(count)}½ Strafpunkte`;
}

export const conduct: Messages["conduct"] = {
  rows: {
    "own-filter": () =>
      "Unser Wortfilter hält einen Prompt auf: Es wurde nichts genommen. Strafpunkte hängen davon ab, worum es geht; für ein bloßes Schimpfwort gibt es keinen.",
    "own-upload-check": () =>
      "Unsere Prüfung lehnt einen Anhang ab: Es wurde nichts genommen. Strafpunkte hängen davon ab, worum es geht.",
    "provider-refusal": ({ refusalsReturned, window_days, strikesOfRefusal }) =>
      refusalsReturned === 0
        ? `Ein Modell lehnt die Worte oder den Anhang nach seinen Regeln ab: Die Credits werden einbehalten. Jede Ablehnung zählt so viel: ${strikes(strikesOfRefusal)}.`
        : `Ein Modell lehnt die Worte oder den Anhang nach seinen Regeln ab: Die Credits kommen ${refusalsReturned}-mal in ${withinDays(window_days)} zurück. Danach werden sie einbehalten, und das sagen wir dir, bevor es zum ersten Mal geschieht. Jede Ablehnung zählt so viel: ${strikes(strikesOfRefusal)}.`,
    "provider-flag": ({ strikesOfFlag }) =>
      `Die Sicherheitsprüfung eines Modells verbirgt ein Bild: Sein Anteil an den Credits kommt immer zurück. Es zählt so viel: ${strikes(strikesOfFlag)}.`,
    wave: () =>
      "Ein Modell lehnt weit mehr ab als sonst, bei vielen Leuten zugleich: Das ist ein Ausfall. Die Credits kommen immer zurück, und es gibt keinen Strafpunkt.",
    "no-fault": () =>
      "Ein Bild misslingt, dauert zu lange, wird abgebrochen oder geht verloren: Die Credits kommen immer zurück, und es gibt keinen Strafpunkt.",
    delivery: () =>
      "Ein Bild ist fertig, ließ sich aber nicht posten: Es wird noch einmal geschickt oder wartet in /history, und du erfährst davon. Es wird berechnet, und es gibt keinen Strafpunkt.",
    gravest: () =>
      "Etwas Sexuelles mit Minderjährigen oder ein intimes Bild einer echten Person ohne deren Einwilligung: Das Konto wird sofort gesperrt, und seine Credits ruhen, bis ein Mensch es sich angesehen hat.",
  },
  tableTitle: "Was es kostet, wenn etwas gesperrt wird",
  counted: (count, window_days) =>
    `Das zählt ${days(window_days)} lang als ${strikes(count)}. Liegen wir falsch, drück den Knopf unten oder schick /appeal, und ein Mensch sieht es sich an.`,
  warned:
    "Das ist eine Verwarnung: Geht es so weiter, wird dein Konto eine Zeit lang gesperrt. /terms zeigt, was nicht erlaubt ist.",
  suspendedUntil: (until) =>
    `Dein Konto ist bis ${minute(until)} gesperrt. /balance, /support und /appeal gehen weiterhin.`,
  suspended:
    "Dein Konto ist gesperrt, bis ein Mensch es sich angesehen hat. /balance, /support und /appeal gehen weiterhin, und einen Einspruch liest ein Mensch.",
  lastReturned: (refusals, window_days) =>
    `Bitte beachte: Das war Ablehnung Nummer ${refusals} in ${withinDays(window_days)} und die letzte, deren Credits zurückkommen. Ab der nächsten werden sie einbehalten, wie es in den Bedingungen steht (T22). Andere Worte oder ein anderes Modell können helfen; liegt das Modell falsch, schick /appeal.`,
  kept: (amount, refusals, window_days) =>
    `Das Modell hat abgelehnt, weil die Regeln seines Herstellers es nicht erlauben. Das war Ablehnung Nummer ${refusals} in ${withinDays(window_days)}, deshalb ${amount === 1 ? "wurde" : "wurden"} ${credits(amount)} einbehalten, wie dir vorher gesagt wurde (T22). Andere Worte oder ein anderes Modell können helfen. Liegt das Modell falsch, drück den Knopf unten oder schick /appeal: Wird die Ablehnung zurückgenommen, kommen die Credits zurück.`,
  wave: "Das Modell lehnt gerade weit mehr ab als sonst, deshalb zählt das nicht gegen dich. Versuch es bitte später noch einmal, oder wähl ein anderes Modell (/models).",
  cameBack: (amount) =>
    amount === 1
      ? `Ein Modell hatte ein Bild von dir abgelehnt, und ${credits(amount)} wurde einbehalten. Das wurde zurückgenommen: Er gehört wieder dir, und die Ablehnung zählt nicht mehr. /balance zeigt, was du hast.`
      : `Ein Modell hatte ein Bild von dir abgelehnt, und ${credits(amount)} wurden einbehalten. Das wurde zurückgenommen: Sie gehören wieder dir, und die Ablehnung zählt nicht mehr. /balance zeigt, was du hast.`,
  keptMovement: "nach den Regeln des Modells abgelehnt",
  returnedMovement: "eine Ablehnung, die zurückgenommen wurde",
};
