import { storeAttachment } from "../servers/discord/attachments.ts";
import { isObject, type Json, objectsOf } from "../servers/discord/json.ts";
import type { DiscordServer } from "../servers/discord/server.ts";
import type { Channel, User } from "../servers/discord/world.ts";

export interface DiscordFile {
  readonly name: string;
  readonly bytes: Uint8Array;
  readonly type?: string;
  /** What Discord says it has, where that is not what is served. */
  readonly size?: number;
  /** The link to it is dead from the first moment. */
  readonly isDead?: boolean;
}
export type OptionValue = string | number | boolean | DiscordFile;

const OPTION_TYPES = { subcommand: 1, string: 3, integer: 4, boolean: 5, number: 10, attachment: 11 } as const;

/** Finds a command as Discord's own client does: only where it is installed and made for. @throws when it is not there. */
export function findCommand(
  { world }: Pick<DiscordServer, "world">,
  user: User,
  { name, type, channel, isForged }: { name: string; type: number; channel: Channel; isForged: boolean },
): Json {
  const command = world.commands.find((one) => one["name"] === name && one["type"] === type);
  if (command === undefined) throw new Error(`${user.name} finds no command “${name}”`);
  const { guild, kind } = channel;
  const installations: unknown = command["integration_types"];
  const installed = [guild?.hasBot || kind === "direct" ? 0 : -1, user.installedApp ? 1 : -1];
  const context = guild !== null ? 0 : kind === "direct" ? 1 : 2;
  const contexts: unknown = command["contexts"];
  const isHere =
    (!Array.isArray(installations) || installed.some((one) => installations.includes(one))) &&
    (!Array.isArray(contexts) || contexts.includes(context));
  if (!isHere && !isForged) throw new Error(`${user.name} does not find “${name}” in this place`);
  return command;
}

/** What Discord sends of a command that was typed. @throws when its client would not let a person send this. */
export function commandData(
  { world, interactions }: Pick<DiscordServer, "world" | "interactions">,
  command: Json,
  values: Readonly<Record<string, OptionValue>>,
  channel: Channel,
  isForged: boolean,
): Json {
  const declared = objectsOf(command["options"]);
  const attachments: Record<string, Json> = {};
  const options = Object.entries(values).map(([name, value]) => {
    const option = declared.find((one) => one["name"] === name);
    if (option === undefined && !isForged) throw new Error(`“${String(command["name"])}” has no option “${name}”`);
    const type = Number(option?.["type"] ?? OPTION_TYPES.string);
    if (typeof value === "object") {
      const stored = storeAttachment(world, channel.id, { contentType: value.type ?? "image/png", ...value });
      attachments[stored.id] = interactions.renderAttachment(stored);
      return { name, type: OPTION_TYPES.attachment, value: stored.id };
    }
    if (option !== undefined && !isForged) checkValue(option, value);
    return { name, type, value };
  });
  const missing = declared.find(
    (option) => option["required"] === true && values[String(option["name"])] === undefined,
  );
  if (missing !== undefined && !isForged) {
    throw new Error(`“${String(command["name"])}” needs the option “${String(missing["name"])}”`);
  }
  const resolved = Object.keys(attachments).length === 0 ? {} : { resolved: { attachments } };
  return {
    id: command["id"],
    name: command["name"],
    type: 1,
    ...(options.length === 0 ? {} : { options }),
    ...resolved,
  };
}

/** Discord's own client lets nobody send what an option does not take. */
function checkValue(option: Json, value: string | number | boolean): void {
  const name = String(option["name"]);
  const type = Number(option["type"]);
  const choices = objectsOf(option["choices"]);
  const fits =
    type === OPTION_TYPES.string
      ? typeof value === "string" && value.length <= Number(option["max_length"] ?? 6_000)
      : type === OPTION_TYPES.boolean
        ? typeof value === "boolean"
        : typeof value === "number" &&
          value >= Number(option["min_value"] ?? Number.MIN_SAFE_INTEGER) &&
          value <= Number(option["max_value"] ?? Number.MAX_SAFE_INTEGER);
  const isChoice = choices.length === 0 || choices.some((choice) => isObject(choice) && choice["value"] === value);
  if (!fits || !isChoice) throw new Error(`the option “${name}” does not take ${JSON.stringify(value)}`);
}
