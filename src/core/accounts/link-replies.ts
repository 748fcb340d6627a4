import { encodeButton } from "../chat/button-token.ts";
import type { Reply } from "../chat/reply.ts";
import type { Messages } from "../messages.ts";
import { refuse } from "../refusal.ts";
import type { Link } from "./link.ts";

/** Asks the side that is to say yes next. */
export function questionFor(link: Link, { linking: words }: Messages): Reply {
  const { issuer, redeemer, state } = link;
  if (redeemer === null) throw refuse("button-stale", {});
  const asked = state === "redeemed" ? redeemer : issuer;
  return {
    title: words.confirmTitle,
    text: state === "redeemed" ? words.askRedeemer(issuer.identity) : words.askIssuer(redeemer.identity),
    buttons: [
      { label: words.yes, style: "primary", token: encodeButton("link", "yes", asked.account, link.id) },
      { label: words.no, token: encodeButton("link", "no", asked.account, link.id) },
    ],
  };
}

/** What the one side reads when both are one; `other` is whom it was linked with. */
export function joinedReply(
  other: { readonly name: string; readonly platform: string },
  available: number,
  { linking: words }: Messages,
): Reply {
  return { tone: "good", title: words.joinedTitle, text: words.joined(other, available) };
}
