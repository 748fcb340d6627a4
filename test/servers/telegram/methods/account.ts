import { z } from "zod";
import type { Method } from "../context.ts";
import { badRequest, violation } from "../errors.ts";
import {
  CALLBACK_ANSWER_LENGTH_MAX,
  COMMAND_DESCRIPTION_LENGTH,
  COMMAND_NAME,
  COMMANDS_MAX,
  DOWNLOAD_BYTES_MAX,
} from "../limits.ts";
import { chatId, check, flag, integer, json, text } from "../parameters.ts";

const commandScope = json(
  z.union([
    z.strictObject({ type: z.enum(["default", "all_private_chats", "all_group_chats", "all_chat_administrators"]) }),
    z.strictObject({ type: z.enum(["chat", "chat_administrators"]), chat_id: z.union([z.number(), z.string()]) }),
    z.strictObject({
      type: z.literal("chat_member"),
      chat_id: z.union([z.number(), z.string()]),
      user_id: z.number(),
    }),
  ]),
);
const scoped = { scope: commandScope.optional(), language_code: text.optional() };
const botCommands = json(z.array(z.strictObject({ command: z.string(), description: z.string() })));

function keyOf({ scope, language_code }: { scope?: object | undefined; language_code?: string | undefined }): string {
  const language = language_code ?? "";
  if (language !== "" && !/^[a-z]{2}$/.test(language)) throw violation("invalid language code specified");
  return `${JSON.stringify(scope ?? { type: "default" })} ${language}`;
}

export const accountMethods: Readonly<Record<string, Method>> = {
  getMe: (_, { world }) => ({
    ...world.bot,
    can_join_groups: true,
    can_read_all_group_messages: false,
    supports_inline_queries: false,
    can_connect_to_business: false,
    has_main_web_app: false,
  }),
  setMyCommands(call, { commands }) {
    const given = check({ ...scoped, commands: botCommands }, call.parameters, call.onUnknown);
    if (given.commands.length > COMMANDS_MAX) throw violation("BOT_COMMANDS_TOO_MUCH");
    for (const { command, description } of given.commands) {
      if (!COMMAND_NAME.test(command)) throw violation("BOT_COMMAND_INVALID");
      const { length } = description.trim();
      if (length < COMMAND_DESCRIPTION_LENGTH.min || length > COMMAND_DESCRIPTION_LENGTH.max) {
        throw violation("BOT_COMMAND_DESCRIPTION_INVALID");
      }
    }
    if (new Set(given.commands.map(({ command }) => command)).size < given.commands.length) {
      throw violation("BOT_COMMAND_DUPLICATE");
    }
    commands.set(keyOf(given), given.commands);
    return true;
  },
  getMyCommands: (call, { commands }) => commands.get(keyOf(check(scoped, call.parameters, call.onUnknown))) ?? [],
  deleteMyCommands(call, { commands }) {
    commands.delete(keyOf(check(scoped, call.parameters, call.onUnknown)));
    return true;
  },
  answerCallbackQuery(call, { callbacks }) {
    const shape = {
      callback_query_id: text,
      text: text.optional(),
      show_alert: flag.optional(),
      url: text.optional(),
      cache_time: integer.optional(),
    };
    const given = check(shape, call.parameters, call.onUnknown);
    if ((given.text ?? "").length > CALLBACK_ANSWER_LENGTH_MAX) throw violation("MESSAGE_TOO_LONG");
    callbacks.answer(given.callback_query_id, {
      text: given.text ?? null,
      isAlert: given.show_alert ?? false,
      url: given.url ?? null,
    });
    return true;
  },
  getFile(call, { files }) {
    const { file_id } = check({ file_id: text }, call.parameters, call.onUnknown);
    const file = files.byId(file_id);
    if (file === undefined) throw badRequest("wrong file_id or the file is temporarily unavailable");
    if (file.size > DOWNLOAD_BYTES_MAX) throw badRequest("file is too big");
    return { file_id, file_unique_id: file.uniqueId, file_size: file.size, file_path: file.path };
  },
  getChat(call, { world }) {
    const given = check({ chat_id: chatId }, call.parameters, call.onUnknown);
    const room = world.rooms.get(Number(given.chat_id));
    if (room === undefined) throw badRequest("chat not found");
    return { ...room.chat, accent_color_id: 0, max_reaction_count: 11, accepted_gift_types: {} };
  },
  getChatMember(call, { world }) {
    const given = check({ chat_id: chatId, user_id: integer }, call.parameters, call.onUnknown);
    const { room } = world.writable(given.chat_id, undefined, null);
    const user = given.user_id === world.bot.id ? world.bot : world.users.get(given.user_id);
    if (user === undefined) throw badRequest("PARTICIPANT_ID_INVALID");
    return { user, status: room.members.get(user.id) ?? "left" };
  },
  getChatAdministrators(call, { world }) {
    const given = check({ chat_id: chatId }, call.parameters, call.onUnknown);
    const { room } = world.writable(given.chat_id, undefined, null);
    return [...room.members]
      .filter(([, status]) => status === "creator" || status === "administrator")
      .map(([id, status]) => ({ user: id === world.bot.id ? world.bot : world.users.get(id), status }));
  },
};
