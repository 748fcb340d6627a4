import { questionFor } from "../../src/core/accounts/link-replies.ts";
import type { Caller } from "../../src/core/chat/command.ts";
import type { Identity } from "../../src/core/chat/incoming.ts";
import type { Reply } from "../../src/core/chat/reply.ts";
import type { Services } from "../../src/core/services.ts";

/** In front of a code in the payload of a deep link. */
export const LINK_PAYLOAD = "link_";

/** Uses a code from the other chat up, and asks this side. */
export async function redeemCode(
  code: string,
  { account, messages }: Caller,
  identity: Identity,
  { links }: Pick<Services, "links">,
): Promise<Reply> {
  const redeemed = await links.redeem(code, account, identity);
  if (redeemed.state === "confirmed") return { text: messages.linking.waits(redeemed.issuer.identity) };
  return questionFor(redeemed, messages);
}
