import { consentInForce } from "../src/core/accounts/account.ts";
import { termsInForce, termsPages } from "../src/core/accounts/terms.ts";
import { encodeButton } from "../src/core/chat/button-token.ts";
import { type Caller, defineCommand } from "../src/core/chat/command.ts";
import type { Button, Reply } from "../src/core/chat/reply.ts";

export const terms = defineCommand({
  name: "terms",
  summary: "The terms in short, and when you accepted them",
  audience: "caller",
  needsConsent: false,
  options: {},
  example: "/terms",
  run: async ({ caller }) => page(caller, 0),
  buttons: {
    page: {
      pressedBy: "owner",
      // From the question for consent the terms open below it, so that its button stays.
      run: async ({ args, caller }) => ({ ...page(caller, Number(args[0])), replacesOrigin: args[1] === "turn" }),
    },
  },
});

function page({ account, messages: { terms: words } }: Caller, wanted: number): Reply {
  const number = Number.isInteger(wanted) ? Math.max(0, Math.min(termsPages.length - 1, wanted)) : 0;
  const shown = termsPages[number];
  if (shown === undefined) throw new Error("the terms have no pages");
  const acceptedAt = consentInForce(account, termsInForce.version)?.at ?? null;
  const turn = (to: number) => encodeButton("terms", "page", account.id, String(to), "turn");
  const buttons: Button[] = [];
  if (number > 0) buttons.push({ label: words.previous, token: turn(number - 1) });
  if (number < termsPages.length - 1) buttons.push({ label: words.next, token: turn(number + 1) });
  return {
    title: words.title(words.pages[shown.id]),
    text: [
      ...shown.clauses.map((clause) => `${clause} · ${words.clauses[clause]}`),
      words.footer(termsInForce.updatedAt, acceptedAt, termsInForce.contact),
    ].join("\n\n"),
    buttons,
  };
}
