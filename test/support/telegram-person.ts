import { randomBytes, randomInt } from "node:crypto";
import type { CallbackAnswer, Callbacks } from "../servers/telegram/callbacks.ts";
import type { Files } from "../servers/telegram/files.ts";
import type { Group, Topic } from "../servers/telegram/groups.ts";
import { START_PAYLOAD, TEXT_LENGTH_MAX } from "../servers/telegram/limits.ts";
import type { Payments } from "../servers/telegram/payments.ts";
import { say, written } from "../servers/telegram/speech.ts";
import type { Content, Message, User } from "../servers/telegram/types.ts";
import type { Place, World } from "../servers/telegram/world.ts";
import { type Answer, answerOf, buttonsOf, isWorking, QUIET_MS, wordsOf } from "./telegram-answer.ts";
import { waitUntil } from "./telegram-wait.ts";

export interface PersonOptions {
  /** What their app tells of their language, as `pt-br`. */
  readonly language?: string;
}
export interface SentFile {
  readonly name: string;
  readonly type?: string;
  readonly bytes?: Buffer;
  /** What Telegram says of its size, where nobody wants to hold the bytes. */
  readonly size?: number;
}
export interface Said {
  readonly caption?: string;
  readonly replyTo?: Message;
}

/** Somebody in Telegram: what they can do in one chat, and what they see there. */
export interface TelegramPerson {
  readonly name: string;
  readonly user: User;
  /** The id of the chat. */
  readonly chat: number;
  /** The same person in a group or topic, of which they become a member. */
  in(place: Group | Topic): TelegramPerson;
  /** Everything in the chat now, oldest first. */
  messages(): Message[];
  /** Types words; more than a message takes become several, as in Telegram's apps. Answers the last. */
  says(text: string, said?: Pick<Said, "replyTo">): Message;
  repliesTo(message: Message, text: string): Message;
  /** Follows a link `https://t.me/easel_bot?start=payload`, or presses Start. */
  starts(payload?: string): Message;
  sendsPhoto(bytes: Buffer, said?: Said): Promise<Message>;
  sendsAlbum(photos: readonly Buffer[], said?: Said): Promise<Message[]>;
  sendsDocument(file: SentFile, said?: Said): Message;
  /** Anything else: a sticker, a place, a voice message. */
  sends(content: Content, said?: Pick<Said, "replyTo">): Message;
  edits(message: Message, text: string): void;
  /** Presses the button whose label begins so, of this message; answers the id of the press. */
  clicks(message: Message, label: string): string;
  /** A press that carries this, as a hostile client can send it. */
  clicksForged(message: Message, data: string): string;
  pressed(id: string): Promise<CallbackAnswer>;
  /** Presses and waits for what comes of it. */
  press(message: Message, label: string): Promise<Answer>;
  /** Says or sends something and waits until the bot has answered it. */
  answerTo(what: string | Message | Promise<Message>, within_ms?: number): Promise<Answer>;
  /** What the bot has sent since that message and is done with. */
  answered(after: Message, within_ms?: number): Promise<Answer>;
  until<T>(look: (messages: Message[]) => T | undefined | false, within_ms?: number): Promise<T>;
  bytesOf(file: { readonly file_id: string }): Promise<Buffer>;
  /** Pays an invoice in Stars, by its message or link, and answers the charge's id; null when the bot refused. */
  pays(invoice: Message | string): Promise<string | null>;
  blocksBot(): void;
  unblocksBot(): void;
  /** Deletes their account. */
  leavesTelegram(): void;
}

const PATIENCE_MS = 90_000;

let people = 0;

export function telegramPerson({
  name,
  world,
  files,
  callbacks,
  payments,
  options,
}: {
  name: string;
  world: World;
  files: Files;
  callbacks: Callbacks;
  payments: Payments;
  options: PersonOptions;
}): TelegramPerson {
  people += 1;
  const user: User = {
    // As newer accounts have them: more than 32 bits.
    id: 7_000_000_000 + people,
    is_bot: false,
    first_name: `${name[0]?.toUpperCase() ?? ""}${name.slice(1)}`,
    username: name,
    language_code: options.language ?? "en",
  };
  world.users.set(user.id, user);
  const { language_code: _, is_bot: __, ...shown } = user;
  const home = { room: world.addRoom({ ...shown, type: "private" }), thread: undefined };
  return inPlace({ user, name, world, files, callbacks, payments, home, place: home });
}

interface Self {
  readonly user: User;
  readonly name: string;
  readonly world: World;
  readonly files: Files;
  readonly callbacks: Callbacks;
  readonly payments: Payments;
  readonly home: Place;
  readonly place: Place;
}

function inPlace(self: Self): TelegramPerson {
  const { user, name, world, files, callbacks, payments, home, place } = self;
  const { room, thread } = place;
  const isPrivate = room.chat.type === "private";
  const messages = () =>
    [...room.messages.values()]
      .filter((message) => message.is_topic_message !== true || message.message_thread_id === thread)
      .toSorted((a, b) => a.message_id - b.message_id);
  const lastId = () => Math.max(0, ...room.messages.keys());

  const until: TelegramPerson["until"] = (look, within_ms = PATIENCE_MS) =>
    waitUntil({ look: () => look(messages()), within_ms, watch: world.watch, inVain: seen });
  const seen = () => {
    const all = messages().map((message) => [message.message_id, message.from?.first_name, wordsOf(message)]);
    return `${name} waited in vain and saw ${JSON.stringify(all.slice(-12))}`;
  };

  const isQuiet = () => performance.now() - room.touchedAt_ms >= QUIET_MS;
  const isMine = (message: Message, after: Message) =>
    message.from?.id === world.bot.id &&
    message.message_id > after.message_id &&
    (isPrivate || (message.reply_to_message?.message_id ?? after.message_id) === after.message_id);
  const isOver = (answer: readonly Message[]) => answer.length > 0 && isQuiet() && !answer.some(isWorking);

  function speak(content: Content, replyTo?: Message): Message {
    if (isPrivate) room.isStarted = true;
    else if (!room.members.has(user.id)) room.members.set(user.id, "member");
    return say(world, place, user, content, replyTo);
  }

  function ask(message: Message, data: string): string {
    const id = String(randomInt(1e12, 9e12)) + randomInt(1e5, 9e5);
    callbacks.ask(id);
    const current = room.messages.get(message.message_id);
    world.emit({
      callback_query: {
        id,
        from: user,
        message: current ?? { chat: room.chat, message_id: message.message_id, date: 0 },
        chat_instance: String(room.chat.id * 7919),
        data,
      },
    });
    return id;
  }

  function clicks(message: Message, label: string): string {
    const current = room.messages.get(message.message_id);
    const found = buttonsOf(current ?? message).find(({ text }) => text.startsWith(label));
    if (found?.callback_data === undefined) throw new Error(`${name} sees no button “${label}” to press`);
    return ask(message, found.callback_data);
  }

  function setBlocked(isBlocked: boolean): void {
    home.room.isBlocked = isBlocked;
    const [old, next] = isBlocked ? (["member", "kicked"] as const) : (["kicked", "member"] as const);
    world.emit({
      my_chat_member: {
        chat: home.room.chat,
        from: user,
        date: world.now_s(),
        old_chat_member: { status: old, user: world.bot },
        new_chat_member: { status: next, user: world.bot },
      },
    });
  }

  const answered = (after: Message, within_ms?: number) =>
    until((all) => {
      const answer = all.filter((message) => isMine(message, after));
      return isOver(answer) && answerOf(answer);
    }, within_ms);

  return {
    name,
    user,
    chat: room.chat.id,
    messages,
    until,
    clicks,
    answered,
    in: (where) =>
      inPlace({ ...self, place: { room: where.room, thread: "thread" in where ? where.thread : undefined } }),
    says(text, said) {
      const characters = [...text];
      let last: Message | undefined;
      do last = speak(written(characters.splice(0, TEXT_LENGTH_MAX).join(""), "text"), said?.replyTo);
      while (characters.length > 0);
      return last;
    },
    repliesTo: (message, text) => speak(written(text, "text"), message),
    starts(payload) {
      if (payload !== undefined && !START_PAYLOAD.test(payload)) throw new Error(`Telegram has no link for ${payload}`);
      return speak(written(payload === undefined ? "/start" : `/start ${payload}`, "text"));
    },
    async sendsPhoto(bytes, { caption = "", replyTo } = {}) {
      const media = await files.photo(bytes, { isShrunk: true });
      return speak({ ...media, ...written(caption, "caption") }, replyTo);
    },
    async sendsAlbum(photos, { caption = "", replyTo } = {}) {
      const media = await Promise.all(photos.map((bytes) => files.photo(bytes, { isShrunk: true })));
      const group = { media_group_id: String(randomInt(1e12, 1e13)) };
      // One message each, and the words below the first only.
      return media.map((one, index) =>
        speak({ ...one, ...group, ...(index === 0 ? written(caption, "caption") : {}) }, replyTo),
      );
    },
    sendsDocument({ name: file, type = "application/octet-stream", bytes, size }, { caption = "", replyTo } = {}) {
      const media = files.document(file, type, bytes ?? Buffer.alloc(0), size);
      return speak({ ...media, ...written(caption, "caption") }, replyTo);
    },
    sends: (content, said) => speak(content, said?.replyTo),
    edits(message, text) {
      const { text: ___, entities: ____, ...rest } = message;
      const edited = { ...rest, ...written(text, "text"), edit_date: world.now_s() };
      room.messages.set(message.message_id, edited);
      world.changed();
      world.emit({ edited_message: edited });
    },
    clicksForged: ask,
    pressed: (id) => until(() => callbacks.answerOf(id) ?? false),
    async press(message, label) {
      const after = lastId();
      const before = room.messages.get(message.message_id);
      const id = clicks(message, label);
      let toldAt_ms: number | null = null;
      return until((all) => {
        const told = callbacks.answerOf(id);
        if (told === null) return false;
        // The clock on the button ends first, and what it was pressed for comes after.
        toldAt_ms ??= performance.now();
        if (!isQuiet() || performance.now() - toldAt_ms < QUIET_MS) return false;
        const fresh = all.filter((one) => one.from?.id === world.bot.id && one.message_id > after);
        if (fresh.length > 0) return isOver(fresh) && answerOf(fresh, told.text);
        const current = room.messages.get(message.message_id);
        if (current !== undefined && current !== before) return isOver([current]) && answerOf([current], told.text);
        return told.text !== null && answerOf([current ?? message], told.text);
      });
    },
    async answerTo(what, within_ms) {
      const said = typeof what === "string" ? speak(written(what, "text")) : await what;
      return answered(said, within_ms);
    },
    async bytesOf({ file_id }) {
      const file = files.byId(file_id);
      if (file === undefined) throw new Error("there is no such file");
      return file.bytes();
    },
    async pays(what) {
      const key = typeof what === "string" ? (what.split("/").at(-1) ?? "") : `${what.chat.id}:${what.message_id}`;
      const invoice = payments.invoices.get(key);
      if (invoice === undefined) throw new Error("there is no such invoice");
      const bill = { currency: invoice.currency, total_amount: invoice.total, invoice_payload: invoice.payload };
      const id = String(randomInt(1e12, 9e12));
      const asked = payments.ask(id);
      world.emit({ pre_checkout_query: { id, from: user, ...bill } });
      if (!(await asked).ok) return null;
      const charge = `stx${randomBytes(24).toString("base64url")}`;
      const { total, payload } = invoice;
      payments.transactions.push({
        id: charge,
        amount: total,
        date: world.now_s(),
        user: user.id,
        payload,
        isRefund: false,
      });
      const paid = { ...bill, telegram_payment_charge_id: charge, provider_payment_charge_id: "" };
      home.room.isStarted = true;
      say(world, home, user, { successful_payment: paid }, undefined);
      return charge;
    },
    blocksBot: () => setBlocked(true),
    unblocksBot: () => setBlocked(false),
    leavesTelegram() {
      home.room.isDeactivated = true;
    },
  };
}
