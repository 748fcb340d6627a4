import { describe, expect, test } from "vitest";
import {
  type Asked,
  answerQuestion,
  beginQuestion,
  isQuestionToken,
  pressQuestion,
  type Question,
  questionSchema,
} from "../../../adapters/telegram/questions.ts";
import type { Form, FormField } from "../../../src/core/chat/reply.ts";
import { messagesFor } from "../../../src/core/messages.ts";

const messages = messagesFor("en");
const who = { person: "somebody", user: 7, isAmongOthers: false };
const prompt: FormField = {
  kind: "text",
  name: "prompt",
  label: "What do you want to see?",
  initial: "a <red> fox @somebody",
  required: true,
  lengthMax: 20,
};
const note: FormField = { kind: "text", name: "note", label: "Anything else?", lengthMax: 50 };
const choice = (name: string, initial?: string): FormField => ({
  kind: "choice",
  name,
  label: `Which ${name}?`,
  ...(initial === undefined ? {} : { initial }),
  choices: [
    { value: "a", label: "First" },
    { value: "b", label: "Second" },
  ],
});
const form = (...fields: FormField[]): Form => ({
  title: "A form",
  submit: "Send it",
  token: "imagine/again/x",
  fields,
});
const begin = (...fields: FormField[]) => beginQuestion(form(...fields), who, messages);

/** Labels under a question, and what they carry. */
function buttonsOf({ markup }: Asked): Map<string, string> {
  const rows = "inline_keyboard" in markup ? markup.inline_keyboard : [];
  return new Map(rows.flat().map((button) => [button.text, "callback_data" in button ? button.callback_data : ""]));
}
function press(question: Question, asked: Asked, label: string) {
  const token = buttonsOf(asked).get(label);
  if (token === undefined) throw new Error(`there is no ${label} among ${[...buttonsOf(asked).keys()]}`);
  expect(isQuestionToken(token)).toBe(true);
  return pressQuestion(question, { token, user: 7 }, messages);
}

describe("one text", () => {
  test("is asked for by a message that opens its own answer, and shows what it says now to copy", () => {
    const { asked } = begin(prompt);
    expect(asked.markup).toMatchObject({ force_reply: true, input_field_placeholder: prompt.label });
    expect(asked.text).toContain("<code>a &lt;red&gt; fox @somebody</code>");
  });

  test("is sent once it is answered", () => {
    expect(answerQuestion(begin(prompt).question, { text: " a blue fox ", user: 7 }, messages)).toEqual({
      kind: "submit",
      token: "imagine/again/x",
      values: { prompt: "a blue fox" },
    });
  });

  test("that is too long is asked for again", () => {
    expect(answerQuestion(begin(prompt).question, { text: "x".repeat(21), user: 7 }, messages)).toEqual({
      kind: "too-long",
      length: 21,
      lengthMax: 20,
    });
  });

  test("that may stay empty can be left out by a button", () => {
    const { question, asked } = begin(note);
    expect(press(question, asked, "Send it")).toEqual({ kind: "submit", token: "imagine/again/x", values: {} });
  });

  test("among others says whom it asks", () => {
    const { asked } = beginQuestion(form(prompt), { ...who, isAmongOthers: true }, messages);
    expect(asked.text).toContain('<a href="tg://user?id=7">A form</a>');
    expect(asked.markup).toMatchObject({ selective: true });
  });
});

describe("one choice", () => {
  test("is made by one press, and then the text is asked for", () => {
    const { question, asked } = begin(prompt, choice("picture", "a"));
    expect([...buttonsOf(asked).keys()]).toEqual(["✓ First", "Second"]);
    const step = press(question, asked, "Second");
    if (step?.kind !== "ask") throw new Error("the text should be asked for");
    expect(answerQuestion(step.question, { text: "a blue fox", user: 7 }, messages)).toMatchObject({
      kind: "submit",
      values: { prompt: "a blue fox", picture: "b" },
    });
  });
});

describe("several choices", () => {
  test("are an overview from which each opens, and all are sent together", () => {
    const { question, asked } = begin(choice("model", "a"), choice("shape"));
    expect([...buttonsOf(asked).keys()]).toEqual(["Which model?: First", "Which shape?: –", "Send it"]);
    const opened = press(question, asked, "Which shape?: –");
    if (opened?.kind !== "turn") throw new Error("the choice should open");
    expect([...buttonsOf(opened.asked).keys()]).toEqual(["First", "Second", "Back"]);
    const picked = press(opened.question, opened.asked, "Second");
    if (picked?.kind !== "turn") throw new Error("the overview should come back");
    expect([...buttonsOf(picked.asked).keys()]).toContain("Which shape?: Second");
    expect(press(picked.question, picked.asked, "Send it")).toMatchObject({ values: { model: "a", shape: "b" } });
  });

  test("Back changes nothing", () => {
    const { question, asked } = begin(choice("model", "a"), choice("shape"));
    const opened = press(question, asked, "Which model?: First");
    if (opened?.kind !== "turn") throw new Error("the choice should open");
    expect(press(opened.question, opened.asked, "Back")).toMatchObject({
      kind: "turn",
      question: { values: { model: "a" } },
    });
  });
});

test("several texts are asked for one after the other", () => {
  const first = answerQuestion(begin(prompt, note).question, { text: "a blue fox", user: 7 }, messages);
  if (first?.kind !== "ask") throw new Error("the second text should be asked for");
  expect(first.asked.text).toContain("Anything else?");
  expect(answerQuestion(first.question, { text: "thanks", user: 7 }, messages)).toMatchObject({
    kind: "submit",
    values: { prompt: "a blue fox", note: "thanks" },
  });
});

test("what is kept of a question holds no words that stood in a form before", () => {
  const { question } = begin(prompt, choice("picture", "a"));
  const kept = JSON.stringify(questionSchema.parse(question));
  expect(kept).not.toContain("fox");
});

test("presses that nobody could make lead nowhere", () => {
  const { question } = begin(prompt, choice("picture"));
  for (const token of ["~", "~pick", "~pick:9:0", "~pick:0:9", "~open:x", "~pick:0:constructor"]) {
    expect(pressQuestion(question, { token, user: 7 }, messages)).toBeNull();
  }
  expect(answerQuestion(question, { text: "words", user: 7 }, messages)).toBeNull();
});
