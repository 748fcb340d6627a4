import type { TelegramApi } from "./client.ts";
import { TelegramRefused, TelegramUnreachable } from "./refusals.ts";
import { kinds, type Remembered } from "./remembered.ts";

// Links to messages, of private groups by number and of public ones by name; in topics, the topic stands before the message.
// @see https://core.telegram.org/api/links#message-links
const PRIVATE = /^https:\/\/t(?:elegram)?\.me\/c\/(\d{1,16})(?:\/\d+)?\/(\d{1,10})(?:\?.*)?$/u;
const PUBLIC = /^https:\/\/t(?:elegram)?\.me\/([A-Za-z]\w{3,31})(?:\/\d+)?\/(\d{1,10})(?:\?.*)?$/u;
/** What stands before a supergroup's number in its id. */
const SUPERGROUP = "-100";

/** See `Chat.pictureAt`. */
export function createMessageLinks({
  api,
  remembered,
}: {
  readonly api: Pick<TelegramApi, "getChat">;
  readonly remembered: Remembered;
}): (link: string) => Promise<string | null> {
  async function chatNamed(name: string): Promise<string | null> {
    try {
      return String((await api.getChat({ chat_id: `@${name}` })).id);
    } catch (error) {
      if (error instanceof TelegramRefused || error instanceof TelegramUnreachable) return null;
      throw error;
    }
  }

  return async (link) => {
    const [, number, inPrivate] = PRIVATE.exec(link) ?? [];
    const [, name, inPublic] = PUBLIC.exec(link) ?? [];
    const chat = number !== undefined ? SUPERGROUP + number : name === undefined ? null : await chatNamed(name);
    const message = inPrivate ?? inPublic;
    if (chat === null || message === undefined) return null;
    const picture = await remembered.find(kinds.picture, `${chat}/${message}`);
    return picture?.from.split(".")[0] ?? null;
  };
}
