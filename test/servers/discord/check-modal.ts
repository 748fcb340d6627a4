import { checkComponent, checkSelect, componentTypes as types } from "./check-components.ts";
import { type FormFault, invalid, required, wrongLength } from "./errors.ts";
import { isObject, type Json, objectsOf } from "./json.ts";
import * as limits from "./limits.ts";
import { checkCustomId, checkOptions, checkText, type Path, startWalk, type Walk } from "./walk.ts";

const labelled: readonly number[] = [
  types.stringSelect,
  types.textInput,
  types.userSelect,
  types.roleSelect,
  types.mentionableSelect,
  types.channelSelect,
  types.fileUpload,
  types.radioGroup,
  types.checkboxGroup,
  types.checkbox,
];
const RADIO_OPTIONS_MAX = 10;

/**
 * Holds a form against what Discord publishes.
 * @see https://discord.com/developers/docs/interactions/receiving-and-responding#interaction-response-object-modal
 */
export function checkModal(data: unknown): FormFault[] {
  const walk = startWalk();
  if (!isObject(data)) return [required(["data"])];
  const at: Path = ["data"];
  checkText(walk, data["title"], [...at, "title"], 1, limits.MODAL_TITLE_LENGTH_MAX);
  checkCustomId(walk, data, at);
  const components = objectsOf(data["components"]);
  if (components.length === 0 || components.length > limits.MODAL_COMPONENTS_MAX) {
    walk.faults.push(wrongLength([...at, "components"], 1, limits.MODAL_COMPONENTS_MAX));
  }
  for (const [index, component] of components.entries()) checkTop(walk, component, [...at, "components", index]);
  return walk.faults;
}

function checkTop(walk: Walk, component: Json, path: Path): void {
  if (component["type"] === types.label) {
    checkText(walk, component["label"], [...path, "label"], 1, limits.INPUT_LABEL_LENGTH_MAX);
    if (component["description"] !== undefined) {
      checkText(walk, component["description"], [...path, "description"], 0, limits.INPUT_DESCRIPTION_LENGTH_MAX);
    }
    const inside = component["component"];
    if (isObject(inside)) checkInput(walk, inside, [...path, "component"], labelled, true);
    else walk.faults.push(required([...path, "component"]));
    return;
  }
  if (component["type"] === types.row) {
    const inside = objectsOf(component["components"]);
    if (inside.length !== 1) walk.faults.push(wrongLength([...path, "components"], 1, 1));
    for (const [index, child] of inside.entries()) {
      checkInput(walk, child, [...path, "components", index], [types.textInput], false);
    }
    return;
  }
  checkComponent(walk, component, path, [types.text]);
}

function checkInput(walk: Walk, input: Json, path: Path, allowed: readonly number[], hasLabel: boolean): void {
  const type = Number(input["type"]);
  if (!allowed.includes(type)) {
    walk.faults.push(
      invalid([...path, "type"], "BASE_TYPE_CHOICES", `Value of field "type" must be one of (${allowed.join(", ")}).`),
    );
    return;
  }
  if (type === types.textInput) checkTextInput(walk, input, path, hasLabel);
  else if (type === types.radioGroup || type === types.checkboxGroup) {
    checkCustomId(walk, input, path);
    checkOptions(walk, input, path, RADIO_OPTIONS_MAX);
  } else if (type === types.fileUpload || type === types.checkbox) checkCustomId(walk, input, path);
  else checkSelect(walk, input, path);
}

function checkTextInput(walk: Walk, input: Json, path: Path, hasLabel: boolean): void {
  checkCustomId(walk, input, path);
  if (![1, 2].includes(Number(input["style"]))) {
    walk.faults.push(invalid([...path, "style"], "BASE_TYPE_CHOICES", "A style is one of (1, 2)."));
  }
  if (!hasLabel) checkText(walk, input["label"], [...path, "label"], 1, limits.INPUT_LABEL_LENGTH_MAX);
  else if (input["label"] !== undefined && input["label"] !== null) {
    walk.faults.push(
      invalid([...path, "label"], "BASE_TYPE_MUST_BE_ABSENT", "Inside a label, an input has none itself."),
    );
  }
  const { placeholder, value } = input;
  if (placeholder !== undefined)
    checkText(walk, placeholder, [...path, "placeholder"], 0, limits.INPUT_PLACEHOLDER_LENGTH_MAX);
  if (value !== undefined && value !== null)
    checkText(walk, value, [...path, "value"], 0, limits.INPUT_VALUE_LENGTH_MAX);
  const min = Number(input["min_length"] ?? 0);
  const max = Number(input["max_length"] ?? limits.INPUT_VALUE_LENGTH_MAX);
  if (min < 0 || min > limits.INPUT_VALUE_LENGTH_MAX || min > max) {
    walk.faults.push(invalid([...path, "min_length"], "NUMBER_TYPE_MAX", "int value should be between 0 and 4000."));
  }
  if (max < 1 || max > limits.INPUT_VALUE_LENGTH_MAX) {
    walk.faults.push(invalid([...path, "max_length"], "NUMBER_TYPE_MAX", "int value should be between 1 and 4000."));
  }
  if (typeof value === "string" && value !== "" && (value.length > max || value.length < min)) {
    walk.faults.push(wrongLength([...path, "value"], min, max));
  }
}
