import type { Messages } from "../../messages.ts";

const onOff = (on: boolean) => (on ? "an" : "aus");

export const settings: Messages["settings"] = {
  title: "Deine Einstellungen",
  hint: "Sie gelten für jedes Bild, das du bestellst. Eine Option im Prompt hat Vorrang; was ein Modell nicht kann, macht es auf seine Weise.",
  changed: "Gespeichert.",
  wasReset: "Alles ist wieder wie am Anfang.",
  name: {
    model: "Modell",
    ratio: "Form",
    resolution: "Auflösung",
    quality: "Qualität",
    language: "Sprache",
    private: "Private Ergebnisse",
    originals: "Originale",
    spoilers: "Verdeckt",
    reminders: "Erinnerungen",
    remember: "Zuletzt Benutztes merken",
  },
  byDefault: "wie Easel es wählt",
  modelsOwn: "wie das Modell es macht",
  asChat: "wie mein Chat es sagt",
  private: (on) => (on ? "an: nur du siehst deine Bilder" : "aus: Bilder erscheinen dort, wo du sie bestellst"),
  originals: (on) => (on ? "an: Bilder kommen unverändert als Dateien" : "aus"),
  spoilers: (on) => (on ? "an: Bilder sind verdeckt, bis jemand hinschaut" : "aus"),
  reminders: (on) => (on ? "an: ich sage dir drei Tage vorher, wenn Credits ablaufen, und was es Neues gibt" : "aus"),
  remembers: (on, last) => (on ? `an${last.length === 0 ? "" : `: ${last.join(", ")}`}` : "aus"),
  change: "Ändern",
  formTitle: "Bilder und Sprache",
  save: "Speichern",
  turn: {
    isPrivate: (on) => `Private Ergebnisse ${onOff(on)}`,
    originals: (on) => `Originale ${onOff(on)}`,
    spoilers: (on) => `Verdeckt ${onOff(on)}`,
    reminders: (on) => `Erinnerungen ${onOff(on)}`,
    remembersLast: (on) => `Merken ${onOff(on)}`,
  },
  reset: "Alles zurücksetzen",
};

export const styleNames = {
  photo: "Fotografie",
  cinematic: "Filmbild",
  noir: "Film noir",
  analog: "Analogfoto",
  watercolour: "Aquarell",
  oil: "Ölgemälde",
  ink: "Tuschezeichnung",
  woodblock: "Holzschnitt",
  poster: "Reiseplakat",
  comic: "Comic",
  anime: "Anime",
  pixel: "Pixelkunst",
  clay: "Knetfigur",
  isometric: "Isometrisches Modell",
};
const names: ReadonlyMap<string, string> = new Map(Object.entries(styleNames));

export const styles: Messages["styles"] = {
  title: "Stile",
  text: "Ein Aussehen mit Namen: /imagine ein Leuchtturm im Sturm --style noir. Deine eigenen Worte bleiben, wie sie sind; diese kommen für das Modell dazu.",
  label: ({ id, name }) => names.get(id) ?? name,
  name: (label, id) => `${label} (--style ${id})`,
};
