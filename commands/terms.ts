import { termsInForce, termsPages } from "../src/core/accounts/terms.ts";
import { encodeButton } from "../src/core/chat/button-token.ts";
import { type Caller, defineCommand } from "../src/core/chat/command.ts";
import type { Button, Reply } from "../src/core/chat/reply.ts";
import { tableLines } from "../src/core/moderation/table-text.ts";
import { refuse } from "../src/core/refusal.ts";
import type { Services } from "../src/core/services.ts";
import { pagesOf } from "../src/core/terms/pages.ts";
import type { Terms } from "../src/core/terms/terms.ts";

const ACCEPTANCES_SHOWN_MAX = 3;

export const terms = defineCommand({
  name: "terms",
  summary: "The terms in short, and when you accepted them",
  audience: "caller",
  needsConsent: false,
  whileSuspended: true,
  duringMaintenance: true,
  options: {},
  example: "/terms",
  run: async ({ caller }, services) => inShort(caller, 0, services),
  buttons: {
    page: {
      pressedBy: "owner",
      // From the question for consent the terms open below it, so that its button stays.
      run: async ({ args, caller }, services) => ({
        ...inShort(caller, Number(args[0]), services),
        replacesOrigin: args[1] === "turn",
      }),
    },
    /** A page of the published text. The version is part of it: who reads on reads on in the same one. */
    text: {
      pressedBy: "owner",
      run: async ({ args: [version = "", number], caller }, services) => ({
        ...wholeText(caller, version, Number(number), services),
        replacesOrigin: true,
      }),
    },
  },
});

type Known = Pick<Services, "terms" | "moderation">;

interface ShortPage {
  readonly title: string;
  readonly lines: readonly string[];
}

function inShort(caller: Caller, wanted: number, services: Known): Reply {
  const { terms: words, termsVersions } = caller.messages;
  const pages = shortPages(caller, services);
  const number = within(wanted, pages.length);
  const shown = pages[number];
  if (shown === undefined) throw new Error("the terms have no pages");
  const { version } = services.terms.inForce();
  const token = (to: number) => encodeButton("terms", "page", caller.account.id, String(to), "turn");
  return {
    title: words.title(shown.title),
    text: [...shown.lines, footer(caller, services.terms)].join("\n\n"),
    buttons: [
      ...turning(number, pages.length, token, caller),
      {
        label: termsVersions.fullButton,
        style: "quiet",
        token: encodeButton("terms", "text", caller.account.id, version, "0"),
      },
    ],
  };
}

/** The clauses, and behind those about money the table of what is given back and what is kept (T9, T22). */
function shortPages({ messages }: Caller, { moderation }: Known): readonly ShortPage[] {
  const { terms: words, conduct } = messages;
  return termsPages.flatMap(({ id, clauses }) => [
    { title: words.pages[id], lines: clauses.map((clause) => `${clause} · ${words.clauses[clause]}`) },
    ...(id === "money" ? [{ title: conduct.tableTitle, lines: tableLines(messages, moderation) }] : []),
  ]);
}

function wholeText(caller: Caller, name: string, wanted: number, { terms: known }: Pick<Services, "terms">): Reply {
  const { termsVersions: words } = caller.messages;
  const version = known.version(name);
  if (version === null) throw refuse("button-stale", {});
  const pages = pagesOf(version.text);
  const number = within(wanted, pages.length);
  const token = (to: number) => encodeButton("terms", "text", caller.account.id, name, String(to));
  const isLast = number === pages.length - 1;
  return {
    title: words.fullTitle(name, number + 1, pages.length),
    text: [
      pages[number] ?? "",
      ...(isLast ? [footer(caller, known)] : []),
      [words.lists, ...(caller.language === "en" ? [] : [words.inEnglish])].join(" "),
    ].join("\n\n"),
    buttons: [
      ...turning(number, pages.length, token, caller),
      {
        label: words.shortButton,
        style: "quiet",
        token: encodeButton("terms", "page", caller.account.id, "0", "turn"),
      },
      { label: words.websiteButton, url: version.url },
    ],
  };
}

/** Which version counts and which is coming, and what the person has accepted: the latest first. */
function footer({ account, messages: { termsVersions: words } }: Caller, known: Terms): string {
  const { version, effectiveAt } = known.inForce();
  const next = known.announced();
  const { consents } = account;
  return [
    words.inForce(version, effectiveAt),
    ...(next === null ? [] : [words.announced(next.version, next.effectiveAt)]),
    ...(known.hasAccepted(consents) ? [] : [words.notAccepted]),
    ...consents
      .toSorted((a, b) => b.at.getTime() - a.at.getTime())
      .slice(0, ACCEPTANCES_SHOWN_MAX)
      .map(({ termsVersion, at, platform }) => words.accepted({ version: termsVersion, at, platform })),
    words.questions(termsInForce.contact),
  ].join("\n");
}

function turning(number: number, count: number, token: (to: number) => string, { messages }: Caller): Button[] {
  const { terms: words } = messages;
  return [
    ...(number > 0 ? [{ label: words.previous, token: token(number - 1) }] : []),
    ...(number < count - 1 ? [{ label: words.next, token: token(number + 1) }] : []),
  ];
}

function within(wanted: number, count: number): number {
  return Number.isInteger(wanted) ? Math.max(0, Math.min(count - 1, wanted)) : 0;
}
