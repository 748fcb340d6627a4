import { checkComponents } from "./check-components.ts";
import { type FormFault, invalid, tooLong, wrongLength } from "./errors.ts";
import { isObject, type Json, lengthOf, objectsOf } from "./json.ts";
import * as limits from "./limits.ts";
import type { UploadedFile } from "./multipart.ts";

/** @see https://discord.com/developers/docs/resources/message#message-object-message-flags */
export const messageFlags = {
  suppressEmbeds: 1 << 2,
  ephemeral: 1 << 6,
  loading: 1 << 7,
  suppressNotifications: 1 << 12,
  componentsV2: 1 << 15,
} as const;

export interface MessageContext {
  /** An existing message that uses components V2 keeps doing so. */
  readonly isV2: boolean;
  /** Names of attachments that the message has already. */
  readonly kept: readonly string[];
  readonly fileBytesMax: number;
  /** Where the body's fields stand: `["data"]` in a callback. */
  readonly at: readonly string[];
}

/** Whether this body makes the message one of components V2, or it is one already. */
export function usesV2(body: Json, before: boolean): boolean {
  return before || (Number(body["flags"] ?? 0) & messageFlags.componentsV2) !== 0;
}

/**
 * Holds the body of a message, new or edited, against what Discord publishes.
 * @see https://discord.com/developers/docs/resources/message#create-message
 */
export function checkMessage(body: Json, files: readonly UploadedFile[], context: MessageContext): FormFault[] {
  const faults: FormFault[] = [];
  const isV2 = usesV2(body, context.isV2);
  const { content, embeds, components } = body;
  if (content !== undefined && content !== null) {
    if (typeof content !== "string") {
      faults.push(invalid(["content"], "STRING_TYPE_CONVERT", "Could not interpret as string."));
    } else if (lengthOf(content) > limits.CONTENT_LENGTH_MAX)
      faults.push(tooLong(["content"], limits.CONTENT_LENGTH_MAX));
  }
  if (isV2) {
    for (const field of ["content", "embeds", "poll", "sticker_ids"]) {
      const given = body[field];
      const isEmpty =
        given === undefined || given === null || given === "" || (Array.isArray(given) && given.length === 0);
      if (!isEmpty) {
        faults.push(
          invalid(
            [field],
            "MESSAGE_CANNOT_USE_LEGACY_FIELDS_WITH_COMPONENTS_V2",
            `The "${field}" field cannot be used when using MessageFlags.IS_COMPONENTS_V2`,
          ),
        );
      }
    }
  }
  if (components !== undefined && components !== null) {
    const names = new Set([...context.kept, ...files.map(({ name }) => name)]);
    faults.push(...checkComponents(components, isV2, names));
  }
  faults.push(...checkEmbeds(embeds), ...checkFiles(body, files, context), ...checkNonce(body));
  faults.push(...checkAllowedMentions(body["allowed_mentions"]));
  return faults.map((fault) => ({ ...fault, path: [...context.at, ...fault.path] }));
}

function checkFiles(body: Json, files: readonly UploadedFile[], { fileBytesMax, kept }: MessageContext): FormFault[] {
  const faults: FormFault[] = [];
  const described = objectsOf(body["attachments"]);
  const total = Array.isArray(body["attachments"]) ? described.length : kept.length + files.length;
  if (total > limits.FILES_MAX) faults.push(wrongLength(["attachments"], 0, limits.FILES_MAX));
  const keys = new Set(files.map(({ key }) => key));
  if (keys.size !== files.length)
    faults.push(invalid(["files"], "FILES_DUPLICATED", "Each file has a key of its own."));
  for (const [index, { description, id }] of described.entries()) {
    if (typeof description === "string" && lengthOf(description) > limits.FILE_DESCRIPTION_LENGTH_MAX) {
      faults.push(tooLong(["attachments", index, "description"], limits.FILE_DESCRIPTION_LENGTH_MAX));
    }
    if (id === undefined)
      faults.push(invalid(["attachments", index, "id"], "BASE_TYPE_REQUIRED", "This field is required"));
  }
  for (const file of files) {
    if (file.bytes.length > fileBytesMax) {
      faults.push(
        invalid(["files", file.key], "ATTACHMENT_TOO_LARGE", `The file is larger than ${fileBytesMax} bytes.`),
      );
    }
  }
  return faults;
}

function checkNonce({ nonce, enforce_nonce: enforce }: Json): FormFault[] {
  if (nonce === undefined || nonce === null) {
    return enforce === true ? [invalid(["enforce_nonce"], "NONCE_REQUIRED", "enforce_nonce needs a nonce.")] : [];
  }
  if (typeof nonce === "number") return [];
  if (typeof nonce !== "string") return [invalid(["nonce"], "NONCE_TYPE", "A nonce is a string or an integer.")];
  return nonce.length > limits.NONCE_LENGTH_MAX ? [tooLong(["nonce"], limits.NONCE_LENGTH_MAX)] : [];
}

/** @see https://discord.com/developers/docs/resources/message#allowed-mentions-object */
function checkAllowedMentions(given: unknown): FormFault[] {
  if (given === undefined || given === null) return [];
  const at = ["allowed_mentions"];
  if (!isObject(given)) return [invalid(at, "MODEL_TYPE_CONVERT", "Only dictionaries may be used in a ModelType")];
  const parse = Array.isArray(given["parse"]) ? given["parse"] : [];
  const faults: FormFault[] = [];
  for (const kind of parse) {
    if (!["roles", "users", "everyone"].includes(String(kind))) {
      faults.push(invalid([...at, "parse"], "BASE_TYPE_CHOICES", "Must be one of ('roles', 'users', 'everyone')."));
    }
  }
  for (const kind of ["roles", "users"]) {
    const listed = given[kind];
    if (Array.isArray(listed) && listed.length > 0 && parse.includes(kind)) {
      faults.push(
        invalid(
          at,
          "MESSAGE_ALLOWED_MENTIONS_PARSE_EXCLUSIVE",
          `parse:["${kind}"] and ${kind}: [ids...] are mutually exclusive.`,
        ),
      );
    }
  }
  return faults;
}

/** @see https://discord.com/developers/docs/resources/message#embed-object-embed-limits */
function checkEmbeds(embeds: unknown): FormFault[] {
  if (embeds === undefined || embeds === null) return [];
  const faults: FormFault[] = [];
  const listed = objectsOf(embeds);
  if (listed.length > limits.EMBEDS_MAX) faults.push(wrongLength(["embeds"], 0, limits.EMBEDS_MAX));
  let total = 0;
  const text = (value: unknown, path: (string | number)[], max: number, isRequired = false) => {
    const length = typeof value === "string" ? lengthOf(value) : 0;
    total += length;
    if (length > max) faults.push(tooLong(["embeds", ...path], max));
    if (isRequired && length === 0) {
      faults.push(invalid(["embeds", ...path], "BASE_TYPE_REQUIRED", "This field is required"));
    }
  };
  for (const [index, embed] of listed.entries()) {
    text(embed["title"], [index, "title"], limits.EMBED_TITLE_LENGTH_MAX);
    text(embed["description"], [index, "description"], limits.EMBED_DESCRIPTION_LENGTH_MAX);
    if (isObject(embed["footer"]))
      text(embed["footer"]["text"], [index, "footer", "text"], limits.EMBED_FOOTER_LENGTH_MAX, true);
    if (isObject(embed["author"]))
      text(embed["author"]["name"], [index, "author", "name"], limits.EMBED_AUTHOR_LENGTH_MAX, true);
    const fields = objectsOf(embed["fields"]);
    if (fields.length > limits.EMBED_FIELDS_MAX)
      faults.push(wrongLength(["embeds", index, "fields"], 0, limits.EMBED_FIELDS_MAX));
    for (const [number, field] of fields.entries()) {
      text(field["name"], [index, "fields", number, "name"], limits.EMBED_FIELD_NAME_LENGTH_MAX, true);
      text(field["value"], [index, "fields", number, "value"], limits.EMBED_FIELD_VALUE_LENGTH_MAX, true);
    }
  }
  if (total > limits.EMBEDS_LENGTH_MAX) {
    faults.push(invalid(["embeds"], "MAX_EMBED_SIZE_EXCEEDED", "Embed size exceeds maximum size of 6000"));
  }
  return faults;
}

/** What a careful app sends with everything that carries text: nobody is mentioned by it. Not a rule of Discord's. */
export function mayMention(body: Json): boolean {
  const carries = [body["content"], body["embeds"], body["components"]].some((part) =>
    Array.isArray(part) ? part.length > 0 : typeof part === "string" && part !== "",
  );
  if (!carries) return false;
  const allowed = body["allowed_mentions"];
  if (!isObject(allowed)) return true;
  const { parse, users = [], roles = [], replied_user: replied = false } = allowed;
  const none = (list: unknown) => Array.isArray(list) && list.length === 0;
  return !(none(parse) && none(users) && none(roles) && replied === false);
}
