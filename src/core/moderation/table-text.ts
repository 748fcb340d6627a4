import type { Messages } from "../messages.ts";
import { tableRows } from "./money-table.ts";
import type { ModerationNumbers } from "./numbers.ts";

/** The table of money and moderation, a sentence a row, with the numbers that count here. */
export function tableLines({ conduct }: Pick<Messages, "conduct">, numbers: ModerationNumbers): readonly string[] {
  return tableRows.map(({ id }) => conduct.rows[id](numbers));
}
