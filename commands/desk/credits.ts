import { encodeButton } from "../../src/core/chat/button-token.ts";
import type { ButtonInput } from "../../src/core/chat/command.ts";
import type { FormField, Reply } from "../../src/core/chat/reply.ts";
import { available, heldIn, isFrozen } from "../../src/core/credits/wallet.ts";
import { nameOf } from "../../src/core/desk/act-rule.ts";
import { AMOUNT_MAX } from "../../src/core/desk/announcement.ts";
import { freezeByHand, lotsToTake } from "../../src/core/desk/credit-acts.ts";
import { actWords } from "../../src/core/messages/desk/acts.ts";
import { creditWords as words } from "../../src/core/messages/desk/credits.ts";
import { lookupWords } from "../../src/core/messages/desk/person.ts";
import { deskRefusal } from "../../src/core/messages/desk/say.ts";
import { shortened } from "../../src/core/messages/shortened.ts";
import type { Services } from "../../src/core/services.ts";
import { type Asking, confirmReply, REASON_LENGTH_MAX, readReason } from "./confirm.ts";
import { type DeskInput, defineDesk } from "./desk.ts";
import { movementLine } from "./person-card.ts";

const DAY_MS = 24 * 60 * 60 * 1000;
const LIFETIME_DAYS = 90;
const LIFETIME_DAYS_MAX = 3650;
const MOVEMENTS_SHOWN = 12;

/** `/admin credits`, `grant`, `take`, `freeze`, `thaw`: what somebody has, and what may be done about it. */
export const creditsDesk = defineDesk({
  name: "credits",
  aliases: ["grant", "take", "freeze", "thaw"],
  usage: [
    "/admin credits discord:123",
    "/admin grant discord:123 500 --reason after the outage",
    "/admin grant discord:123 500 30d --reason a contest",
    "/admin take discord:123 all --reason given by mistake",
    "/admin freeze discord:123 --reason a stolen card",
    "/admin thaw discord:123 --reason it was theirs",
  ],
  run: (input, services) => wordsReply(input, services),
  buttons: {
    "credits-give": {
      pressedBy: "owner",
      opensForm: true,
      run: async (input) => formReply(input, words.grantTitle, "credits-given", [amountField, daysField, whyField]),
    },
    "credits-given": {
      pressedBy: "owner",
      run: ({ args: [id = ""], values, ...asking }, services) =>
        grant(id, [values["amount"] ?? "", values["days"] ?? ""], values["why"], asking, services),
    },
    "credits-take": {
      pressedBy: "owner",
      opensForm: true,
      run: async (input) => formReply(input, words.takeTitle, "credits-taken", [amountOrAllField, whyField]),
    },
    "credits-taken": {
      pressedBy: "owner",
      run: ({ args: [id = ""], values, ...asking }, services) =>
        take(id, values["amount"] ?? "", values["why"], asking, services),
    },
    "credits-freeze": {
      pressedBy: "owner",
      opensForm: true,
      run: async (input) => formReply(input, actWords.title.freeze, "credits-frozen", [whyField]),
    },
    "credits-frozen": {
      pressedBy: "owner",
      run: ({ args: [id = ""], values, ...asking }, services) =>
        confirmReply({ kind: "freeze", account: id }, readReason(values["why"]), asking, services),
    },
    "credits-thaw": {
      pressedBy: "owner",
      opensForm: true,
      run: async (input) => formReply(input, actWords.title.thaw, "credits-thawed", [whyField]),
    },
    "credits-thawed": {
      pressedBy: "owner",
      run: ({ args: [id = ""], values, ...asking }, services) => thaw(id, values["why"], asking, services),
    },
  },
});

const why = { kind: "text", name: "why", required: true, lengthMax: REASON_LENGTH_MAX } as const;
const whyField: FormField = { ...why, label: words.whyLabel };
const amountField: FormField = {
  ...{ kind: "text", name: "amount", required: true, lengthMax: 12 },
  label: words.amountLabel,
};
const amountOrAllField: FormField = { ...amountField, label: words.amountOrAllLabel };
const daysField: FormField = {
  ...{ kind: "text", name: "days", lengthMax: 6, initial: String(LIFETIME_DAYS) },
  label: words.daysLabel,
};

function formReply(
  { args: [id = ""], caller }: ButtonInput,
  title: string,
  button: string,
  fields: FormField[],
): Reply {
  const token = encodeButton("admin", button, caller.account.id, id);
  return { form: { title, submit: words.submit, token, fields } };
}

async function wordsReply({ area, words: given, reason, ...asking }: DeskInput, services: Services): Promise<Reply> {
  const [who = "", ...rest] = given.split(/\s+/u).filter((word) => word !== "");
  if (who === "") throw deskRefusal(lookupWords.how);
  const { id } = (await services.desk.lookup.person(who)).account;
  switch (area) {
    case "grant":
      return grant(id, rest, reason, asking, services);
    case "take":
      return take(id, rest.join(" "), reason, asking, services);
    case "freeze":
      return confirmReply({ kind: "freeze", account: id }, readReason(reason ?? rest.join(" ")), asking, services);
    case "thaw":
      return thaw(id, reason ?? rest.join(" "), asking, services);
    default:
      return creditsReply(id, asking, services);
  }
}

async function grant(
  account: string,
  [amountText = "", daysText = ""]: readonly string[],
  reason: string | undefined,
  asking: Asking,
  services: Services,
): Promise<Reply> {
  const amount = readAmount(amountText);
  const days = readDays(daysText);
  const expiresAt_ms = services.clock.now().getTime() + days * DAY_MS;
  return confirmReply({ kind: "grant", account, amount, expiresAt_ms }, readReason(reason), asking, services);
}

async function take(
  account: string,
  amountText: string,
  reason: string | undefined,
  asking: Asking,
  services: Services,
): Promise<Reply> {
  const amount = amountText.trim().toLowerCase() === "all" ? null : readAmount(amountText);
  const wallet = await services.ledger.wallet(account);
  const taken = lotsToTake(wallet, services.clock.now(), amount);
  return confirmReply({ kind: "take", account, ...taken }, readReason(reason), asking, services);
}

async function thaw(account: string, reason: string | undefined, asking: Asking, services: Services): Promise<Reply> {
  const freeze = freezeByHand(await services.ledger.wallet(account));
  return confirmReply({ kind: "thaw", account, freeze }, readReason(reason), asking, services);
}

/** Whole credits as a person types them, `500` or `10,000`; never a guess at what was meant. */
function readAmount(text: string): number {
  const plain = text.normalize("NFKC").trim();
  const isGrouped = /^\d{1,3}(?:[,'’ ]\d{3})+$/u.test(plain);
  const digits = isGrouped ? plain.replaceAll(/[,'’ ]/gu, "") : plain;
  const amount = /^\d{1,9}$/u.test(digits) ? Number(digits) : 0;
  if (amount < 1 || amount > AMOUNT_MAX) throw deskRefusal(words.amountAllowed(shortened(text, 40), AMOUNT_MAX));
  return amount;
}

function readDays(text: string): number {
  const plain = text.normalize("NFKC").trim();
  if (plain === "") return LIFETIME_DAYS;
  const [, digits] = /^(\d{1,4})\s*(?:d|days?)?$/iu.exec(plain) ?? [];
  const days = Number(digits ?? 0);
  if (days < 1 || days > LIFETIME_DAYS_MAX)
    throw deskRefusal(words.daysAllowed(shortened(text, 40), LIFETIME_DAYS_MAX));
  return days;
}

async function creditsReply(id: string, { caller }: Asking, { desk, ledger, clock }: Services): Promise<Reply> {
  const { account } = await desk.lookup.person(id);
  const [wallet, entries] = await Promise.all([
    ledger.wallet(account.id),
    ledger.movements(account.id, { limit: MOVEMENTS_SHOWN }),
  ]);
  const lots = wallet.lots.filter((lot) => lot.available > 0).map(words.lotLine);
  return {
    title: words.title(nameOf(account)),
    text: actWords.wallet(available(wallet, clock.now()), heldIn(wallet.holds), isFrozen(wallet)),
    fields: [
      { name: words.lots, value: lots.length === 0 ? words.none : lots.join("\n") },
      { name: words.movements, value: entries.length === 0 ? words.none : entries.map(movementLine).join("\n") },
    ],
    buttons: [{ label: words.person, token: encodeButton("admin", "person-show", caller.account.id, account.id) }],
  };
}
