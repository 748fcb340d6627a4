import { isObject, type Json, objectsOf } from "../servers/discord/json.ts";
import type { StoredInteraction } from "../servers/discord/world.ts";

/** A form as a person has it before them. */
export interface DiscordForm {
  /** What opened it. */
  readonly interaction: StoredInteraction;
  readonly title: string;
  readonly customId: string;
  readonly fields: readonly DiscordField[];
}
export interface DiscordField {
  /** The field's custom id. */
  readonly name: string;
  readonly label: string;
  readonly type: number;
  /** What stands there already. */
  readonly value: string;
  /** Of a menu or a group: what can be picked. */
  readonly choices: readonly { readonly value: string; readonly label: string }[];
  readonly isRequired: boolean;
  readonly lengthMax: number;
}

const types = { row: 1, stringSelect: 3, textInput: 4, text: 10, label: 18, radioGroup: 21, checkbox: 23 } as const;

export function formOf(interaction: StoredInteraction, modal: Json): DiscordForm {
  const fields = objectsOf(modal["components"])
    .filter((component) => component["type"] !== types.text)
    .map(fieldOf);
  return { interaction, title: String(modal["title"]), customId: String(modal["custom_id"]), fields };
}

function inputOf(component: Json): Json {
  const inside = component["type"] === types.label ? component["component"] : objectsOf(component["components"])[0];
  return isObject(inside) ? inside : {};
}

function fieldOf(component: Json): DiscordField {
  const input = inputOf(component);
  const options = objectsOf(input["options"]);
  const chosen = options.find((option) => option["default"] === true);
  return {
    name: String(input["custom_id"]),
    label: String(component["label"] ?? input["label"] ?? ""),
    type: Number(input["type"]),
    value: String(input["value"] ?? chosen?.["value"] ?? ""),
    choices: options.map(({ value, label }) => ({ value: String(value), label: String(label) })),
    isRequired: input["required"] !== false,
    lengthMax: Number(input["max_length"] ?? 4_000),
  };
}

/** What Discord sends of a form that was filled in, with its parts where they stood. */
export function submission(form: DiscordForm, given: Readonly<Record<string, string>>): Json {
  const { modal } = form.interaction;
  const unknown = Object.keys(given).find((name) => !form.fields.some((field) => field.name === name));
  if (unknown !== undefined) throw new Error(`the form “${form.title}” has no field “${unknown}”`);
  const components = objectsOf(modal?.["components"]).flatMap((component) => {
    if (component["type"] === types.text) return [];
    const { type, id } = component;
    const input = inputOf(component);
    const field = form.fields.find(({ name }) => name === input["custom_id"]);
    const value = given[String(input["custom_id"])] ?? field?.value ?? "";
    if (field?.isRequired && value === "") throw new Error(`the field “${field.label}” must be filled in`);
    if (value.length > (field?.lengthMax ?? 4_000))
      throw new Error(`the field “${field?.label}” takes fewer characters`);
    const filled = { type: input["type"], id: input["id"], custom_id: input["custom_id"], ...filledIn(input, value) };
    return [type === types.label ? { type, id, component: filled } : { type, id, components: [filled] }];
  });
  return { custom_id: form.customId, components };
}

function filledIn(input: Json, value: string): Json {
  if (input["type"] === types.textInput) return { value };
  if (input["type"] === types.radioGroup) return { value: value === "" ? null : value };
  if (input["type"] === types.checkbox) return { value: value === "true" };
  return { values: value === "" ? [] : [value] };
}
