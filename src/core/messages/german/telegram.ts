import type { Messages } from "../../messages.ts";

export const telegram: Messages["telegram"] = {
  openPrivate:
    "Ich habe eine Antwort, die nur du sehen solltest. Öffne einen privaten Chat mit mir, drück dort auf Start, und schick das dann noch einmal.",
  openPrivateButton: "Privaten Chat öffnen",
  photosNotAllowed:
    "In dieser Gruppe darf ich keine Bilder zeigen, deshalb habe ich es dir privat geschickt. Erlauben kann es ein Administrator in den Rechten der Gruppe.",
  anonymous:
    "Ich sehe nicht, wer du bist, wenn du als Gruppe oder als Kanal schreibst. Schreib bitte als du selbst, damit ich weiß, wessen Credits gemeint sind.",
  nowItSays: "Jetzt steht da (drücken zum Kopieren):",
  replyToAnswer: "Antworte bitte auf diese Nachricht.",
  replyOrPress: "Antworte auf diese Nachricht, oder drück den Knopf, um es wegzulassen.",
  pickOne: "Wähle bitte:",
  back: "Zurück",
  optionValue: (label, value) => `${label}: ${value}`,
  answerTooLong: (length, lengthMax) =>
    `Das sind ${length} Zeichen, und hier passen höchstens ${lengthMax} hinein. Antworte bitte mit etwas Kürzerem.`,
  answerIsNoText: "Antworte hierauf bitte mit Worten.",
  latePart:
    "Eines deiner Bilder kam zu spät, darum habe ich es nicht verwendet. Wenn alle dabei sein sollen, schick sie bitte noch einmal zusammen.",
};
