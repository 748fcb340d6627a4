import type { TicketMessage } from "./ticket.ts";

/** What Discord shows in one message, with room for what stands around it. */
const PAGE_LENGTH_MAX = 2800;
const PAGE_IMAGES_MAX = 8;

export interface ConversationPage {
  /** Oldest first. */
  readonly shown: readonly TicketMessage[];
  /** How many of the newest to leave out to see what was before these; 0: there is nothing. */
  readonly earlier: number;
}

/** As many of the newest messages as one message of a chat shows whole, at least one, without the `skipped` newest. */
export function conversationPage(messages: readonly TicketMessage[], skipped: number): ConversationPage {
  const end = Math.max(0, messages.length - Math.max(0, skipped));
  let begin = end;
  let length = 0;
  let pictures = 0;
  while (begin > 0) {
    const { words = "", images = [] } = messages[begin - 1] ?? {};
    length += words.length;
    pictures += images.length;
    if (begin < end && (length > PAGE_LENGTH_MAX || pictures > PAGE_IMAGES_MAX)) break;
    begin -= 1;
  }
  return { shown: messages.slice(begin, end), earlier: begin === 0 ? 0 : messages.length - begin };
}
