import { createImaging } from "../../../adapters/sharp/imaging.ts";
import type { Account, Consent } from "../../../src/core/accounts/account.ts";
import { newAccount } from "../../../src/core/accounts/accounts.ts";
import type { Reply } from "../../../src/core/chat/reply.ts";
import type { AuditEntry } from "../../../src/core/desk/audit.ts";
import { KeyedQueue } from "../../../src/core/keyed-queue.ts";
import { messagesFor } from "../../../src/core/messages.ts";
import type { Attachment, NewImage } from "../../../src/core/services.ts";
import { createSupport, type Support, type TicketWords } from "../../../src/core/support/support.ts";
import type { Ticket } from "../../../src/core/support/ticket.ts";
import type { TicketAct } from "../../../src/core/support/ticket-desk.ts";
import type { TicketStore } from "../../../src/core/support/ticket-store.ts";
import { systemIds } from "../../../src/system.ts";
import { TestClock, TestLog } from "../../support/credits.ts";
import { memoryTickets } from "../../support/memory-tickets.ts";

/** Support over a memory, with what it told whom in plain sight. */
export interface SupportStage {
  readonly support: Support;
  readonly store: TicketStore;
  readonly clock: TestClock;
  readonly log: TestLog;
  readonly images: ReadonlyMap<string, NewImage>;
  /** By key: the first of a key stands, as with notices. */
  readonly told: ReadonlyMap<string, Reply>;
  readonly alerts: ReadonlyMap<string, Reply>;
  readonly audited: readonly (Omit<AuditEntry, "id" | "at"> & { readonly cause: string })[];
  /** So many of the next calls fail, as if the process died there. */
  readonly failing: Record<"notices" | "alerts" | "audit", number>;
  person(id: string, options?: { readonly accepted?: boolean }): Account;
  /** The same over the same memory, as another process has it. */
  again(): Support;
}

export function supportStage(): SupportStage {
  const store = memoryTickets();
  const clock = new TestClock();
  const log = new TestLog();
  const images = new Map<string, NewImage>();
  const told = new Map<string, Reply>();
  const alerts = new Map<string, Reply>();
  const audited: SupportStage["audited"][number][] = [];
  const people = new Map<string, Account>();
  const counts = new Map<string, number>();
  const failing = { notices: 0, alerts: 0, audit: 0 };
  const unlessFailing = (part: keyof typeof failing) => {
    if (failing[part] === 0) return;
    failing[part] -= 1;
    throw new Error("the process died");
  };
  const first = (part: keyof typeof failing, map: Map<string, Reply>, key: string, reply: Reply) => {
    unlessFailing(part);
    if (!map.has(key)) map.set(key, reply);
  };

  const build = () =>
    createSupport({
      ...{ store, clock, log, ids: systemIds, imaging: createImaging(), inOrder: new KeyedQueue() },
      attempts: {
        async count(key) {
          const count = (counts.get(key) ?? 0) + 1;
          counts.set(key, count);
          return count;
        },
      },
      accounts: {
        find: async (id) => people.get(id) ?? null,
        hasAccepted: ({ consents }) => consents.length > 0,
      },
      images: {
        async put(image) {
          images.set(image.key, image);
        },
        async delete(keys) {
          for (const key of keys) images.delete(key);
        },
      },
      notices: { post: async (_account, key, reply) => first("notices", told, key, reply) },
      tellOperators: async (key, say) => first("alerts", alerts, key, say(messagesFor("en"))),
      audit: {
        async record(entry) {
          unlessFailing("audit");
          audited.push(entry);
        },
      },
    });

  return {
    ...{ support: build(), store, clock, log, images, told, alerts, audited, failing, again: build },
    person(id, { accepted = true } = {}) {
      const consent: Consent = { termsVersion: "1", ageConfirmed_years: 13, platform: "memory", at: clock.now() };
      const identity = { platform: "memory", user: id, name: id };
      const account = { ...newAccount(id, identity, clock.now()), consents: accepted ? [consent] : [] };
      people.set(id, account);
      return account;
    },
  };
}

export function attachment(bytes: Uint8Array, name = "screen.png"): Attachment {
  return { name, bytes: bytes.byteLength, read: async () => bytes };
}

let events = 0;

export function said(account: Account, words: string, more: Partial<TicketWords> = {}): TicketWords {
  return { account, words, attachments: [], cause: `memory:${++events}`, ...more };
}

/** An operator's act on what they see. */
export function act({ id, version }: Pick<Ticket, "id" | "version">, operator = "memory:op"): TicketAct {
  return { id, seen: version, operator, cause: `memory:${++events}` };
}

export function titles(replies: ReadonlyMap<string, Reply>): readonly (string | undefined)[] {
  return [...replies.values()].map(({ title }) => title);
}
