import { badRequest } from "./errors.ts";

export interface CallbackAnswer {
  readonly text: string | null;
  readonly isAlert: boolean;
  readonly url: string | null;
}
interface Pending {
  readonly askedAt_ms: number;
  answer: CallbackAnswer | null;
}

/** Pressed buttons that wait for an answer. @see https://core.telegram.org/bots/api#answercallbackquery */
export function createCallbacks({ lifetime_ms, onAnswer }: { lifetime_ms: number; onAnswer: () => void }) {
  const pending = new Map<string, Pending>();
  return {
    ask(id: string): void {
      pending.set(id, { askedAt_ms: performance.now(), answer: null });
    },
    /** null: not answered so far. */
    answerOf: (id: string) => pending.get(id)?.answer ?? null,
    /** Every press that was never answered, whose person sees a clock on the button. */
    unanswered: () => [...pending].filter(([, { answer }]) => answer === null).map(([id]) => id),
    /** Lets a press be older than it is. */
    expire(id: string): void {
      pending.delete(id);
    },
    answer(id: string, answer: CallbackAnswer): void {
      const asked = pending.get(id);
      if (asked === undefined || performance.now() - asked.askedAt_ms > lifetime_ms) {
        throw badRequest("query is too old and response timeout expired or query ID is invalid");
      }
      asked.answer ??= answer;
      onAnswer();
    },
  };
}
export type Callbacks = ReturnType<typeof createCallbacks>;
