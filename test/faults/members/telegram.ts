import { messagesFor } from "../../../src/core/messages.ts";
import type { TelegramServer } from "../../servers/telegram/server.ts";
import type { Message } from "../../servers/telegram/types.ts";
import { buttonsOf, isWorking, wordsOf } from "../../support/telegram-answer.ts";
import { type Asked, isForEverybody, type Member, type Sight, wordIn } from "./member.ts";

/**
 * What Easel says by itself, after a press or of what was asked for in the group, has these titles or that of a picture, and
 * answers nothing that was typed here. An answer may begin with the same words, as news that waited are told with it, but they are
 * no title there.
 */
const UNASKED_TITLE = /^(Your credits are here|Your money is on its way back|Your payment link)|^.*\bk\d+x\d+x\d+\b/u;
const { picture, after } = messagesFor("en");
const UNASKED = new Set([picture.waitsInHistory, `${picture.waitsInHistory}\n\n${after.firstPicture}`]);
/** What was mistyped in the group is told in private. */
const MISTYPED = /does not take ratio/u;

const FAULT = /^Something went wrong on our side/u;

/** Somebody in Telegram, who asks for pictures in a group of their own and for everything else in private. */
export function telegramMember(server: TelegramServer, name: string): Member {
  const alone = server.person(name);
  const group = alone.in(server.group(`The studio of ${name}`, { kind: "supergroup" }));
  const privately: number[] = [];

  const isBots = (message: Message) => message.from?.id === server.bot.id;
  const sightOf = (message: Message): Sight => ({
    id: `${message.chat.id}:${message.message_id}`,
    text: wordsOf(message),
    images: message.photo === undefined ? 0 : 1,
    links: buttonsOf(message).flatMap(({ text, url }) => (url === undefined ? [] : [{ label: text, url }])),
    isFinal: !isWorking(message),
    fetchImages: () => Promise.all((message.photo ?? []).slice(-1).map(alone.bytesOf)),
  });
  const hasTitle = ({ entities = [] }: Message) => entities.some(({ type, offset }) => type === "bold" && offset === 0);
  function isUnasked(message: Message): boolean {
    const words = wordsOf(message);
    return UNASKED.has(words) || (hasTitle(message) && UNASKED_TITLE.test(words)) || MISTYPED.test(words);
  }

  /** In a group an answer names what it answers. A refusal or a fault is for its person alone, and told in private. */
  function askedInGroup(asking: Message): Asked {
    const [, ratio = "no ratio"] = /--ar (\S+)/u.exec(wordsOf(asking)) ?? [];
    const newest = alone.messages().at(-1)?.message_id ?? 0;
    const isPrivateAnswer = (one: Message) =>
      one.message_id > newest && isBots(one) && (wordsOf(one).includes(ratio) || FAULT.test(wordsOf(one)));
    return {
      isTaken: isConfirmed,
      answer() {
        const inGroup = group
          .messages()
          .filter((one) => isBots(one) && !isWorking(one))
          .findLast(({ reply_to_message }) => reply_to_message?.message_id === asking.message_id);
        const found = inGroup ?? alone.messages().find(isPrivateAnswer);
        return found === undefined ? null : sightOf(found);
      },
      repeat,
    };
  }

  /** In private nothing says what an answer is to, so from each question on there are as many answers as questions. */
  function answerInPrivate(asking: number): () => Sight | null {
    privately.push(asking);
    return () => {
      const finals = alone.messages().filter((one) => isBots(one) && !isWorking(one) && !isUnasked(one));
      const later = finals.filter(({ message_id }) => message_id > asking);
      const questions = privately.filter((id) => id >= asking).length;
      return later.length < questions || later[0] === undefined ? null : sightOf(later[0]);
    };
  }

  /** What stood over the chat for a moment. */
  function toastOf(press: string): () => Sight | null {
    let text: string | null = null;
    alone.pressed(press).then(
      (told) => {
        text = told.text;
      },
      () => undefined,
    );
    return () =>
      text === null ? null : { id: press, text, images: 0, links: [], isFinal: true, fetchImages: async () => [] };
  }

  /** Whoever blocks the bot before it has answered wants no answer. */
  function wasShutOut(since_ms: number): boolean {
    const refused = server.calls.filter(({ status, at_ms }) => status === 403 && at_ms >= since_ms);
    return refused.some(({ parameters }) => Number(parameters["chat_id"]) === alone.chat);
  }

  /** Telegram keeps an update until it is taken, so each is in the end. */
  function isConfirmed(): boolean {
    return server.updates.pending() === 0;
  }

  /** All updates of this moment: Telegram repeats what it believes unconfirmed, not one of them. */
  async function repeat(): Promise<void> {
    server.updates.twice();
    setTimeout(() => server.updates.twice(false), 300);
  }

  return {
    name,
    identity: `telegram:${alone.user.id}`,
    async say(command) {
      if (isForEverybody(command)) return askedInGroup(group.says(command));
      const { message_id } = command === "/start" ? alone.starts() : alone.says(command);
      const asked_ms = performance.now();
      return { isTaken: () => isConfirmed() && !wasShutOut(asked_ms), answer: answerInPrivate(message_id), repeat };
    },
    async press(on, label) {
      const [chat, id] = on.id.split(":");
      const person = Number(chat) === alone.chat ? alone : group;
      const before = person.messages();
      const message = before.find(({ message_id }) => message_id === Number(id));
      if (message === undefined) throw new Error(`${name} does not see that message any more`);
      const newest = before.at(-1)?.message_id ?? 0;
      const toast = toastOf(person.clicks(message, label));
      return {
        isTaken: isConfirmed,
        answer() {
          const fresh = person.messages().filter((one) => one.message_id > newest && isBots(one) && !isWorking(one));
          const follows = fresh.find(
            (one) => one.reply_to_message === undefined && [wordIn(on.text), null].includes(wordIn(wordsOf(one))),
          );
          const now = person.messages().find(({ message_id }) => message_id === message.message_id);
          const changed = now !== undefined && now !== message && !isWorking(now) ? now : undefined;
          const found = follows ?? changed;
          return found === undefined ? toast() : sightOf(found);
        },
        repeat,
      };
    },
    sights: () => [...group.messages(), ...alone.messages()].filter(isBots).map(sightOf),
    leave: () => {},
  };
}
