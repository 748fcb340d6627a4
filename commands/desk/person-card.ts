import type { Account } from "../../src/core/accounts/account.ts";
import { shownMoney } from "../../src/core/billing/money.ts";
import { type Order, orderNumber, paidFor } from "../../src/core/billing/order.ts";
import { encodeButton } from "../../src/core/chat/button-token.ts";
import type { Caller } from "../../src/core/chat/command.ts";
import { identityKey } from "../../src/core/chat/incoming.ts";
import type { Button, Field } from "../../src/core/chat/reply.ts";
import { available, type Entry, heldIn, isFrozen, type Wallet } from "../../src/core/credits/wallet.ts";
import { actWords } from "../../src/core/messages/desk/acts.ts";
import { personWords as words } from "../../src/core/messages/desk/person.ts";
import { minute } from "../../src/core/messages/english/wording.ts";
import type { Standing } from "../../src/core/moderation/sanction.ts";
import type { Services } from "../../src/core/services.ts";
import { ticketNumber } from "../../src/core/support/ticket.ts";

/** What fits into one message of the smallest chat beside the rest. */
const LATEST_SHOWN = 3;
const PICTURES_SHOWN = 5;

export interface PersonCard {
  readonly fields: readonly Field[];
  readonly wallet: Wallet;
  readonly standing: Standing;
}

/** One field for each thing there is to know. */
export async function personFields(account: Account, services: Services): Promise<PersonCard> {
  const { ledger, conduct, sanctions, cases, billing, support, desk, clock } = services;
  const { id } = account;
  const [wallet, entries, standing, strikes, violations, given, orders, pictures, ofCases, tickets] = await Promise.all(
    [
      ledger.wallet(id),
      ledger.movements(id, { limit: LATEST_SHOWN }),
      sanctions.standing(id),
      conduct.strikes(id),
      conduct.latest(id, LATEST_SHOWN),
      sanctions.latest(id, LATEST_SHOWN),
      billing.ordersOf(id, LATEST_SHOWN),
      desk.search.latestPictures(id, PICTURES_SHOWN),
      cases.ofAccount(id, LATEST_SHOWN),
      support.of(account, LATEST_SHOWN),
    ],
  );
  const consents = account.consents.slice(-LATEST_SHOWN);
  const fields: Field[] = [
    { name: words.account, value: id },
    { name: words.identities, value: account.identities.map(identityKey).join("\n") },
    {
      name: words.consent,
      value:
        consents.length === 0
          ? words.noConsent
          : consents.map(({ termsVersion, at, platform }) => words.consentLine(termsVersion, at, platform)).join("\n"),
    },
    {
      name: words.credits,
      value: [
        actWords.wallet(available(wallet, clock.now()), heldIn(wallet.holds), isFrozen(wallet)),
        ...wallet.freezes.map(({ cause, order }) => words.freezeLine(cause, order && orderNumber(order))),
      ].join("\n"),
    },
    {
      name: words.standing,
      value: [actWords.standing(standing), words.strikes(strikes.sum, strikes.violations.length)].join("\n"),
    },
    ...listed(words.sanctions, given, ({ decidedAt, kind, reason, by, liftedAt }) =>
      words.sanctionLine(decidedAt, kind, reason, by, liftedAt !== null),
    ),
    ...listed(words.violations, violations, ({ at, stage, category, strikes: weight, reversedAt }) =>
      words.violationLine(at, stage, category, weight, reversedAt !== null),
    ),
    ...listed(words.movements, entries, movementLine),
    ...listed(words.orders, orders, orderLine),
    ...listed(words.pictures, pictures, ({ id: picture, acceptedAt, model, state, credits, deleted }) =>
      words.pictureLine(picture, acceptedAt, model, state, credits, deleted),
    ),
    ...listed(words.cases, ofCases, ({ id: one, kind, decision }) => words.caseLine(one, kind, decision === null)),
    ...listed(words.tickets, tickets, ({ id: ticket, state, dueAt }) =>
      words.ticketLine(ticketNumber(ticket), state, dueAt),
    ),
  ];
  return { fields, wallet, standing };
}

/** The acts that make sense for this person now; each asks before anything happens. */
export function personButtons(
  { id }: Account,
  { wallet, standing }: PersonCard,
  isOperator: boolean,
  caller: Caller,
): readonly Button[] {
  const to = (label: string, button: string, style: "secondary" | "quiet" | "danger" = "secondary"): Button => ({
    ...{ label, style },
    token: encodeButton("admin", button, caller.account.id, id),
  });
  const sanctions = [
    isFrozen(wallet) ? to(words.thaw, "credits-thaw") : to(words.freeze, "credits-freeze"),
    to(words.warn, "sanct-warn"),
    to(words.suspend, "sanct-suspend", "danger"),
    to(words.terminate, "sanct-terminate", "danger"),
  ];
  return [
    to(words.grant, "credits-give"),
    to(words.take, "credits-take"),
    // Nobody of ours is sanctioned from here.
    ...(isOperator ? [] : sanctions),
    ...(standing.state === "good" ? [] : [to(words.lift, "sanct-lift")]),
    to(words.showPrompts, "person-prompts", "quiet"),
    to(words.trail, "audit-of", "quiet"),
    to(words.refresh, "person-show", "quiet"),
  ];
}

function listed<One>(name: string, all: readonly One[], line: (one: One) => string): Field[] {
  return all.length === 0 ? [] : [{ name, value: all.map(line).join("\n") }];
}

/** By the ledger's own words: operators compare them with its books. */
export function movementLine({ at, kind, amount, reason, available: left }: Entry): string {
  return `${minute(at)} · ${kind} ${amount} · ${reason} · ${left} left`;
}

function orderLine(order: Order): string {
  return `${orderNumber(order.id)} · ${minute(order.createdAt)} · ${order.offer} · ${shownMoney(paidFor(order))} · ${order.state}`;
}
