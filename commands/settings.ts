import { type Account, languageWished } from "../src/core/accounts/account.ts";
import { initialSettings, type Look, type Settings } from "../src/core/accounts/settings.ts";
import { models } from "../src/core/catalogue/models.ts";
import { readRatio, sameRatio } from "../src/core/catalogue/ratio.ts";
import { encodeButton } from "../src/core/chat/button-token.ts";
import { type Caller, defineCommand, type Option } from "../src/core/chat/command.ts";
import type { Incoming } from "../src/core/chat/incoming.ts";
import type { Button, Form, Reply } from "../src/core/chat/reply.ts";
import { pictureOptions } from "../src/core/generation/picture-options.ts";
import { languageNames } from "../src/core/messages/languages.ts";
import { languageOf, type Messages, messagesFor } from "../src/core/messages.ts";
import { refuse } from "../src/core/refusal.ts";

/** Takes a setting back, in a command as in the form. */
const DEFAULT = "default";
const parts = ["model", "ratio", "resolution", "quality"] as const;
const switches = ["isPrivate", "originals", "spoilers", "reminders", "remembersLast"] as const;
type Switch = (typeof switches)[number];

/** What any model can do of each part; what the chosen one cannot, it does its own way. */
const offered: Readonly<Record<keyof Look, readonly string[]>> = {
  model: models.map(({ id }) => id),
  ratio: pictureOptions.ratio.suggestions,
  resolution: pictureOptions.resolution.suggestions,
  quality: pictureOptions.quality.suggestions,
};

const languages: ReadonlyMap<string, string> = new Map(Object.entries(languageNames));

const yesOrNo = (summary: string) =>
  ({
    kind: "choice",
    choices: [
      { value: "yes", label: "Yes", aliases: ["on", "true"] },
      { value: "no", label: "No", aliases: ["off", "false"] },
    ],
    summary,
  }) as const satisfies Option;
const look = (part: "ratio" | "resolution" | "quality", summary: string) =>
  ({ ...pictureOptions[part], suggestions: [...offered[part], DEFAULT], summary }) as const satisfies Option;

export const settings = defineCommand({
  name: "settings",
  summary: "What your pictures are like when you do not say, who sees them, and reminders",
  audience: "caller",
  needsConsent: false,
  options: {
    model: {
      kind: "choice",
      choices: [...pictureOptions.model.choices, { value: DEFAULT, label: "Easel’s choice", aliases: ["none"] }],
      summary: "Who draws when you name nobody",
    },
    ratio: look("ratio", "The shape when you name none, such as 16:9"),
    resolution: look("resolution", "How large when you do not say, such as 2K"),
    quality: look("quality", "How carefully, where the model lets you choose"),
    language: {
      kind: "choice",
      choices: [
        ...[...languages].map(([value, label]) => ({ value, label })),
        { value: DEFAULT, label: "As my chat says", aliases: ["auto", "none"] },
      ],
      aliases: ["lang"],
      summary: "The language that I speak with you",
    },
    private: yesOrNo("Whether only you see your pictures"),
    originals: yesOrNo("Whether your pictures come as files, unchanged, where chats shrink them"),
    spoilers: yesOrNo("Whether your pictures are covered until somebody looks"),
    reminders: yesOrNo("Whether I tell you before credits expire"),
    remember: yesOrNo("Whether I ask again for what you used last"),
    reset: { kind: "flag", summary: "Back to how everything was in the beginning" },
  },
  example: "/settings --model seedream --ar 16:9 --private yes",
  async run({ options, caller, incoming }, { accounts }) {
    const { reset, language, private: hidden, originals, spoilers, reminders, remember, ...asked } = options;
    const changes: Partial<Settings> = {
      ...(reset ? initialSettings : {}),
      ...readLook(asked),
      ...readLanguage(language),
      ...(hidden === undefined ? {} : { isPrivate: hidden === "yes" }),
      ...(originals === undefined ? {} : { originals: originals === "yes" }),
      ...(spoilers === undefined ? {} : { spoilers: spoilers === "yes" }),
      ...(reminders === undefined ? {} : { reminders: reminders === "yes" }),
      ...(remember === undefined ? {} : { remembersLast: remember === "yes" }),
    };
    if (Object.keys(changes).length === 0) return overview(caller.account, caller.messages);
    const changed = await accounts.changeSettings(caller.account, changes);
    return saved(changed, incoming, reset);
  },
  buttons: {
    form: { pressedBy: "owner", opensForm: true, run: async ({ caller }) => ({ form: formOf(caller) }) },
    save: {
      pressedBy: "owner",
      async run({ values, caller, incoming }, { accounts }) {
        const changes = { ...readLook(values), ...readLanguage(values["language"]) };
        const changed = await accounts.changeSettings(caller.account, changes);
        return { ...saved(changed, incoming, false), replacesOrigin: true };
      },
    },
    // The button says what it leads to, so that a second press does not take it back.
    turn: {
      pressedBy: "owner",
      async run({ args: [name, to], caller, incoming }, { accounts }) {
        const setting = switches.find((one) => one === name);
        if (setting === undefined || (to !== "on" && to !== "off")) throw refuse("button-stale", {});
        const changed = await accounts.changeSettings(caller.account, { [setting]: to === "on" });
        return { ...saved(changed, incoming, false), replacesOrigin: true };
      },
    },
    reset: {
      pressedBy: "owner",
      async run({ caller, incoming }, { accounts }) {
        const changed = await accounts.changeSettings(caller.account, initialSettings);
        return { ...saved(changed, incoming, true), replacesOrigin: true };
      },
    },
  },
});

/** The parts that were given, each as it is stored; refuses what no model can do. */
function readLook(given: Readonly<Partial<Record<keyof Look, string | undefined>>>): Partial<Look> {
  const read: Partial<Record<keyof Look, string | null>> = {};
  for (const part of parts) {
    const text = given[part]?.trim() ?? "";
    if (text === "") continue;
    const value = text.toLowerCase() === DEFAULT ? null : readPart(part, text);
    if (value === undefined) {
      throw refuse("bad-option", { option: part, given: text, allowed: [...offered[part], DEFAULT].join(", ") });
    }
    read[part] = value;
  }
  return read;
}

function readPart(part: keyof Look, text: string): string | undefined {
  if (part !== "ratio") return offered[part].find((one) => one.toLowerCase() === text.toLowerCase());
  const ratio = readRatio(text);
  return ratio === null ? undefined : (sameRatio(offered.ratio, ratio) ?? undefined);
}

function readLanguage(given: string | undefined): Pick<Settings, "language"> | Record<string, never> {
  const text = given?.trim() ?? "";
  if (text === "") return {};
  if (text === DEFAULT) return { language: null };
  if (languages.has(text)) return { language: text };
  throw refuse("bad-option", { option: "language", given: text, allowed: [...languages.keys(), DEFAULT].join(", ") });
}

/** In the language that holds from now on. */
function saved(account: Account, incoming: Incoming, wasReset: boolean): Reply {
  const messages = messagesFor(languageOf(languageWished(account, incoming.language)));
  const { settings: words } = messages;
  return { ...overview(account, messages), text: wasReset ? words.wasReset : words.changed };
}

function overview(account: Account, messages: Messages): Reply {
  const { settings: words } = messages;
  const { settings: set, lastLook } = account;
  const last = parts.flatMap((part) => lastLook?.[part] ?? []);
  const turn = (name: Switch): Button => ({
    label: words.turn[name](!set[name]),
    token: encodeButton("settings", "turn", account.id, name, set[name] ? "off" : "on"),
  });
  const isInitial = [...parts, ...switches, "language" as const].every((name) => set[name] === initialSettings[name]);
  return {
    title: words.title,
    text: words.hint,
    fields: [
      ...parts.map((part) => ({ name: words.name[part], value: shownAs(part, set[part], messages) })),
      { name: words.name.language, value: languages.get(set.language ?? "") ?? words.asChat },
      { name: words.name.private, value: words.private(set.isPrivate) },
      { name: words.name.originals, value: words.originals(set.originals) },
      { name: words.name.spoilers, value: words.spoilers(set.spoilers) },
      { name: words.name.reminders, value: words.reminders(set.reminders) },
      { name: words.name.remember, value: words.remembers(set.remembersLast, last) },
    ],
    buttons: [
      { label: words.change, style: "primary", token: encodeButton("settings", "form", account.id) },
      ...switches.map(turn),
      ...(isInitial ? [] : [{ label: words.reset, token: encodeButton("settings", "reset", account.id) }]),
    ],
  };
}

function shownAs(part: keyof Look, value: string | null, { settings: words }: Messages): string {
  if (value === null) return part === "model" ? words.byDefault : words.modelsOwn;
  return models.find(({ id }) => part === "model" && id === value)?.name ?? value;
}

/** Five choices: a form has to fit the smallest chat's, which takes five fields. */
function formOf({ account, messages }: Caller): Form {
  const { settings: words } = messages;
  return {
    title: words.formTitle,
    submit: words.save,
    token: encodeButton("settings", "save", account.id),
    fields: [
      ...parts.map((part) => ({
        kind: "choice" as const,
        name: part,
        label: words.name[part],
        initial: account.settings[part] ?? DEFAULT,
        choices: [
          { value: DEFAULT, label: shownAs(part, null, messages) },
          ...offered[part].map((value) => ({ value, label: shownAs(part, value, messages) })),
        ],
      })),
      {
        kind: "choice",
        name: "language",
        label: words.name.language,
        initial: account.settings.language ?? DEFAULT,
        choices: [
          { value: DEFAULT, label: words.asChat },
          ...[...languages].map(([value, label]) => ({ value, label })),
        ],
      },
    ],
  };
}
