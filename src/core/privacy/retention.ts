import { LINK_KEPT_MS } from "../accounts/link.ts";
import { BUTTON_KEPT_MS } from "../chat/button-memory.ts";
import { REFERENCE_KEPT_MS } from "../generation/take-order.ts";
import { SPENDING_KEPT_DAYS } from "../servers/allowance.ts";
import { TICKET_KEPT_DAYS } from "../support/ticket.ts";
import { TICKET_IMAGES_KEPT_DAYS } from "../support/ticket-images.ts";
import { EXPORT_KEPT_MS } from "./export.ts";

const HOUR_MS = 60 * 60 * 1000;
const DAY_MS = 24 * HOUR_MS;

/** How long what is not kept until it is deleted is kept, as `/privacy` says it. */
export const retention = {
  references_days: REFERENCE_KEPT_MS / DAY_MS,
  buttons_days: BUTTON_KEPT_MS / DAY_MS,
  links_days: LINK_KEPT_MS / DAY_MS,
  spending_days: SPENDING_KEPT_DAYS,
  /** From the closing of a ticket. */
  tickets_days: TICKET_KEPT_DAYS,
  /** From a picture's coming. */
  ticketImages_days: TICKET_IMAGES_KEPT_DAYS,
  exports_hours: EXPORT_KEPT_MS / HOUR_MS,
  /** The longest that a chat's adapter remembers which message shows what; each keeps its own times, and none longer ones. */
  chatMemory_days: 180,
  /** The longest that an event is known to have come; what it said is forgotten once it was handled. */
  chatEvents_hours: 48,
} as const;
