import { type Refusal, refuse } from "../../refusal.ts";

/** A "no" at an operators’ desk: what is the matter, and what would do. */
export function deskRefusal(text: string): Refusal {
  return refuse("desk-says", { text });
}
