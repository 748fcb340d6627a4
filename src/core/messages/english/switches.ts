import type { RefusalCode, Refusals } from "../../refusal.ts";
import { paragraphs } from "../paragraphs.ts";
import { minute } from "./wording.ts";

/** What operators have switched off, told to whoever meets it. A note is in the operators' own words, and stands by itself. */
export const switchRefusals = {
  "service-off": ({ note, until }) =>
    paragraphs(
      until === null
        ? "Easel is closed for maintenance at the moment."
        : `Easel is closed for maintenance until ${minute(until)}.`,
      note,
      "Nothing was stored and nothing was charged. What was in the works goes on. Please try again later.",
    ),
  "registrations-off": ({ note, until }) =>
    paragraphs(
      until === null
        ? "I am glad that you are here, but Easel takes nobody new at the moment."
        : `I am glad that you are here, but Easel takes nobody new until ${minute(until)}.`,
      note,
      "Nothing was stored and nothing was charged. Please try again later.",
    ),
  "purchases-off": ({ note, until }) =>
    paragraphs(
      until === null ? "Nothing can be bought at the moment." : `Nothing can be bought until ${minute(until)}.`,
      note,
      "Nothing was charged. What you have stays yours and works as ever, and what you have paid for will come.",
    ),
  "plan-off": ({ plan, note, until }) =>
    paragraphs(
      until === null ? `${plan} is not sold at the moment.` : `${plan} is not sold until ${minute(until)}.`,
      note,
      "Who has it keeps it. /buy shows what there is. Nothing was charged.",
    ),
} satisfies { readonly [Code in RefusalCode]?: (data: Refusals[Code]) => string };

/** What is said of a switch where a list has a line for it. */
export const switches = {
  /** Of a model in `/models`. */
  backAt: (until: Date) => `Back on ${minute(until)}.`,
};
