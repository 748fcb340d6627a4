import { shownMoney } from "../billing/money.ts";
import { models } from "../catalogue/models.ts";
import type { Offers } from "../catalogue/offers.ts";
import { CREDIT_microusd } from "../catalogue/price-book.ts";
import { upscaler } from "../catalogue/upscaler.ts";
import type { Messages } from "../messages.ts";
import type { Amounts } from "./edition.ts";
import type { Upcoming } from "./pricing.ts";

/** What people call the thing that has a price. */
export function subjectName(subject: string, offers: Pick<Offers, "find">, { prices: words }: Messages): string {
  const maker = [...models, upscaler].find(({ id }) => id === subject);
  if (maker !== undefined) return maker.name;
  const offer = offers.find(subject);
  if (offer === null) return subject;
  return offer.kind === "pack" ? words.packName(offer.pack.name) : words.planName(offer.plan.name, offer.interval);
}

/** One line for each price that changes, from what everybody pays before to what they pay after. */
export function changeLines(
  { change: { subject, amounts }, before }: Pick<Upcoming, "change" | "before">,
  offers: Pick<Offers, "find">,
  messages: Messages,
): string {
  const { prices: words } = messages;
  const isOffer = offers.find(subject) !== null;
  return changed(amounts, before)
    .map(([name, amount]) => {
      const shown = (value: number) =>
        isOffer ? shownMoney({ amount: value, currency: name }) : words.inCredits(value / CREDIT_microusd);
      const of = words.of[name] ?? (isOffer ? name.toUpperCase() : name);
      return words.line(of, shown(before[name] ?? amount), shown(amount));
    })
    .join("\n");
}

function changed(amounts: Amounts, before: Amounts): [string, number][] {
  return Object.entries(amounts).filter(([name, amount]) => before[name] !== amount);
}
