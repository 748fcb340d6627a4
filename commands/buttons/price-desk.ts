import { z } from "zod";
import { encodeButton } from "../../src/core/chat/button-token.ts";
import type { ButtonHandler, Caller } from "../../src/core/chat/command.ts";
import { identityKey } from "../../src/core/chat/incoming.ts";
import type { Button, Reply } from "../../src/core/chat/reply.ts";
import { plainWords } from "../../src/core/messages/plain-words.ts";
import { changeLines, subjectName } from "../../src/core/pricing/price-lines.ts";
import type { Upcoming } from "../../src/core/pricing/pricing.ts";
import { readAmounts, readDate } from "../../src/core/pricing/read-amounts.ts";
import type { NewChange } from "../../src/core/pricing/schedule.ts";
import { refuse } from "../../src/core/refusal.ts";
import type { Services } from "../../src/core/services.ts";
import { inTrail } from "../desk/in-trail.ts";

const REASON_LENGTH_MAX = 300;
const PENDING_SHOWN_MAX = 10;

/** What stands behind the button of a preview: the token has no room for it. */
const kept = z.object({
  subject: z.string(),
  amounts: z.record(z.string(), z.number()),
  from: z.number().nullable(),
  reason: z.string(),
  number: z.number(),
});

export interface PriceWords {
  /** What was typed behind `price`: a subject and its new prices; empty: nothing. */
  readonly words: string;
  readonly from: string | undefined;
  readonly reason: string | undefined;
}

/** `/admin price`: what is announced, or the preview of another change. */
export async function priceDesk(given: PriceWords, caller: Caller, services: Services): Promise<Reply> {
  const [subject = "", ...rest] = given.words.split(/\s+/u).filter((word) => word !== "");
  if (subject === "") return pendingReply(caller, services);
  const wanted = await readChange(subject.toLowerCase(), rest.join(" "), given, caller, services);
  return previewReply(wanted, caller, services);
}

async function readChange(
  subject: string,
  amountsText: string,
  { from, reason = "" }: PriceWords,
  { messages }: Caller,
  { pricing, billing }: Services,
): Promise<NewChange> {
  const { prices: words } = messages;
  const known = await pricing.subject(subject);
  const isOffer = billing.offers.find(subject) !== null;
  const amounts = readAmounts(amountsText, known, isOffer);
  if (amounts === null) {
    const names = Object.keys(known);
    const example = names.length === 1 ? "1.5" : `${names[0]}=${isOffer ? "9.99" : "1.5"}`;
    throw refuse("bad-option", { option: "price", given: amountsText, allowed: words.amountAllowed(names, example) });
  }
  const date = from === undefined ? null : readDate(from);
  if (from !== undefined && date === null) {
    throw refuse("bad-option", { option: "from", given: from, allowed: words.dateAllowed });
  }
  const why = plainWords(reason, REASON_LENGTH_MAX);
  if (why === "") throw refuse("bad-option", { option: "reason", given: "", allowed: words.reasonAllowed });
  return { subject, amounts, from: date, reason: why };
}

async function previewReply(wanted: NewChange, caller: Caller, services: Services): Promise<Reply> {
  const { account, messages } = caller;
  const { prices: words } = messages;
  const upcoming = await services.pricing.preview(wanted);
  const { subject, amounts, from, reason } = wanted;
  const value = { subject, amounts, reason, from: from?.getTime() ?? null, number: upcoming.change.number };
  const key = await services.buttonMemory.keep(account.id, JSON.stringify(value satisfies z.infer<typeof kept>));
  const announced = upcomingText(upcoming, identityNames(caller), messages, services);
  return {
    title: words.adminPreviewTitle,
    text: [announced, upcoming.isRise ? words.adminRise : words.adminCut].join("\n\n"),
    buttons: [
      { label: words.adminAnnounce, style: "primary", token: encodeButton("admin", "announce", account.id, key) },
    ],
  };
}

/** What is announced and not in effect yet, each with a button that takes it back. */
async function pendingReply(caller: Caller, services: Services): Promise<Reply> {
  const { account, messages } = caller;
  const { prices: words } = messages;
  const pending = await services.pricing.pending();
  const shown = pending.slice(0, PENDING_SHOWN_MAX);
  const subjects = words.adminSubjects(await services.pricing.subjects());
  const lines = shown.map((one) => upcomingText(one, one.change.announcedBy, messages, services));
  return {
    title: words.adminTitle,
    text: [words.adminHow, subjects, lines.length === 0 ? words.adminNone : lines.join("\n\n")].join("\n\n"),
    buttons: shown.map(
      ({ change: { id, subject } }): Button => ({
        label: words.adminCancel(subjectName(subject, services.billing.offers, messages)),
        style: "danger",
        token: encodeButton("admin", "withdraw", account.id, id),
      }),
    ),
  };
}

function upcomingText(upcoming: Upcoming, by: string, messages: Caller["messages"], { billing }: Services): string {
  const { prices: words } = messages;
  const { subject, effectiveAt, reason } = upcoming.change;
  const name = subjectName(subject, billing.offers, messages);
  return words.adminPending(name, changeLines(upcoming, billing.offers, messages), effectiveAt, by, reason);
}

function identityNames({ account }: Caller): string {
  const [identity] = account.identities;
  return identity?.name ?? account.id;
}

/** For the audit trail. */
function inShort({ amounts, from }: Pick<NewChange, "amounts" | "from">): string {
  const parts = Object.entries(amounts).map(([name, amount]) => `${name} ${amount}`);
  return `${parts.join(", ")} from ${from?.toISOString() ?? "now"} on`;
}

export const announce: ButtonHandler = {
  pressedBy: "owner",
  async run({ args: [key = ""], caller, incoming }, services) {
    const { prices: words } = caller.messages;
    const read = kept.parse(JSON.parse(await services.buttonMemory.recall(caller.account.id, key)));
    const wanted = { ...read, from: read.from === null ? null : new Date(read.from) };
    const by = identityKey(incoming.identity);
    const entry = {
      ...{ cause: `price:${caller.account.id}:${key}`, actor: by, action: "price-announced", subject: wanted.subject },
      ...{ reason: wanted.reason, before: null, after: inShort(wanted) },
    };
    const announced = await inTrail(entry, services, () => services.pricing.schedule(wanted, by));
    const { subject, effectiveAt } = announced;
    const name = subjectName(subject, services.billing.offers, caller.messages);
    return { tone: "good", text: words.adminAnnounced(name, effectiveAt), replacesOrigin: true };
  },
};

export const withdraw: ButtonHandler = {
  pressedBy: "owner",
  async run({ args: [id = ""], caller, incoming }, services) {
    const { prices: words } = caller.messages;
    const by = identityKey(incoming.identity);
    const entry = {
      ...{ cause: `price-withdrawn:${id}:${by}`, actor: by, action: "price-withdrawn", subject: id },
      ...{ reason: null, before: "announced", after: "withdrawn" },
    };
    const { subject } = await inTrail(entry, services, () => services.pricing.cancel(id, by));
    const name = subjectName(subject, services.billing.offers, caller.messages);
    return { tone: "good", text: words.adminCancelled(name), replacesOrigin: true };
  },
};
