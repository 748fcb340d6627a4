import { termsInForce } from "../../accounts/terms.ts";
import type { Messages } from "../../messages.ts";

export const terms: Messages["terms"] = {
  pages: {
    people: "Wer Easel nutzen darf, und wofür",
    content: "Was mit Worten und Bildern geschieht",
    money: "Credits und Geld",
    rules: "Regeln, Rechte und Kontakt",
  },
  clauses: {
    T1: "Easel macht Bilder mit Modellen anderer Firmen. Du zahlst mit Credits.",
    T2: "Modelle, Abos und Easel als Ganzes können sich ändern, pausieren oder enden. Was abgeschaltet ist, kostet dich nichts.",
    T3: `Du bist mindestens ${termsInForce.ageMin_years}, oder älter, wo dein Land das verlangt.`,
    T4: "Auf dein Konto passt du auf: Was damit geschieht, gilt als von dir getan.",
    T6: "Jede rechtmäßige Nutzung ist willkommen: privat, gewerblich, Lehre, Forschung.",
    T8: "Nicht erlaubt: sexuelle Inhalte, alles Sexuelle mit Minderjährigen, intime oder täuschende Bilder echter Menschen, Hass, Gewaltdarstellungen, Selbstverletzung, illegale Waren, Täuschung, Rechte oder private Daten anderer.",
    T7: "Wozu das Schlimmste davon führt: Das Konto wird sofort gesperrt, und ein Mensch bei uns entscheidet. Das kann gelöschte Inhalte, verfallene Credits und eine Meldung an die Behörden bedeuten.",
    T9: "Prompts werden geprüft, bevor etwas berechnet wird, und Modelle prüfen, was sie zeichnen. Was eine Maschine sperrt, bekommst du zurück.",
    T11: "Deine Bilder gehören dir.",
    T12: "Ob ein Bild, das ein Modell gemacht hat, vom Urheberrecht geschützt sein kann, hängt von deinem Land ab. Beraten können wir dich dazu nicht.",
    T13: "Die Modelle gehören ihren Herstellern, und deren Regeln gelten auch; /models verlinkt sie.",
    T14: "Wir trainieren nichts mit deinen Worten und Bildern und geben nichts davon zum Trainieren weiter.",
    T15: "Wir bewahren Prompts, Bilder und Vorlagen auf: für deinen Verlauf, für Hilfe und gegen Missbrauch.",
    T16: "Jedes Bild hat einen Preis in ganzen Credits, den du siehst, bevor du etwas ausgibst. Was du siehst, wird berechnet.",
    T17: "Ein Abo kannst du jederzeit kündigen, mit /subscription oder auf der Seite des Zahlungsanbieters. Es endet mit seinem Zeitraum, und seine Credits bleiben, bis sie ablaufen.",
    "T9, T22":
      "Gesperrt, bevor wir ein Modell gefragt haben: Es wurde nichts genommen. Ein Modell hat ein Bild verborgen, versagt oder nie geantwortet: Diese Credits kommen von selbst zurück. Ein Modell hat abgelehnt: Auch sie kommen zurück, außer es geschieht immer wieder. Wann, steht auf der nächsten Seite.",
    T20: "Ob du Geld zurückbekommst, wird im Einzelfall entschieden: Frag mit /refund danach.",
    T21: "Wird eine Bestellung erstattet, gehen deren übrige Credits; die ausgegebenen bleiben ausgegeben.",
    T24: "Ein Ausfall kostet dich nie einen Credit.",
    T25: "Modelle machen Fehler. Sieh dir ein Bild an, bevor du dich darauf verlässt.",
    T10: "Konten, die immer wieder gegen die Regeln verstoßen, sieht sich ein Mensch an; sie können gesperrt werden.",
    T5: "Ein Konto mit falschen Angaben, oder eines, das gegen diese Bedingungen genutzt wird, kann gesperrt oder geschlossen werden.",
    T18: "Bevor ein Konto geschlossen wird, sagen wir das normalerweise vorher.",
    "T19, T23":
      "Ein geschlossenes Konto verliert seinen Zugang und sein Abo und, nach einem Verstoß, seine Credits. Seine Inhalte werden einige Zeit später gelöscht, und von denselben Chats aus kann kein neues Konto eröffnet werden.",
    T26: "Ein Bild verwendet dein Werk oder zeigt dich? /report legt es einem Menschen bei uns vor. Wer immer wieder Rechte verletzt, verliert sein Konto.",
    T27: "Ändern sich diese Bedingungen wesentlich, fragen wir dich neu.",
    T28: `Fragen: ${termsInForce.contact}. Wir antworten möglichst innerhalb von 1–3 Werktagen.`,
  },
  title: (page) => `Bedingungen in Kürze · ${page}`,
  previous: "Vorige Seite",
  next: "Nächste Seite",
};
