import type { Messages } from "../../messages.ts";
import { minute, plural } from "./wording.ts";

const days = (count: number) => plural(count, { one: "Tag", other: "Tage" });

export const appeals: Messages["appeals"] = {
  button: "Einspruch einlegen",
  title: "Einsprüche",
  text: (count) =>
    count === 1
      ? "Hiergegen kannst du Einspruch einlegen. Drück den Knopf, und ein Mensch bei uns sieht es sich noch einmal an."
      : "Hiergegen kannst du Einspruch einlegen, das Neueste steht oben. Wähl etwas aus, und ein Mensch bei uns sieht es sich noch einmal an.",
  allSent: "Gegen alles, was gegen dich zählt, hast du schon Einspruch eingelegt.",
  again: "Noch einmal ansehen",
  more: (count) =>
    count === 1
      ? "1 älterer Eintrag folgt, sobald über diese entschieden ist."
      : `${count} ältere Einträge folgen, sobald über diese entschieden ist.`,
  none: "Gegen dich zählt nichts, also gibt es nichts, wogegen du Einspruch einlegen müsstest. Stimmt etwas anderes nicht, erreichst du uns mit /support.",
  line: (what, at) => `${what} am ${minute(at)}`,
  state: {
    waiting: "Einspruch eingelegt: Ein Mensch bei uns sieht es sich an",
    upheld: "Entschieden: Es bleibt dabei",
  },
  kind: {
    prompt: "Gesperrter Prompt",
    upload: "Gesperrter Anhang",
    "provider-input": "Vom Anbieter abgelehnte Anfrage",
    "provider-output": "Vom Anbieter verborgenes Bild",
    warning: "Verwarnung",
    suspension: "Sperre",
    termination: "Schließung des Kontos",
  },
  formTitle: "Dein Einspruch",
  formSubmit: "Abschicken",
  formLabel: "Warum sollen wir es uns noch einmal ansehen?",
  filed:
    "Dein Einspruch ist bei uns. Ein Mensch bei uns sieht es sich an, und du erfährst, wie er entscheidet. Bis dahin bleibt alles, wie es ist.",
  waiting:
    "Dagegen wurde schon Einspruch eingelegt, und ein Mensch bei uns sieht es sich an. Du erfährst, wie er entscheidet.",
  decided:
    "Dagegen wurde schon Einspruch eingelegt, und darüber ist entschieden. Gibt es etwas Neues, erreichst du uns mit /support.",
  outcomeTitle: "Über deinen Einspruch ist entschieden",
  granted:
    "Ein Mensch bei uns hat es sich noch einmal angesehen: Du hattest recht. Es zählt nicht mehr, und was daraus folgte, ist aufgehoben. Das tut uns leid.",
  objectionGranted:
    "Ein Mensch bei uns hat es sich noch einmal angesehen: Du hattest recht. Was entfernt wurde, kommt zurück.",
  reversed:
    "Ein Mensch bei uns hat sich angesehen, was gegen dich zählte, und es zurückgenommen. Es zählt nicht mehr, und was daraus folgte, ist aufgehoben.",
  upheld: "Ein Mensch bei uns hat es sich noch einmal angesehen, und es bleibt dabei.",
  acted: "Ein Mensch bei uns hat es sich angesehen und etwas unternommen.",
  evidence: "Was gesperrt wurde",
  evidenceFor: (count) =>
    `${days(count)}, unter Verschluss: Wir öffnen es nur für einen Einspruch, eine Prüfung oder eine Behörde; länger, solange so etwas offen ist`,
  note: (note) => `Dazu heißt es: ${note}`,
};

export const appealRefusals = {
  "appeal-unknown": () =>
    "Das finde ich nicht, oder es gehört nicht dir. Schick /appeal, um zu sehen, wogegen du Einspruch einlegen kannst.",
  "appeal-settled": () =>
    "Das wurde schon zurückgenommen: Es zählt nicht mehr, und es gibt nichts mehr, wogegen du Einspruch einlegen müsstest.",
  "appeal-limit": ({ max, again }) =>
    `Du kannst ${plural(max, { one: "Einspruch", other: "Einsprüche" })} am Tag schicken. Der nächste geht ab ${minute(again)}; die, die du geschickt hast, sehen wir uns an.`,
} satisfies Partial<Messages["refusals"]>;
