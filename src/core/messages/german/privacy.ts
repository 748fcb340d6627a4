import type { Messages } from "../../messages.ts";
import { credits, minute, plural } from "./wording.ts";

const days = (count: number) => plural(count, { one: "Tag", other: "Tage" });
const hours = (count: number) => plural(count, { one: "Stunde", other: "Stunden" });

export const privacy: Messages["privacy"] = {
  title: "Deine Daten",
  text: "Das hier bewahrt Easel über dich auf, und so lange. Nichts davon trainiert ein Modell, und nichts wird zum Trainieren weitergegeben (T14); es ist da für deinen Verlauf, für Hilfe und gegen Missbrauch (T15). Die Klauseln stehen in /terms.",
  kept: {
    pictures: "Bilder und Prompts",
    references: "Bilder, die du anhängst",
    referencesFor: (count) => `${days(count)}, damit ein Ergebnis noch einmal entstehen kann`,
    account: "Namen, Einstellungen, Zustimmungen",
    accountFor: "solange du ein Konto hast",
    notices: "Nachrichten von mir an dich",
    noticesFor: "solange du ein Konto hast",
    buttons: "Was Knöpfe sich merken",
    buttonsFor: (count) => `${days(count)} (Suchen, Wörter eines Prompts)`,
    chats: "Was Chats brauchen, um ihre Nachrichten zu finden",
    chatsFor: (count, eventHours) =>
      `bis zu ${days(count)}, ohne Namen; was du schickst, bis zu ${hours(eventHours)}, bis es beantwortet ist`,
    links: "Verbindungen zwischen Chats",
    linksFor: (count) => `${days(count)} für die, aus denen nichts wurde, die anderen, solange du ein Konto hast`,
    spending: "Was du auf einem Server ausgibst",
    spendingFor: days,
    reports: "Meldungen, die du schickst",
    reportsFor: "solange sie gebraucht werden können; deine Worte gehen mit deinem Konto",
    tickets: "Tickets, die du uns schreibst",
    ticketsFor: (words, pictures) =>
      `deine Worte gehen ${days(words)} nach dem Schließen des Tickets; Bilder mit ihnen, spätestens aber ${days(pictures)} nachdem sie gekommen sind`,
    money: "Credits, Bestellungen und Erstattungen",
    moneyFor:
      "auf Dauer, weil Bücher aufbewahrt werden müssen: ohne Namen, Worte oder Bilder, sobald du dein Konto löschst",
    exports: "Kopien, um die du bittest",
    exportsFor: hours,
  },
  terms: "Bedingungen lesen",
  export: "Meine Daten herunterladen",
  delete: "Mein Konto löschen",

  exportAsked:
    "Ich stelle es zusammen: alles, was ich über dich aufbewahre, mit allen Bildern. Du bekommst es privat als ZIP-Dateien, sobald es fertig ist; bei vielen Bildern dauert das ein paar Minuten.",
  exportUnderWay: "Es wird noch zusammengestellt, und du bekommst es privat, sobald es fertig ist.",
  exportTitle: "Deine Daten",
  exportReady: (parts, until) =>
    parts === 1
      ? `Alles, was ich über dich aufbewahre, in einer ZIP-Datei. Es gibt sie bis ${minute(until)}. Kommt mit dieser Nachricht keine Datei, schick /privacy export, und dann einmal am Tag für Neues.`
      : `Alles, was ich über dich aufbewahre, in ${parts} ZIP-Dateien. Es gibt sie bis ${minute(until)}. Kommt mit dieser Nachricht keine Datei, schick /privacy export, und dann einmal am Tag für Neues.`,
  exportMore: (from, to, parts) =>
    from === to ? `Teil ${from} von ${parts}.` : `Teile ${from} bis ${to} von ${parts}.`,
  exportFailed:
    "Deine Daten ließen sich nicht zusammenstellen, und das liegt an uns. Jemand sieht es sich an; schick bitte morgen noch einmal /privacy export, oder schreib uns, wenn du sie früher brauchst (die Adresse steht in /terms).",
  readme: (bytesMax) =>
    [
      "Das ist alles, was Easel über dich aufbewahrt.",
      "",
      "Jede .json-Datei enthält eine Art von Einträgen; eine zweite derselben Art hat eine 2 im Namen. Zeiten sind in UTC. Bilder sind in",
      '"pictures", was du an deine Nachrichten angehängt hast, ist in "references"; ihre Namen beginnen mit der Id der Anfrage in',
      '"generations.json" und enden mit der Nummer des Bildes, von 0 an gezählt.',
      "",
      `Ein Bild von mehr als ${bytesMax} ist in Stücke geteilt (.001, .002 …), damit jeder Chat die Dateien nimmt. Um eines wieder zusammenzusetzen,`,
      'öffne die .001 mit 7-Zip, oder füge die Stücke der Reihe nach aneinander: "cat NAME.png.0* > NAME.png" unter Linux und macOS,',
      '"copy /b NAME.png.001+NAME.png.002 NAME.png" unter Windows. Eine kleinere Kopie, die sich gleich öffnen lässt, liegt daneben.',
      "",
      "Wo ein Eintrag auch mit jemand anderem zu tun hat, wurde weggelassen, was dessen ist.",
      "",
    ].join("\n"),

  confirmTitle: "Dein Konto löschen?",
  confirm: (hoursLeft) =>
    `Alles verschwindet, in allen Chats deines Kontos: Bilder, Prompts, angehängte Bilder, Einstellungen, Namen. Es geschieht von jetzt an in ${plural(hoursLeft, { one: "Stunde", other: "Stunden" })}; bis dahin kannst du es zurücknehmen. Was bleibt, ist die Buchführung über Credits und Zahlungen, ohne etwas, das sagt, wer du bist, und ein verschlüsselter Fingerabdruck, durch den es das Willkommensgeschenk nur einmal gibt. Nachrichten, die in Chats gezeigt wurden, bleiben dort; lösche die bitte selbst.`,
  lost: {
    credits: "Credits, die verloren gehen",
    creditsNow: (available) => `${credits(available)}, am Ende dieser Zeit; sie werden nicht ausgezahlt`,
    subscription: "Abo",
    subscriptionEnds:
      "endet dann sofort, und was von seinem Zeitraum übrig ist, wird nicht zurückgezahlt. /subscription kündigt es vorher in Ruhe",
    chats: "Chats",
  },
  confirmYes: "Ja, alles löschen",
  keep: "Mein Konto behalten",
  planned: (at) =>
    `Dein Konto wird am ${minute(at)} gelöscht. Bis dahin geht alles wie bisher, und du kannst es mit dem Knopf oder mit /privacy keep zurücknehmen. Möchtest du eine Kopie deiner Daten, bitte jetzt darum: /privacy export.`,
  plannedNotice: (at) =>
    `Jemand aus deinem Konto möchte, dass es am ${minute(at)} gelöscht wird, mit allen Bildern und Credits. Wenn du das nicht möchtest, drück auf „Mein Konto behalten“ oder schick /privacy keep.`,
  scheduled: (at) => `Dein Konto wird am ${minute(at)} gelöscht. /privacy keep nimmt das zurück.`,
  keptAgain: "Es wird nichts gelöscht: Dein Konto bleibt, wie es ist.",
  keptNotice: "Es wurde zurückgenommen: Dein Konto bleibt, wie es ist, und nichts wird gelöscht.",
  tooLate: "Es wird schon gelöscht und lässt sich nicht mehr zurücknehmen.",
  goodbye:
    "Dein Konto wird jetzt gelöscht, wie vor einem Tag gewünscht. Was davon bleibt, sagt nichts mehr über dich. Schreibst du mir wieder, fangen wir neu an.",
};

export const privacyRefusals = {
  "erasure-linking": () =>
    "Dein Konto wird in diesem Augenblick mit einem anderen verbunden. Schick /privacy delete bitte in einer Minute noch einmal, und sieh dir dann an, was dazugehört (/account).",
} satisfies Partial<Messages["refusals"]>;
