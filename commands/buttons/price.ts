import type { Button, Reply } from "../../src/core/chat/reply.ts";
import type { Messages } from "../../src/core/messages.ts";
import { refuse } from "../../src/core/refusal.ts";

/**
 * Nobody pays a price that was not on the button: when it is another one now, the answer is a button with that one, and
 * null when it is the same.
 */
export function newPrice(
  shown: string | undefined,
  now: number,
  button: Button,
  { after }: Messages,
): (Reply & { readonly buttons: readonly Button[] }) | null {
  if (shown === undefined || !/^\d{1,9}$/u.test(shown)) throw refuse("button-stale", {});
  if (Number(shown) === now) return null;
  return { text: after.priceChanged(Number(shown), now), buttons: [button] };
}
