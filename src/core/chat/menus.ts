import type { Messages } from "../messages.ts";
import type { Attachment } from "../services.ts";
import { decodeButton } from "./button-token.ts";
import type { Action } from "./incoming.ts";

/** What can be done with any message, where a platform has a menu for that. */
export const messageMenus = ["edit-picture", "report"] as const;
export type MessageMenu = (typeof messageMenus)[number];

/** A menu's name as a person reads it: at most 32 characters. */
export function menuName(menu: MessageMenu, { discord: words }: Messages): string {
  return menu === "report" ? words.reportMenu : words.editMenu;
}

/**
 * What choosing a menu on a message asks for: of a message that Easel sent, `tokens` are those of its buttons, and pressing
 * one of them is meant; of others the pictures count. null: there is nothing in the message that this could be done with.
 */
export function menuAction(
  menu: MessageMenu,
  tokens: readonly string[],
  attachments: readonly Attachment[],
): Action | null {
  const token = tokens.find((one) => leadsTo(one, menu === "report" ? "report" : "reference"));
  if (token !== undefined) return { kind: "button", token };
  if (menu === "report" || attachments.length === 0) return null;
  return { kind: "command", name: "edit", words: "", values: {}, attachments };
}

/** The sentence where `menuAction` finds nothing. */
export function menuRefusal(menu: MessageMenu, { discord: words }: Messages): string {
  return menu === "report" ? words.reportNothing : words.editNothing;
}

function leadsTo(token: string, button: string): boolean {
  try {
    const read = decodeButton(token);
    return read.command === "imagine" && read.button === button;
  } catch {
    return false;
  }
}
