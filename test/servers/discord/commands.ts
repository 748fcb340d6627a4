import { isObject, type Json, objectsOf } from "./json.ts";
import type { World } from "./world.ts";

const CHAT_INPUT = 1;

/**
 * Puts a new list in the place of the old one. What has not changed keeps its id and version; what has the name of an old
 * one keeps its id. @see https://discord.com/developers/docs/interactions/application-commands
 */
export function overwriteCommands(world: World, commands: readonly Json[]): void {
  const before = new Map(world.commands.map((command) => [`${command["type"]} ${command["name"]}`, command]));
  world.commands = commands.map((given) => {
    const command = normalizedCommand(given);
    const old = before.get(`${command["type"]} ${command["name"]}`);
    const id = old?.["id"] ?? world.newId();
    const isSame =
      old !== undefined &&
      JSON.stringify({ ...old, id: 0, version: 0 }) ===
        JSON.stringify({ ...withIds(world, command), id: 0, version: 0 });
    return { ...withIds(world, command), id, version: isSame ? old["version"] : world.newId() };
  });
  world.changed();
}

function withIds(world: World, command: Json): Json {
  return { id: "", application_id: world.application.id, version: "", ...command };
}

/** As Discord gives it back: what was left out has its default, and what is as by default is left out of options. */
function normalizedCommand(given: Json): Json {
  const type = given["type"] ?? CHAT_INPUT;
  const options = objectsOf(given["options"]).map(normalizedOption);
  return {
    default_member_permissions: given["default_member_permissions"] ?? null,
    type,
    name: given["name"],
    name_localizations: localizations(given["name_localizations"]),
    description: given["description"] ?? "",
    description_localizations: localizations(given["description_localizations"]),
    dm_permission: Array.isArray(given["contexts"]) ? given["contexts"].includes(1) : true,
    contexts: sorted(given["contexts"]),
    integration_types: sorted(given["integration_types"]) ?? [0],
    ...(options.length === 0 ? {} : { options }),
    nsfw: given["nsfw"] ?? false,
  };
}

function sorted(list: unknown): unknown {
  return Array.isArray(list) ? [...list].sort() : null;
}

function localizations(given: unknown): Json | null {
  if (!isObject(given)) return null;
  const kept = Object.entries(given).filter(([, text]) => text !== null);
  return kept.length === 0 ? null : Object.fromEntries(kept.sort(([a], [b]) => a.localeCompare(b)));
}

function normalizedOption(given: Json): Json {
  const choices = objectsOf(given["choices"]);
  const options = objectsOf(given["options"]);
  const kept: Record<string, unknown> = {};
  for (const field of ["min_value", "max_value", "min_length", "max_length", "channel_types"]) {
    if (given[field] !== undefined && given[field] !== null) kept[field] = given[field];
  }
  for (const field of ["required", "autocomplete"]) {
    if (given[field] === true) kept[field] = true;
  }
  return {
    type: given["type"],
    name: given["name"],
    name_localizations: localizations(given["name_localizations"]),
    description: given["description"],
    description_localizations: localizations(given["description_localizations"]),
    ...kept,
    ...(choices.length === 0
      ? {}
      : {
          choices: choices.map(({ name, value, name_localizations: names }) => ({
            name,
            name_localizations: localizations(names),
            value,
          })),
        }),
    ...(options.length === 0 ? {} : { options: options.map(normalizedOption) }),
  };
}

/** Without `with_localizations`, Discord leaves the other languages out. */
export function withoutLocalizations(command: Json): Json {
  const kept: Record<string, unknown> = {};
  for (const [name, value] of Object.entries(command)) {
    if (name.endsWith("_localizations")) continue;
    kept[name] = Array.isArray(value)
      ? value.map((item) => (isObject(item) ? withoutLocalizations(item) : item))
      : value;
  }
  return kept;
}
