import { decodeButton } from "../../src/core/chat/button-token.ts";
import type { Action } from "../../src/core/chat/incoming.ts";
import type { Attachment } from "../../src/core/services.ts";
import type { SentFile } from "./files.ts";
import type { RepliedTo, Said } from "./incoming.ts";
import { kinds, type Remembered } from "./remembered.ts";
import { isPrivateChat, type Spot } from "./spot.ts";

/** What plain words mean: a prompt, or what is to change in a picture. */
const PROMPT = "imagine";
const EDIT = "edit";
/** An id of a result as its buttons carry it. */
const RESULT_ID = /^[a-z2-7]{20}$/u;

type CommandAction = Action & { readonly kind: "command" };

/** Finds out what somebody wants who wrote something. */
export function createMeaning({
  remembered,
  personOf,
  attach,
}: {
  readonly remembered: Remembered;
  readonly personOf: (spot: Pick<Spot, "user">) => string;
  readonly attach: (file: SentFile) => Attachment;
}): (said: Said) => Promise<CommandAction> {
  /** The picture that was replied to, by its id where it is this person's own. */
  async function source(
    { spot }: Said,
    replied: RepliedTo,
  ): Promise<Pick<CommandAction, "values" | "attachments"> | null> {
    const shown = replied.isOurs ? await remembered.find(kinds.picture, `${spot.chat}/${replied.id}`) : null;
    if (shown !== null && shown.person === personOf(spot)) {
      return { values: { from: shown.from }, attachments: [] };
    }
    // In the private chat every result is this person's, however long ago it came.
    const id = isPrivateChat(spot) && replied.isOurs ? resultOf(replied.tokens) : null;
    if (id !== null) return { values: { from: id }, attachments: [] };
    return replied.file === null ? null : { values: {}, attachments: [attach(replied.file)] };
  }

  return async (said) => {
    const { words, repliedTo } = said;
    const attachments = said.files.map(attach);
    const named = said.command;
    const wantsSource = attachments.length === 0 && (named === null || named === EDIT);
    const from = wantsSource && repliedTo !== null ? await source(said, repliedTo) : null;
    const name = named ?? (attachments.length > 0 || from !== null ? EDIT : PROMPT);
    return { kind: "command", name, words, values: {}, attachments, ...from };
  };
}

/** The result that a message's buttons are about. */
export function resultOf(tokens: readonly string[]): string | null {
  for (const token of tokens) {
    const [, , owner, id = ""] = token.split("/");
    if (owner !== undefined && RESULT_ID.test(id) && decodeButton(token).args[0] === id) return id;
  }
  return null;
}
