import type { Form } from "../../src/core/chat/reply.ts";
import { type Messages, messagesFor, sentence } from "../../src/core/messages.ts";
import type { Dispatch } from "../../src/core/services.ts";
import type { Pressed, Said } from "./incoming.ts";
import { answerQuestion, beginQuestion, pressQuestion, type Question, type Step } from "./questions.ts";
import { kinds, type Remembered } from "./remembered.ts";
import type { Sender, Target } from "./sender.ts";
import type { Spot } from "./spot.ts";

/** Answers that are on their way are words of a person, and are not kept for long. */
const ANSWERS_KEPT_MS = 24 * 60 * 60 * 1000;

/** What became of an answer. `done`: the conversation goes on by itself; `alert` is for the one who pressed. */
export type Answered =
  | { readonly kind: "submit"; readonly token: string; readonly values: Readonly<Record<string, string>> }
  | { readonly kind: "done"; readonly alert: string | null };

export type Asker = ReturnType<typeof createAsker>;

/** Asks for forms in the conversation, because Telegram has none, and takes the answers. Survives a restart. */
export function createAsker({
  sender,
  remembered,
  personOf,
  dispatch,
}: {
  readonly sender: Sender;
  readonly remembered: Remembered;
  readonly personOf: (spot: Pick<Spot, "user">) => string;
  readonly dispatch: () => Pick<Dispatch, "audience"> | undefined;
}) {
  function put(chat: number, message: number, question: Question): Promise<void> {
    const hasAnswers = question.fields.some(({ kind, name }) => kind === "text" && name in question.values);
    return remembered.put(kinds.question, `${chat}/${message}`, question, ...(hasAnswers ? [ANSWERS_KEPT_MS] : []));
  }

  async function follow(step: Step, asked: Asked): Promise<Answered> {
    const { telegram } = asked.messages;
    switch (step.kind) {
      case "submit":
        return step;
      case "turn": {
        // The state goes first: a button must never mean what the message no longer says.
        await put(asked.chat, asked.message, step.question);
        const { text, markup } = step.asked;
        if ("inline_keyboard" in markup) {
          const main = { id: asked.message, shows: "text" as const };
          await sender.edit(asked.chat, main, { text, keyboard: markup.inline_keyboard });
        }
        return { kind: "done", alert: null };
      }
      case "ask": {
        const sent = await sender.ask(asked.target, step.asked.text, step.asked.markup);
        await put(sent.chat.id, sent.message_id, step.question);
        return { kind: "done", alert: null };
      }
      case "too-long": {
        const sent = await sender.ask(asked.target, telegram.answerTooLong(step.length, step.lengthMax), {
          force_reply: true,
          selective: true,
        });
        await put(sent.chat.id, sent.message_id, asked.question);
        return { kind: "done", alert: null };
      }
    }
  }

  return {
    /** Whether what comes of the form is for everyone. */
    isPublic: ({ token }: Pick<Form, "token">): boolean =>
      dispatch()?.audience({ action: { kind: "form", token, values: {} } }) === "everyone",

    /** Asks; answers the message that does. */
    async ask(spot: Spot, form: Form, target: Target): Promise<{ readonly id: number }> {
      // What stood in a form before is its person's, and a group does not read it.
      const isAlone = target.chat === spot.user;
      const fields = form.fields.map((field) => {
        if (isAlone || field.kind !== "text") return field;
        const { initial: _initial, ...rest } = field;
        return rest;
      });
      const { question, asked } = beginQuestion(
        { ...form, fields },
        { person: personOf(spot), user: spot.user, isAmongOthers: !isAlone },
        messagesFor(spot.language),
      );
      const sent = await sender.ask(target, asked.text, asked.markup);
      await put(sent.chat.id, sent.message_id, question);
      return { id: sent.message_id };
    },

    /** A button under a question. */
    async press(pressed: Pressed): Promise<Answered> {
      const { spot, origin, token } = pressed;
      const messages = messagesFor(spot.language);
      const question = await remembered.find(kinds.question, `${spot.chat}/${origin.id}`);
      if (question !== null && question.person !== personOf(spot)) {
        return { kind: "done", alert: sentence(messages, { code: "not-yours", data: {} }) };
      }
      const step = question === null ? null : pressQuestion(question, { token, user: spot.user }, messages);
      if (question === null || step === null) {
        return { kind: "done", alert: sentence(messages, { code: "button-stale", data: {} }) };
      }
      const target = { chat: spot.chat, topic: spot.topic, answers: null };
      return follow(step, { chat: spot.chat, message: origin.id, target, question, messages });
    },

    /** A reply to one of our messages; null when that asks for nothing, or not of this person. */
    async answer({ spot, words, repliedTo }: Said): Promise<Answered | null> {
      if (repliedTo === null || !repliedTo.isOurs) return null;
      const question = await remembered.find(kinds.question, `${spot.chat}/${repliedTo.id}`);
      if (question === null || question.asks === null) return null;
      // Somebody else talks about the question, which is no answer.
      if (question.person !== personOf(spot)) return { kind: "done", alert: null };
      const messages = messagesFor(spot.language);
      const target = { chat: spot.chat, topic: spot.topic, answers: spot.asked };
      if (words === "") {
        const sent = await sender.ask(target, messages.telegram.answerIsNoText, { force_reply: true, selective: true });
        await put(sent.chat.id, sent.message_id, question);
        return { kind: "done", alert: null };
      }
      const step = answerQuestion(question, { text: words, user: spot.user }, messages);
      if (step === null) return null;
      return follow(step, { chat: spot.chat, message: repliedTo.id, target, question, messages });
    },
  };
}

interface Asked {
  readonly chat: number;
  readonly message: number;
  /** Where what follows goes. */
  readonly target: Target;
  readonly question: Question;
  readonly messages: Messages;
}
