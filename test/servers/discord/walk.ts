import { type FormFault, invalid, required, tooLong, wrongLength } from "./errors.ts";
import { isObject, type Json, lengthOf, objectsOf } from "./json.ts";
import * as limits from "./limits.ts";

export type Path = readonly (string | number)[];

/** What is collected on the walk over all components of one message or modal. */
export interface Walk {
  readonly faults: FormFault[];
  readonly customIds: Set<string>;
  readonly ids: Set<number>;
  /** Names of files that may be shown as `attachment://name`. */
  readonly fileNames: ReadonlySet<string>;
  count: number;
  textLength: number;
}

export function startWalk(fileNames: ReadonlySet<string> = new Set()): Walk {
  return { faults: [], customIds: new Set(), ids: new Set(), fileNames, count: 0, textLength: 0 };
}

export function checkText(walk: Walk, text: unknown, path: Path, min: number, max: number): void {
  if (typeof text !== "string") {
    walk.faults.push(required(path));
    return;
  }
  const length = lengthOf(text);
  // Discord trims what it is given: what is only space is empty.
  if (length > max) walk.faults.push(min === 0 ? tooLong(path, max) : wrongLength(path, min, max));
  else if (min > 0 && text.trim() === "") walk.faults.push(wrongLength(path, min, max));
}

export function checkUrl(walk: Walk, url: unknown, path: Path, max: number, schemes: readonly string[]): void {
  checkText(walk, url, path, 1, max);
  if (typeof url !== "string") return;
  if (!URL.canParse(url) || !schemes.includes(new URL(url).protocol)) {
    walk.faults.push(invalid(path, "URL_TYPE_INVALID_URL", "Not a well formed URL."));
  }
}

export function checkCustomId(walk: Walk, component: Json, path: Path): void {
  const at = [...path, "custom_id"];
  const id = component["custom_id"];
  checkText(walk, id, at, 1, limits.CUSTOM_ID_LENGTH_MAX);
  if (typeof id !== "string") return;
  if (walk.customIds.has(id)) {
    walk.faults.push(invalid(at, "COMPONENT_CUSTOM_ID_DUPLICATED", "Component custom id cannot be duplicated"));
  }
  walk.customIds.add(id);
}

/** Options of a select menu or of a group: labels, and values that differ. */
export function checkOptions(walk: Walk, component: Json, path: Path, max: number = limits.SELECT_OPTIONS_MAX): void {
  const options = objectsOf(component["options"]);
  if (options.length === 0 || options.length > max) walk.faults.push(wrongLength([...path, "options"], 1, max));
  const values = new Set<unknown>();
  for (const [index, option] of options.entries()) {
    const at = [...path, "options", index];
    checkText(walk, option["label"], [...at, "label"], 1, limits.SELECT_OPTION_LENGTH_MAX);
    checkText(walk, option["value"], [...at, "value"], 1, limits.SELECT_OPTION_LENGTH_MAX);
    if (option["description"] !== undefined) {
      checkText(walk, option["description"], [...at, "description"], 0, limits.SELECT_OPTION_LENGTH_MAX);
    }
    if (values.has(option["value"])) {
      walk.faults.push(
        invalid(
          [...at, "value"],
          "SELECT_COMPONENT_OPTION_VALUE_DUPLICATED",
          "The specified option value is already used",
        ),
      );
    }
    values.add(option["value"]);
  }
}

export function checkMedia(walk: Walk, media: unknown, path: Path, onlyUploaded: boolean): void {
  const url = isObject(media) ? media["url"] : undefined;
  const at = [...path, "url"];
  if (typeof url === "string" && url.startsWith("attachment://")) {
    if (!walk.fileNames.has(url.slice("attachment://".length))) {
      walk.faults.push(
        invalid(at, "UNFURLED_MEDIA_ITEM_REFERENCED_ATTACHMENT_NOT_FOUND", "The referenced attachment was not found"),
      );
    }
    return;
  }
  if (onlyUploaded) {
    walk.faults.push(invalid(at, "UNFURLED_MEDIA_ITEM_MUST_BE_ATTACHMENT", "A file must be an uploaded attachment"));
    return;
  }
  checkUrl(walk, url, at, limits.MEDIA_URL_LENGTH_MAX, ["http:", "https:"]);
}

export function checkMediaDescription(walk: Walk, item: Json, path: Path): void {
  const { description } = item;
  if (description === undefined || description === null) return;
  checkText(walk, description, [...path, "description"], 1, limits.MEDIA_DESCRIPTION_LENGTH_MAX);
}
