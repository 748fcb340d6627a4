import {
  type APIApplication,
  type APIApplicationCommand,
  type REST,
  type RESTPostAPIApplicationCommandsJSONBody,
  Routes,
} from "discord.js";

export interface Registration {
  readonly outcome: "unchanged" | "registered";
  readonly commands: number;
}

type Definition = RESTPostAPIApplicationCommandsJSONBody;

/** Registers commands where they differ from those that Discord has: each registration takes Discord's clients a while. */
export async function registerCommands(rest: REST, definitions: readonly Definition[]): Promise<Registration> {
  const { id } = (await rest.get(Routes.currentApplication())) as APIApplication;
  const route = Routes.applicationCommands(id);
  const query = new URLSearchParams({ with_localizations: "true" });
  const known = (await rest.get(route, { query })) as APIApplicationCommand[];
  const commands = definitions.length;
  if (sameCommands(known, definitions)) return { outcome: "unchanged", commands };
  await rest.put(route, { body: definitions });
  return { outcome: "registered", commands };
}

/** Whether two lists define the same commands, whatever Discord adds to what it was given. */
export function sameCommands(known: readonly object[], wanted: readonly object[]): boolean {
  const normal = (commands: readonly object[]) => commands.map((command) => JSON.stringify(normalized(command))).sort();
  return JSON.stringify(normal(known)) === JSON.stringify(normal(wanted));
}

const CHAT_INPUT = 1;
/** What Discord says of itself, or of a permission that is not ours to define. */
const discords = new Set([
  "id",
  "application_id",
  "guild_id",
  "version",
  "default_permission",
  "dm_permission",
  "name_localized",
  "description_localized",
]);

/** Without what Discord adds, what means the same as its absence, and the order of names and of places. */
function normalized(value: unknown, name = ""): unknown {
  if (Array.isArray(value)) {
    const parts = value.map((part) => normalized(part));
    // The order of options and choices is what people see; that of places says nothing.
    return name === "contexts" || name === "integration_types" ? parts.toSorted() : parts;
  }
  if (typeof value !== "object" || value === null) return value;
  const entries = Object.entries(value)
    .filter(([field]) => !discords.has(field))
    .map(([field, part]) => [field, normalized(part, field)] as const)
    .filter(([field, part]) => !isAbsent(field, part))
    .sort(([a], [b]) => (a < b ? -1 : 1));
  return Object.fromEntries(entries);
}

function isAbsent(field: string, part: unknown): boolean {
  if (part === null || part === undefined || part === false || part === "") return true;
  if (Array.isArray(part)) return part.length === 0;
  if (field === "type" || field === "handler") return field === "handler" || part === CHAT_INPUT;
  return typeof part === "object" && Object.keys(part).length === 0;
}
