import type { Messages } from "../../messages.ts";

export const discord: Messages["discord"] = {
  editMenu: "Dieses Bild ändern",
  reportMenu: "Melden",
  editNothing:
    "In dieser Nachricht ist kein Bild, das ich ändern könnte. Wähle eine mit einem Bild (PNG, JPEG oder WebP), oder häng eines an /edit an.",
  reportNothing:
    "Hier lassen sich nur Bilder melden, die ich gemacht habe, und diese Nachricht zeigt keines. Für alles andere nutze bitte die Meldung von Discord selbst.",
  formWaits: "Hier gibt es etwas auszufüllen. Drück den Knopf darunter.",
  formGone: "Dieses Formular gibt es nicht mehr. Schick den Befehl bitte noch einmal.",
  givenUp:
    "Bei uns ist etwas schiefgegangen: Ich habe es mehrmals versucht und konnte es nicht zu Ende bringen. Falls ein Bild daraus geworden ist, liegt es in /history; wenn nicht, wurde nichts berechnet. Schau bitte zuerst dort nach und schick es noch einmal, wenn es fehlt.",
  smaller:
    "Größere Dateien nimmt Discord hier nicht, deshalb ist das eine kleinere Kopie. Das Original ist aufbewahrt: /history und „Originaldatei“ führen dorthin.",
  smallerLinked:
    "Größere Dateien nimmt Discord hier nicht, deshalb ist das eine kleinere Kopie. Hier ist das Original; der Link geht 24 Stunden, für alle, die ihn haben:",
  smallerFile:
    "Größere Dateien nimmt Discord hier nicht, deshalb ist das eine kleinere Kopie. Das Original ist aufbewahrt und kommt ganz, wo Discord größere Dateien nimmt, etwa auf einem geboosteten Server: Drück den Knopf dort noch einmal.",
  shortened: "Längere Texte zeigt Discord nicht: Der Rest ist weggelassen.",
  more: "Mehr",
  forPerson: (person) => `Für ${person}`,
};
