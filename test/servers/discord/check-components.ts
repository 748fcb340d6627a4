import { type FormFault, invalid, required, wrongLength } from "./errors.ts";
import { isObject, type Json, lengthOf, objectsOf } from "./json.ts";
import * as limits from "./limits.ts";
import {
  checkCustomId,
  checkMedia,
  checkMediaDescription,
  checkOptions,
  checkText,
  checkUrl,
  type Path,
  startWalk,
  type Walk,
} from "./walk.ts";

/** @see https://discord.com/developers/docs/components/reference#component-object-component-types */
export const componentTypes = {
  row: 1,
  button: 2,
  stringSelect: 3,
  textInput: 4,
  userSelect: 5,
  roleSelect: 6,
  mentionableSelect: 7,
  channelSelect: 8,
  section: 9,
  text: 10,
  thumbnail: 11,
  gallery: 12,
  file: 13,
  separator: 14,
  container: 17,
  label: 18,
  fileUpload: 19,
  radioGroup: 21,
  checkboxGroup: 22,
  checkbox: 23,
} as const;
const types = componentTypes;
const selects: readonly number[] = [3, 5, 6, 7, 8];
const topLevelV2: readonly number[] = [
  types.row,
  types.section,
  types.text,
  types.gallery,
  types.file,
  types.separator,
  types.container,
];
const inContainer = topLevelV2.filter((type) => type !== types.container);

/** Holds a message's components against what Discord publishes, for the first or the second version of components. */
export function checkComponents(components: unknown, isV2: boolean, fileNames: ReadonlySet<string>): FormFault[] {
  const walk = startWalk(fileNames);
  const path: Path = ["components"];
  if (!Array.isArray(components))
    return [invalid(path, "LIST_TYPE_CONVERT", "Only iterables may be used in a ListType")];
  if (!isV2 && components.length > limits.ROWS_MAX) walk.faults.push(wrongLength(path, 1, limits.ROWS_MAX));
  for (const [index, component] of components.entries()) {
    const allowed = isV2 ? topLevelV2 : [types.row];
    checkComponent(walk, component, [...path, index], allowed);
  }
  if (isV2 && components.length === 0) walk.faults.push(required(path));
  if (isV2 && walk.count > limits.V2_COMPONENTS_MAX) {
    walk.faults.push(
      invalid(
        path,
        "MESSAGE_COMPONENTS_MAX",
        `A message has at most ${limits.V2_COMPONENTS_MAX} components; this one has ${walk.count}.`,
      ),
    );
  }
  if (walk.textLength > limits.V2_TEXT_LENGTH_MAX) {
    walk.faults.push(
      invalid(
        path,
        "COMPONENT_DISPLAYABLE_TEXT_SIZE_EXCEEDED",
        `Displayable text exceeds ${limits.V2_TEXT_LENGTH_MAX}.`,
      ),
    );
  }
  return walk.faults;
}

export function checkComponent(walk: Walk, component: unknown, path: Path, allowed: readonly number[]): void {
  if (!isObject(component)) {
    walk.faults.push(invalid(path, "MODEL_TYPE_CONVERT", "Only dictionaries may be used in a ModelType"));
    return;
  }
  const type = Number(component["type"]);
  if (!allowed.includes(type)) {
    walk.faults.push(
      invalid([...path, "type"], "BASE_TYPE_CHOICES", `Value of field "type" must be one of (${allowed.join(", ")}).`),
    );
    return;
  }
  walk.count += 1;
  checkId(walk, component, path);
  if (type === types.row) checkRow(walk, component, path);
  else if (type === types.button) checkButton(walk, component, path);
  else if (selects.includes(type)) checkSelect(walk, component, path);
  else checkDisplay(walk, type, component, path);
}

function checkId(walk: Walk, component: Json, path: Path): void {
  const id = component["id"];
  if (id === undefined || id === null || id === 0) return;
  if (typeof id !== "number" || !Number.isInteger(id) || walk.ids.has(id)) {
    walk.faults.push(invalid([...path, "id"], "COMPONENT_ID_DUPLICATED", "Component ids are unique 32-bit integers."));
  } else walk.ids.add(id);
}

function checkRow(walk: Walk, row: Json, path: Path): void {
  const inside = objectsOf(row["components"]);
  const areButtons = inside.every(({ type }) => type === types.button);
  const max = areButtons ? limits.ROW_BUTTONS_MAX : 1;
  if (inside.length === 0 || inside.length > max) {
    walk.faults.push(wrongLength([...path, "components"], 1, max));
  }
  for (const [index, child] of inside.entries()) {
    checkComponent(walk, child, [...path, "components", index], [types.button, ...selects]);
  }
}

function checkButton(walk: Walk, button: Json, path: Path): void {
  const { style, label, url } = button;
  const hasCustomId = button["custom_id"] !== undefined && button["custom_id"] !== null;
  if (![1, 2, 3, 4, 5].includes(Number(style))) {
    walk.faults.push(invalid([...path, "style"], "BASE_TYPE_CHOICES", "A style is one of (1, 2, 3, 4, 5)."));
  }
  if (label === undefined && button["emoji"] === undefined) walk.faults.push(required([...path, "label"]));
  if (label !== undefined) checkText(walk, label, [...path, "label"], 1, limits.BUTTON_LABEL_LENGTH_MAX);
  if (style === 5) {
    if (hasCustomId) {
      walk.faults.push(
        invalid(
          path,
          "BUTTON_COMPONENT_CUSTOM_ID_URL_MUTUALLY_EXCLUSIVE",
          "A custom id and url cannot both be specified",
        ),
      );
    }
    checkUrl(walk, url, [...path, "url"], limits.BUTTON_URL_LENGTH_MAX, ["http:", "https:", "discord:"]);
  } else {
    if (url !== undefined) {
      walk.faults.push(
        invalid(
          path,
          "BUTTON_COMPONENT_CUSTOM_ID_URL_MUTUALLY_EXCLUSIVE",
          "A custom id and url cannot both be specified",
        ),
      );
    }
    checkCustomId(walk, button, path);
  }
}

export function checkSelect(walk: Walk, select: Json, path: Path): void {
  checkCustomId(walk, select, path);
  const placeholder = select["placeholder"];
  if (placeholder !== undefined)
    checkText(walk, placeholder, [...path, "placeholder"], 0, limits.PLACEHOLDER_LENGTH_MAX);
  if (select["type"] !== types.stringSelect) return;
  checkOptions(walk, select, path);
  const count = objectsOf(select["options"]).length;
  const min = Number(select["min_values"] ?? 1);
  const max = Number(select["max_values"] ?? 1);
  if (min < 0 || min > limits.SELECT_OPTIONS_MAX)
    walk.faults.push(wrongLength([...path, "min_values"], 0, limits.SELECT_OPTIONS_MAX));
  if (max < 1 || max > count || max < min) walk.faults.push(wrongLength([...path, "max_values"], 1, count));
}

function checkDisplay(walk: Walk, type: number, component: Json, path: Path): void {
  const children = Array.isArray(component["components"]) ? component["components"] : [];
  switch (type) {
    case types.text: {
      const { content } = component;
      checkText(walk, content, [...path, "content"], 1, limits.V2_TEXT_LENGTH_MAX);
      if (typeof content === "string") walk.textLength += lengthOf(content);
      break;
    }
    case types.section:
      if (children.length === 0 || children.length > limits.SECTION_TEXTS_MAX) {
        walk.faults.push(wrongLength([...path, "components"], 1, limits.SECTION_TEXTS_MAX));
      }
      for (const [index, child] of children.entries()) {
        checkComponent(walk, child, [...path, "components", index], [types.text]);
      }
      checkComponent(walk, component["accessory"], [...path, "accessory"], [types.button, types.thumbnail]);
      break;
    case types.thumbnail:
      checkMedia(walk, component["media"], [...path, "media"], false);
      checkMediaDescription(walk, component, path);
      break;
    case types.gallery: {
      const items = objectsOf(component["items"]);
      if (items.length === 0 || items.length > limits.GALLERY_ITEMS_MAX) {
        walk.faults.push(wrongLength([...path, "items"], 1, limits.GALLERY_ITEMS_MAX));
      }
      for (const [index, item] of items.entries()) {
        checkMedia(walk, item["media"], [...path, "items", index, "media"], false);
        checkMediaDescription(walk, item, [...path, "items", index]);
      }
      break;
    }
    case types.file:
      checkMedia(walk, component["file"], [...path, "file"], true);
      break;
    case types.container:
      if (children.length === 0) walk.faults.push(required([...path, "components"]));
      for (const [index, child] of children.entries()) {
        checkComponent(walk, child, [...path, "components", index], inContainer);
      }
      checkColour(walk, component["accent_color"], [...path, "accent_color"]);
      break;
    default:
      break;
  }
}

function checkColour(walk: Walk, colour: unknown, path: Path): void {
  if (colour === undefined || colour === null) return;
  if (typeof colour !== "number" || colour < 0 || colour > 0xffffff) {
    walk.faults.push(invalid(path, "NUMBER_TYPE_MAX", "int value should be between 0 and 16777215."));
  }
}
