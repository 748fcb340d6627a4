import { InputFile } from "grammy";
import type { TelegramApi } from "./client.ts";
import type { Pictures, Upload } from "./pictures.ts";
import { refusedFor, TelegramRefused, TelegramUnreachable } from "./refusals.ts";
import { carrierOf, type Keyboard, type Rendered } from "./replies.ts";
import type { Shows } from "./spot.ts";

// @see https://core.telegram.org/bots/api#sendmediagroup
const ALBUM_MAX = 10;

/** Where messages go. */
export interface Target {
  readonly chat: number;
  readonly topic: number | null;
  /** The message that they answer; where it is gone, they go without. */
  readonly answers: number | null;
}

/** What a reply became. */
export interface Sent {
  readonly chat: number;
  /** The one that is edited when there is more to say. */
  readonly main: { readonly id: number; readonly shows: Shows };
  /** The others: an album's pictures, what did not fit, files. */
  readonly extras: readonly { readonly id: number; readonly shows: Shows }[];
  /** Which message shows which stored image. */
  readonly pictures: readonly { readonly id: number; readonly key: string }[];
}

export interface SenderOptions {
  readonly api: TelegramApi;
  readonly pictures: Pictures;
  /** A group has become another one, for good. */
  readonly onMigrated: (from: number, to: number) => void;
}

export type Sender = ReturnType<typeof createSender>;

/** Puts rendered replies into chats: what goes where, and what else is tried where Telegram refuses a form of it. */
export function createSender({ api, pictures, onMigrated }: SenderOptions) {
  /** A group that moved is followed once; of a topic that is closed, the group's general one is left. */
  async function reach<Result>(target: Target, send: (target: Target) => Promise<Result>): Promise<Result> {
    try {
      return await send(target);
    } catch (error) {
      if (error instanceof TelegramRefused && error.migratedTo !== null) {
        onMigrated(target.chat, error.migratedTo);
        return send({ chat: error.migratedTo, topic: null, answers: null });
      }
      if (target.topic !== null && refusedFor(error, "topic-closed")) {
        // What answers a message of the topic would come into that topic again.
        return send({ ...target, topic: null, answers: null });
      }
      throw error;
    }
  }

  const sendText = (target: Target, text: string, keyboard: Keyboard) =>
    api.sendMessage({ ...addressOf(target), ...words(text), ...markup(keyboard) });

  async function sendPicture(target: Target, upload: Upload, caption: string, keyboard: Keyboard) {
    const common = { ...addressOf(target), caption, parse_mode: "HTML" as const, ...markup(keyboard) };
    if (upload.as === "photo") {
      try {
        return await api.sendPhoto({ ...common, ...cover(upload), photo: inputOf(upload) });
      } catch (error) {
        if (!refusedFor(error, "bad-photo", "too-large", "media-forbidden")) throw error;
      }
    }
    return sendFile(target, upload, caption, keyboard);
  }

  const sendFile = (target: Target, upload: Upload, caption: string, keyboard: Keyboard) =>
    api.sendDocument({
      ...addressOf(target),
      document: inputOf(upload),
      // What was made is not to become a sticker or a shrunken photo.
      disable_content_type_detection: true,
      caption,
      parse_mode: "HTML",
      ...markup(keyboard),
    });

  /** Several pictures as albums; all as documents where one of them is no photo, because they cannot be mixed. */
  async function sendAlbums(target: Target, uploads: readonly Upload[]): Promise<number[]> {
    const ids: number[] = [];
    for (let from = 0; from < uploads.length; from += ALBUM_MAX) {
      const part = uploads.slice(from, from + ALBUM_MAX);
      const [only] = part;
      if (part.length === 1 && only !== undefined) ids.push((await sendPicture(target, only, "", [])).message_id);
      else ids.push(...(await sendAlbum(target, part)));
    }
    return ids;
  }

  async function sendAlbum(target: Target, uploads: readonly Upload[]): Promise<number[]> {
    const photos = () =>
      api.sendMediaGroup({
        ...addressOf(target),
        media: uploads.map((upload) => ({ type: "photo" as const, media: inputOf(upload), ...cover(upload) })),
      });
    const documents = () =>
      api.sendMediaGroup({
        ...addressOf(target),
        media: uploads.map((upload) => ({
          type: "document" as const,
          media: inputOf(upload),
          disable_content_type_detection: true,
        })),
      });
    if (uploads.every(({ as }) => as === "photo")) {
      try {
        return (await photos()).map(({ message_id }) => message_id);
      } catch (error) {
        if (!refusedFor(error, "bad-photo", "too-large", "media-forbidden")) throw error;
      }
    }
    return (await documents()).map(({ message_id }) => message_id);
  }

  async function sendAll(target: Target, rendered: Rendered): Promise<Sent> {
    const { texts, keyboard } = rendered;
    const uploads = (await Promise.all(rendered.images.map(pictures.picture))).filter((one) => one !== null);
    const shown: { id: number; key: string }[] = [];
    const extras: Sent["main"][] = [];
    let main: Sent["main"] | null = null;
    let rest = texts;
    const [only] = uploads;
    if (carrierOf(rendered) === "photo" && only !== undefined) {
      const { message_id } = await sendPicture(target, only, texts[0] ?? "", keyboard);
      main = { id: message_id, shows: "media" };
      shown.push({ id: message_id, key: only.key });
      rest = texts.slice(1);
    } else if (uploads.length > 0) {
      const ids = await sendAlbums(target, uploads);
      ids.forEach((id, index) => {
        const key = uploads[index]?.key;
        if (key !== undefined) shown.push({ id, key });
      });
      extras.push(...ids.map((id) => ({ id, shows: "media" as const })));
    }
    for (const [index, text] of rest.entries()) {
      // The last piece is what a person reads last, so it has the buttons.
      const isLast = main === null && index === rest.length - 1;
      const { message_id } = await sendText(target, text, isLast ? keyboard : []);
      if (isLast) main = { id: message_id, shows: "text" };
      else extras.push({ id: message_id, shows: "text" });
    }
    for (const file of rendered.files) {
      const upload = await pictures.file(file);
      if (upload === null) continue;
      const { message_id } = await sendFile(target, upload, "", []);
      if (main === null) main = { id: message_id, shows: "media" };
      else extras.push({ id: message_id, shows: "media" });
    }
    main ??= extras.pop() ?? null;
    // Pictures that are gone and nothing to say beside them.
    if (main === null) main = { id: (await sendText(target, "…", keyboard)).message_id, shows: "text" };
    return { chat: target.chat, main, extras, pictures: shown };
  }

  return {
    /** Sends a reply anew. @throws TelegramRefused, TelegramUnreachable */
    send: (target: Target, rendered: Rendered): Promise<Sent> => reach(target, (there) => sendAll(there, rendered)),

    /** A text of our own with any markup, such as a question that opens the keyboard for its answer. */
    ask: (target: Target, text: string, markupOf: Parameters<TelegramApi["sendMessage"]>[0]["reply_markup"]) =>
      reach(target, (there) =>
        api.sendMessage({
          ...addressOf(there),
          ...words(text),
          ...(markupOf === undefined ? {} : { reply_markup: markupOf }),
        }),
      ),

    /** Changes a message's words and buttons; false when it can no longer be changed. */
    async edit(
      chat: number,
      { id, shows }: Sent["main"],
      { text, keyboard }: { readonly text: string; readonly keyboard: Keyboard },
    ): Promise<boolean> {
      const message = { chat_id: chat, message_id: id };
      try {
        if (shows === "text") await api.editMessageText({ ...message, ...words(text), ...markup(keyboard) });
        else await api.editMessageCaption({ ...message, caption: text, parse_mode: "HTML", ...markup(keyboard) });
        return true;
      } catch (error) {
        if (refusedFor(error, "unchanged")) return true;
        if (refusedFor(error, "not-editable", "not-there", "migrated", "topic-closed")) return false;
        throw error;
      }
    },

    /** Takes a message away; answers false when Telegram keeps it, as it does with those that are older than two days. */
    async remove(chat: number, id: number): Promise<boolean> {
      const take = () => api.deleteMessage({ chat_id: chat, message_id: id });
      try {
        // Once more where no answer came: nobody else would take it away.
        return await take().catch((error: unknown) => {
          if (error instanceof TelegramUnreachable) return take();
          throw error;
        });
      } catch (error) {
        if (refusedFor(error, "gone", "not-there")) return true;
        if (error instanceof TelegramRefused) return false;
        throw error;
      }
    },

    /** Puts another picture in the place of one that cannot be taken away, with these words or none, and without buttons. */
    async cover(chat: number, id: number, picture: Uint8Array, caption?: string): Promise<void> {
      const said = caption === undefined ? {} : { caption, parse_mode: "HTML" as const };
      await api.editMessageMedia({
        chat_id: chat,
        message_id: id,
        media: { type: "photo", media: new InputFile(picture, "easel.png"), ...said },
      });
    },
  };
}

function addressOf({ chat, topic, answers }: Target) {
  return {
    chat_id: chat,
    ...(topic === null ? {} : { message_thread_id: topic }),
    ...(answers === null ? {} : { reply_parameters: { message_id: answers, allow_sending_without_reply: true } }),
  };
}

function words(text: string) {
  // A preview of a link in somebody's words would show a stranger's picture.
  return { text, parse_mode: "HTML" as const, link_preview_options: { is_disabled: true } };
}

function markup(keyboard: Keyboard) {
  return keyboard.length === 0 ? {} : { reply_markup: { inline_keyboard: keyboard } };
}

function cover({ spoiler }: Upload): { has_spoiler?: true } {
  return spoiler ? { has_spoiler: true } : {};
}

function inputOf({ bytes, name }: Upload): InputFile {
  return new InputFile(bytes, name);
}
