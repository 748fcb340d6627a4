import {
  type APILabelComponent,
  type APIModalInteractionResponseCallbackData,
  type APIStringSelectComponent,
  type APITextDisplayComponent,
  type APITextInputComponent,
  ComponentType,
  TextInputStyle,
} from "discord.js";
import type { Form, FormField } from "../../src/core/chat/reply.ts";
import { cut, cutEscaped, oneLine, plain } from "./text.ts";

/** @see https://discord.com/developers/docs/interactions/receiving-and-responding#interaction-response-object-modal */
const TITLE_LENGTH_MAX = 45;
const COMPONENTS_MAX = 5;
/** @see https://discord.com/developers/docs/components/reference#label */
const LABEL_LENGTH_MAX = 45;
const DESCRIPTION_LENGTH_MAX = 100;
/** @see https://discord.com/developers/docs/components/reference#text-input */
const VALUE_LENGTH_MAX = 4_000;
/** @see https://discord.com/developers/docs/components/reference#string-select */
const CHOICES_MAX = 25;
const CHOICE_LENGTH_MAX = 100;

/**
 * A form as Discord's modal. Its own button there always reads the same, so what the form's says, a price for instance,
 * stands below the fields.
 */
export function renderForm(form: Form): APIModalInteractionResponseCallbackData {
  const fields = form.fields.slice(0, COMPONENTS_MAX).map(renderField);
  const submit = cutEscaped(oneLine(form.submit), CHOICE_LENGTH_MAX);
  const told: APITextDisplayComponent[] =
    submit === "" || fields.length === COMPONENTS_MAX
      ? []
      : [{ type: ComponentType.TextDisplay, content: `-# ${submit}` }];
  return {
    custom_id: form.token,
    title: cut(oneLine(plain(form.title)), TITLE_LENGTH_MAX) || "…",
    components: [...fields, ...told],
  };
}

function renderField(field: FormField): APILabelComponent {
  const label = oneLine(plain(field.label)) || "…";
  return {
    type: ComponentType.Label,
    label: cut(label, LABEL_LENGTH_MAX),
    ...(label.length > LABEL_LENGTH_MAX ? { description: cut(label, DESCRIPTION_LENGTH_MAX) } : {}),
    component: field.kind === "text" ? renderText(field) : renderChoice(field),
  };
}

function renderText(field: Extract<FormField, { kind: "text" }>): APITextInputComponent {
  const lengthMax = Math.min(field.lengthMax, VALUE_LENGTH_MAX);
  const initial = field.initial === undefined ? "" : cut(field.initial, lengthMax);
  const required = field.required ?? false;
  return {
    type: ComponentType.TextInput,
    custom_id: field.name,
    style: field.multiline ? TextInputStyle.Paragraph : TextInputStyle.Short,
    required,
    ...(required ? { min_length: 1 } : {}),
    max_length: lengthMax,
    ...(initial === "" ? {} : { value: initial }),
  };
}

function renderChoice(field: Extract<FormField, { kind: "choice" }>): APIStringSelectComponent {
  const { initial } = field;
  const chosen = field.choices.filter(({ value }) => value === initial);
  const others = field.choices.filter(({ value }) => value !== initial);
  // What is chosen already must be among them, wherever the list is cut.
  const kept = new Set([...chosen, ...others].slice(0, CHOICES_MAX));
  return {
    type: ComponentType.StringSelect,
    custom_id: field.name,
    required: true,
    options: field.choices
      .filter((choice) => kept.has(choice))
      .map(({ value, label }) => ({
        value,
        label: cut(oneLine(plain(label)), CHOICE_LENGTH_MAX) || "…",
        ...(value === initial ? { default: true } : {}),
      })),
  };
}

/** The values of a form that was sent, by the names of its fields. */
export function readForm(components: readonly object[]): Record<string, string> {
  const values: Record<string, string> = {};
  for (const component of components as readonly SentComponent[]) {
    for (const field of [component.component, ...(component.components ?? [])]) {
      if (field === undefined) continue;
      const value = field.value ?? field.values?.[0];
      if (typeof field.custom_id === "string" && typeof value === "string") values[field.custom_id] = value;
    }
  }
  return values;
}

/** What Discord sends of a form: a field in a label, or, from older clients, fields in a row. */
interface SentComponent {
  readonly component?: SentField;
  readonly components?: readonly SentField[];
}
interface SentField {
  readonly custom_id?: string;
  readonly value?: string;
  readonly values?: readonly string[];
}
