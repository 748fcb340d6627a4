import { models } from "../../src/core/catalogue/models.ts";
import { upscaler } from "../../src/core/catalogue/upscaler.ts";
import { languageNames } from "../../src/core/messages/languages.ts";

/** Names: the same in every language. */
const names: ReadonlySet<string> = new Set([
  ...[...models, upscaler].flatMap(({ name, maker }) => [name, `${name} (${maker})`]),
  ...Object.values(languageNames),
  ...["Telegram Stars", "Starter", "Creator", "Studio", "Seed", "seed", "Prompt", "Discord", "Telegram"],
]);

/** Sentences that consist of what they are given, numbers, signs and names alone. */
const onlyData: ReadonlySet<string> = new Set([
  ...["picture.title", "picture.alternative", "styles.name", "prices.line", "prices.packName", "telegram.optionValue"],
  ...["billing.renewal", "billing.invoiceLine", "billing.orderLine", "billing.pay", "billing.orderButton"],
  ...["pricing.price", "pricing.range", "history.line", "history.searched", "servers.channels", "servers.models"],
  ...["imagine.detail.pixels", "settings.remembers", "balance.movement", "balance.granted", "billingDesk.reasonLine"],
  ...["account.chat", "wording.list", "wording.minute", "prices.inCredits", "billing.packButton", "billing.what.pack"],
  ...["refusals.desk-says", "support.ticketTitle"],
]);

/** By language: words that are the same there as in English. Short words only. */
const words: Readonly<Record<string, readonly string[]>> = {
  de: ["Details", "Original 3", "Chats", "Film noir", "Anime", "Id", "Credits", "In EUR", "Server discord:1"],
  es: ["No"],
  fr: ["Film noir", "Pixel art"],
};

/** Whether a text is rightly the same as in English. */
export function sameInEnglish({
  language,
  path,
  text,
}: {
  readonly language: string;
  readonly path: string;
  readonly text: string;
}): boolean {
  return names.has(text) || onlyData.has(path) || (words[language]?.includes(text) ?? false);
}

/** Where two trees of messages have other keys, other kinds of texts, or sentences that take other data. */
export function sameShape(tree: unknown, pattern: unknown, path = ""): string[] {
  if (path === "commands") return [];
  if (typeof tree !== typeof pattern) return [`${path} is ${typeof tree}, and not ${typeof pattern}`];
  if (typeof tree === "function" && typeof pattern === "function") {
    return tree.length <= pattern.length ? [] : [`${path} wants more data than there is`];
  }
  if (typeof tree !== "object" || tree === null || typeof pattern !== "object" || pattern === null) return [];
  const keys = new Set([...Object.keys(tree), ...Object.keys(pattern)]);
  return [...keys].flatMap((key) =>
    sameShape(
      (tree as Record<string, unknown>)[key],
      (pattern as Record<string, unknown>)[key],
      path === "" ? key : `${path}.${key}`,
    ),
  );
}
