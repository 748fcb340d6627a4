import type { ForceReply, InlineKeyboardMarkup } from "grammy/types";
import { z } from "zod";
import type { Form } from "../../src/core/chat/reply.ts";
import type { Messages } from "../../src/core/messages.ts";
import { html, type Span, split, withoutMentions } from "./texts.ts";

/** Begins what our own buttons under a question carry: no command's token does. */
const PREFIX = "~";
/** @see https://core.telegram.org/bots/api#forcereply */
const PLACEHOLDER_LENGTH_MAX = 64;
const TEXT_LENGTH_MAX = 4096;
const LABEL_LENGTH_MAX = 60;
const CHOICES_A_ROW_LENGTH_MAX = 36;

const fieldSchema = z.discriminatedUnion("kind", [
  z.object({
    kind: z.literal("text"),
    name: z.string(),
    label: z.string(),
    required: z.boolean(),
    lengthMax: z.number(),
  }),
  z.object({
    kind: z.literal("choice"),
    name: z.string(),
    label: z.string(),
    choices: z.array(z.object({ value: z.string(), label: z.string() })),
  }),
]);
type Field = z.infer<typeof fieldSchema>;

/**
 * A form that is being asked for in the conversation: first what is chosen, in one message with buttons, then each text by a
 * message that is replied to. What was in a text before is shown and not kept here.
 */
export const questionSchema = z.object({
  /** Stands for whom it asks, without naming them. */
  person: z.string(),
  /** Whether others are there too: then it has to say whom it asks. */
  isAmongOthers: z.boolean(),
  token: z.string(),
  title: z.string(),
  submit: z.string(),
  fields: z.array(fieldSchema),
  values: z.record(z.string(), z.string()),
  /** The text that this message asks for; null: choices. */
  asks: z.string().nullable(),
});
export type Question = z.infer<typeof questionSchema>;

/** A question as a message. */
export interface Asked {
  readonly text: string;
  readonly markup: ForceReply | InlineKeyboardMarkup;
}
/** What follows an answer. `turn`: the same message shows something else. */
export type Step =
  | { readonly kind: "turn"; readonly question: Question; readonly asked: Asked }
  | { readonly kind: "ask"; readonly question: Question; readonly asked: Asked }
  | { readonly kind: "too-long"; readonly length: number; readonly lengthMax: number }
  | { readonly kind: "submit"; readonly token: string; readonly values: Readonly<Record<string, string>> };

/** The first message of a form. */
export function beginQuestion(
  form: Form,
  { person, user, isAmongOthers }: Pick<Question, "person" | "isAmongOthers"> & { readonly user: number },
  messages: Messages,
): { question: Question; asked: Asked } {
  const fields = form.fields.map((field): Field => {
    const { name, label } = field;
    return field.kind === "choice"
      ? { kind: "choice", name, label, choices: [...field.choices] }
      : { kind: "text", name, label, required: field.required ?? false, lengthMax: field.lengthMax };
  });
  const chosen = form.fields.flatMap(({ kind, name, initial }) =>
    kind === "choice" && initial !== undefined ? [[name, initial] as const] : [],
  );
  const { token, title, submit } = form;
  const question: Question = {
    person,
    isAmongOthers,
    token,
    title,
    submit,
    fields,
    values: Object.fromEntries(chosen),
    asks: null,
  };
  const initials = Object.fromEntries(form.fields.map(({ name, initial }) => [name, initial ?? ""]));
  const first = choicesOf(question).length > 0 ? null : textsOf(question)[0];
  if (first === undefined) throw new Error("a form without fields cannot be asked for");
  if (first !== null) {
    const asking = { ...question, asks: first.name };
    return {
      question: asking,
      asked: drawText(asking, first, { initial: initials[first.name] ?? "", user }, messages),
    };
  }
  return { question, asked: drawChoices(question, initials, messages) };
}

/** Whether a pressed button is one of ours. */
export function isQuestionToken(token: string): boolean {
  return token.startsWith(PREFIX);
}

/** What a press under a question leads to; null when it means nothing there any more. */
export function pressQuestion(
  question: Question,
  { token, user }: { readonly token: string; readonly user: number },
  messages: Messages,
): Step | null {
  const [act = "", fieldIndex = "", choiceIndex = ""] = token.slice(PREFIX.length).split(":");
  if (act === "next") return next(question, question.asks, user, messages);
  if (act === "all") return turn(question, messages, null);
  const field = choicesOf(question)[indexOf(fieldIndex)];
  if (field === undefined) return null;
  if (act === "open") return turn(question, messages, field.name);
  const choice = field.choices[indexOf(choiceIndex)];
  if (act !== "pick" || choice === undefined) return null;
  const picked = { ...question, values: { ...question.values, [field.name]: choice.value } };
  // One thing to choose is chosen by one press; of several, each stays open until all are fine.
  return choicesOf(question).length === 1 ? next(picked, null, user, messages) : turn(picked, messages, null);
}

/** A token may be made up: what is no number names nothing. */
function indexOf(text: string): number {
  return /^\d{1,3}$/u.test(text) ? Number(text) : -1;
}

/** What a reply to a question leads to; null when it does not ask for words. */
export function answerQuestion(
  question: Question,
  { text, user }: { readonly text: string; readonly user: number },
  messages: Messages,
): Step | null {
  const field = textsOf(question).find(({ name }) => name === question.asks);
  if (field === undefined) return null;
  const answer = text.trim();
  if (answer.length > field.lengthMax) return { kind: "too-long", length: answer.length, lengthMax: field.lengthMax };
  return next({ ...question, values: { ...question.values, [field.name]: answer } }, field.name, user, messages);
}

function next(question: Question, answered: string | null, user: number, messages: Messages): Step {
  const texts = textsOf(question);
  const following = texts[answered === null ? 0 : texts.findIndex(({ name }) => name === answered) + 1];
  if (following === undefined) return { kind: "submit", token: question.token, values: question.values };
  const asking = { ...question, asks: following.name };
  return { kind: "ask", question: asking, asked: drawText(asking, following, { initial: "", user }, messages) };
}

function turn(question: Question, messages: Messages, open: string | null): Step {
  return { kind: "turn", question, asked: drawChoices(question, {}, messages, open) };
}

function choicesOf({ fields }: Question) {
  return fields.filter((field) => field.kind === "choice");
}

function textsOf({ fields }: Question) {
  return fields.filter((field) => field.kind === "text");
}

function drawText(
  { title, submit, isAmongOthers }: Question,
  field: Field & { kind: "text" },
  { initial, user }: { readonly initial: string; readonly user: number },
  { telegram }: Messages,
): Asked {
  const spans: Span[] = [
    // In a group this is what opens the keyboard for this person alone.
    isAmongOthers ? { text: title, person: user } : { text: title, look: "bold" },
    { text: `\n\n` },
    { text: field.label, look: "bold" },
    ...(initial === "" ? [] : [{ text: `\n\n${telegram.nowItSays}\n` }, { text: initial, look: "code" as const }]),
    { text: `\n\n${field.required ? telegram.replyToAnswer : telegram.replyOrPress}` },
  ];
  const text = html(split(spans, TEXT_LENGTH_MAX, TEXT_LENGTH_MAX)[0] ?? []);
  if (!field.required)
    return { text, markup: { inline_keyboard: [[{ text: submit, callback_data: `${PREFIX}next` }]] } };
  const placeholder = field.label.slice(0, PLACEHOLDER_LENGTH_MAX);
  return { text, markup: { force_reply: true, selective: true, input_field_placeholder: placeholder } };
}

/** Of several choices, an overview, from which each opens. */
function drawChoices(
  question: Question,
  initials: Readonly<Record<string, string>>,
  { telegram }: Messages,
  opened: string | null = null,
): Asked {
  const fields = choicesOf(question);
  const open = fields.length === 1 ? fields[0] : fields.find(({ name }) => name === opened);
  const text: Span[] = [{ text: question.title, look: "bold" }];
  // The words that will be asked for next: whoever wants to keep a part of them copies it here.
  for (const { name, label } of textsOf(question)) {
    const initial = initials[name] ?? "";
    if (initial !== "") text.push({ text: `\n\n${label}\n` }, { text: initial, look: "code" });
  }
  const rows =
    open === undefined
      ? [
          ...fields.map((field, index) => [
            button(telegram.optionValue(field.label, labelOf(field, question)), `open:${index}`),
          ]),
          [button(question.submit, "next")],
        ]
      : [
          ...choiceRows(open, fields.indexOf(open), question),
          ...(fields.length > 1 ? [[button(telegram.back, "all")]] : []),
        ];
  text.push({ text: `\n\n${open === undefined ? telegram.pickOne : open.label}` });
  const shown = split(
    text.map((span) => ({ ...span, text: span.look === "code" ? span.text : withoutMentions(span.text) })),
    TEXT_LENGTH_MAX,
    1,
  );
  return { text: html(shown[0] ?? []), markup: { inline_keyboard: rows } };
}

function choiceRows(field: Field & { kind: "choice" }, index: number, { values }: Question) {
  const rows: ReturnType<typeof button>[][] = [];
  let length = Number.POSITIVE_INFINITY;
  for (const [number, { value, label }] of field.choices.entries()) {
    const text = value === values[field.name] ? `✓ ${label}` : label;
    if (length + text.length > CHOICES_A_ROW_LENGTH_MAX) {
      rows.push([]);
      length = 0;
    }
    rows.at(-1)?.push(button(text, `pick:${index}:${number}`));
    length += text.length + 4;
  }
  return rows;
}

function labelOf(field: Field & { kind: "choice" }, { values }: Question): string {
  return field.choices.find(({ value }) => value === values[field.name])?.label ?? "–";
}

function button(text: string, data: string) {
  return { text: text.slice(0, LABEL_LENGTH_MAX), callback_data: `${PREFIX}${data}` };
}
