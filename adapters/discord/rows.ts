import {
  type APIActionRowComponent,
  type APIButtonComponent,
  type APIComponentInMessageActionRow,
  type APIStringSelectComponent,
  ButtonStyle,
  ComponentType,
} from "discord.js";
import type { Button } from "../../src/core/chat/reply.ts";
import { cut, oneLine, plain } from "./text.ts";

/** @see https://discord.com/developers/docs/components/reference#action-row */
const ROW_BUTTONS_MAX = 5;
/** More rows than this are no longer looked through: what is beyond stands in menus. */
const ROWS_MAX = 5;
/** @see https://discord.com/developers/docs/components/reference#button */
const LABEL_LENGTH_MAX = 80;
const LINK_LENGTH_MAX = 512;
/** @see https://discord.com/developers/docs/components/reference#string-select */
const MENU_CHOICES_MAX = 25;
const MENU_LABEL_LENGTH_MAX = 100;
const PLACEHOLDER_LENGTH_MAX = 150;
/** Stands in front of the ids of menus, which no button's token begins with. */
export const MENU_PREFIX = "~menu/";

type Row = APIActionRowComponent<APIComponentInMessageActionRow>;
type Pressed = Extract<Button, { token: string }>;
type Linked = Extract<Button, { url: string }>;

/** Links that no button holds stand in the text instead. */
export interface Rows {
  readonly rows: readonly Row[];
  readonly longLinks: readonly Linked[];
}

const styles = {
  primary: ButtonStyle.Primary,
  secondary: ButtonStyle.Secondary,
  quiet: ButtonStyle.Secondary,
  danger: ButtonStyle.Danger,
} as const;

/**
 * Buttons in rows of five, the first quiet one at the beginning of a row. Where they do not fit into five rows or into
 * `componentsMax`, what is left stands in menus. A message may not hold the same token twice: the first button keeps it.
 */
export function renderRows(buttons: readonly Button[], more: string, componentsMax: number): Rows {
  const seen = new Set<string>();
  const usable = buttons.filter((button) => {
    const key = "token" in button ? button.token : button.url;
    if (seen.has(key) || ("url" in button && !isWebLink(button.url))) return false;
    seen.add(key);
    return true;
  });
  const longLinks = usable.filter((button): button is Linked => "url" in button && button.url.length > LINK_LENGTH_MAX);
  const shown = usable.filter((button) => !longLinks.some((link) => link === button));
  const rows = inRows(shown);
  if (rows.length <= ROWS_MAX && shown.length + rows.length <= componentsMax) {
    return { rows: rows.map(renderRow), longLinks };
  }
  return { rows: withMenus(shown, more, componentsMax), longLinks };
}

/** Links and the first row stay buttons; everything else is chosen from menus. */
function withMenus(shown: readonly Button[], more: string, componentsMax: number): Row[] {
  const links = shown.filter((button): button is Linked => "url" in button).slice(0, ROW_BUTTONS_MAX);
  const pressed = shown.filter((button): button is Pressed => "token" in button);
  const head = inRows(
    [...pressed.slice(0, ROW_BUTTONS_MAX)].map(({ style, ...button }) => ({
      ...button,
      ...(style === undefined || style === "quiet" ? {} : { style }),
    })),
  );
  const rows = [...head, ...inRows(links)].map(renderRow);
  const rest = pressed.slice(ROW_BUTTONS_MAX);
  let left = componentsMax - rows.reduce((sum, row) => sum + 1 + row.components.length, 0);
  for (let at = 0; at < rest.length && left >= 2 && rows.length < ROWS_MAX; at += MENU_CHOICES_MAX) {
    rows.push({
      type: ComponentType.ActionRow,
      components: [renderMenu(rest.slice(at, at + MENU_CHOICES_MAX), more, at / MENU_CHOICES_MAX)],
    });
    left -= 2;
  }
  return rows;
}

function inRows(buttons: readonly Button[]): Button[][] {
  const rows: Button[][] = [];
  const firstQuiet = buttons.findIndex(isQuiet);
  for (const [index, button] of buttons.entries()) {
    const row = rows.at(-1);
    if (row === undefined || row.length === ROW_BUTTONS_MAX || index === firstQuiet) rows.push([button]);
    else row.push(button);
  }
  return rows;
}

function isQuiet(button: Button): boolean {
  return "token" in button && button.style === "quiet";
}

function renderRow(buttons: readonly Button[]): Row {
  return { type: ComponentType.ActionRow, components: buttons.map(renderButton) };
}

function renderButton(button: Button): APIButtonComponent {
  const label = labelOf(button, LABEL_LENGTH_MAX);
  if ("url" in button) return { type: ComponentType.Button, style: ButtonStyle.Link, label, url: button.url };
  const style = styles[button.style ?? "secondary"];
  return { type: ComponentType.Button, style, label, custom_id: button.token };
}

function renderMenu(buttons: readonly Pressed[], more: string, number: number): APIStringSelectComponent {
  return {
    type: ComponentType.StringSelect,
    custom_id: `${MENU_PREFIX}${number}`,
    placeholder: cut(more, PLACEHOLDER_LENGTH_MAX),
    options: buttons.map((button) => ({ label: labelOf(button, MENU_LABEL_LENGTH_MAX), value: button.token })),
  };
}

/** Discord takes no empty label. */
function labelOf({ label }: Button, lengthMax: number): string {
  return cut(oneLine(plain(label)), lengthMax) || "…";
}

function isWebLink(link: string): boolean {
  return URL.canParse(link) && ["http:", "https:"].includes(new URL(link).protocol);
}
