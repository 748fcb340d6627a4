import type { Settings } from "../../accounts/settings.ts";

const onOff = (on: boolean) => (on ? "on" : "off");

export const settings = {
  title: "Your settings",
  hint: "They hold for every picture you ask for. A flag in the prompt wins over them; what a model cannot do, it does its own way.",
  changed: "Saved.",
  wasReset: "Everything is as it was in the beginning.",
  name: {
    model: "Model",
    ratio: "Shape",
    resolution: "Resolution",
    quality: "Quality",
    language: "Language",
    private: "Private results",
    originals: "Originals",
    spoilers: "Spoilers",
    reminders: "Reminders",
    remember: "Remember what I used last",
  },
  byDefault: "Easel’s choice",
  modelsOwn: "the model’s own",
  asChat: "as my chat says",
  private: (on: boolean) => (on ? "on: only you see your pictures" : "off: pictures show where you ask for them"),
  originals: (on: boolean) => (on ? "on: pictures come as files, unchanged" : "off"),
  spoilers: (on: boolean) => (on ? "on: pictures are covered until somebody looks" : "off"),
  reminders: (on: boolean) => (on ? "on: I tell you three days before credits expire, and what is new" : "off"),
  remembers: (on: boolean, last: readonly string[]) =>
    on ? `on${last.length === 0 ? "" : `: ${last.join(", ")}`}` : "off",
  change: "Change",
  formTitle: "Pictures and language",
  save: "Save",
  turn: {
    isPrivate: (on: boolean) => `Private results ${onOff(on)}`,
    originals: (on: boolean) => `Originals ${onOff(on)}`,
    spoilers: (on: boolean) => `Spoilers ${onOff(on)}`,
    reminders: (on: boolean) => `Reminders ${onOff(on)}`,
    remembersLast: (on: boolean) => `Remembering ${onOff(on)}`,
  } satisfies Partial<Record<keyof Settings, (on: boolean) => string>>,
  reset: "Reset all",
};

export const styles = {
  title: "Styles",
  text: "A look by name: /imagine a lighthouse in a storm --style noir. Your own words stay as they are; these are added for the model.",
  /** What a style is called: here as it is declared, in other languages by its id. */
  label: ({ name }: { readonly id: string; readonly name: string }) => name,
  name: (label: string, id: string) => `${label} (--style ${id})`,
};
