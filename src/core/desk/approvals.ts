import { type Account, isAccount } from "../accounts/account.ts";
import type { Accounts } from "../accounts/accounts.ts";
import { identityTag } from "../accounts/unlinks.ts";
import type { Identity } from "../chat/incoming.ts";
import type { Reply } from "../chat/reply.ts";
import { approvalWords as words } from "../messages/desk/approvals.ts";
import { deskRefusal } from "../messages/desk/say.ts";
import type { Notices } from "../notices/notices.ts";
import { createTellOperators } from "../notices/tell-operators.ts";
import { Refusal } from "../refusal.ts";
import type { Clock, Ids, Log } from "../services.ts";
import type { Intent } from "./act.ts";
import { type Acts, subjectOf } from "./acts.ts";
import type { Approval, ApprovalStore } from "./approval.ts";
import { approvalReply } from "./approval-reply.ts";
import type { Audit } from "./audit.ts";

const WAITS_MS = 24 * 60 * 60 * 1000;
/** Whoever decided is on it for so long, and clocks of processes differ by less. */
const GRACE_MS = 60_000;
/** How long what failed is left alone, so that it keeps nothing else waiting. */
const PAUSE_MS = 10 * 60_000;

/** The rule of two people: what one of ours wants is done once another one agrees. */
export interface Approvals {
  /** Whether anybody but this account is among those who run Easel. */
  hasSomebodyElse(requester: string): Promise<boolean>;
  /** Refuses when there is nobody but this account to agree. */
  expectSomebodyElse(requester: string): Promise<void>;
  /** Puts it before the others, who are told. Safe to repeat. Refuses when there is nobody else to ask. */
  ask(intent: Intent): Promise<Approval>;
  find(id: string): Promise<Approval | null>;
  /** Those that wait for a second person, the oldest first. */
  waiting(limit: number): Promise<readonly Approval[]>;
  /** The second person’s word; answers how it stands then. Refuses whoever asked, by whatever chat they come. */
  decide(id: string, agrees: boolean, who: { readonly operator: string; readonly account: Account }): Promise<Approval>;
  /** Finishes what was decided and left half done, and tells of what nobody has decided in time; answers how many. */
  settleDue(limit: number): Promise<number>;
}

export function createApprovals({
  store,
  acts,
  accounts,
  notices,
  audit,
  operators,
  clock,
  ids,
  log,
}: {
  readonly store: ApprovalStore;
  readonly acts: Pick<Acts, "preview" | "carryOut">;
  readonly accounts: Pick<Accounts, "of" | "find">;
  readonly notices: Pick<Notices, "post">;
  readonly audit: Audit;
  readonly operators: readonly string[];
  readonly clock: Clock;
  readonly ids: Ids;
  readonly log: Log;
}): Approvals {
  /** Operators who are somebody else: two chats of one person are one person. */
  async function others(requester: string): Promise<string[]> {
    const found: string[] = [];
    for (const operator of operators) {
      if (!isAccount(await accounts.of(identityOf(operator)), requester)) found.push(operator);
    }
    return found;
  }

  async function expectOthers(requester: string): Promise<string[]> {
    const found = await others(requester);
    if (found.length === 0) throw deskRefusal(words.nobodyElse);
    return found;
  }

  async function askersOf({ by, byAccount }: Intent): Promise<string[]> {
    const identities = (await accounts.find(byAccount))?.identities ?? [];
    return [...new Set([identityOf(by), ...identities].map((identity) => identityTag(identity, ids)))];
  }

  /** Does what was agreed to, and tells whoever asked what became of it. Safe to repeat, from any process. */
  async function settle(approval: Approval): Promise<Approval> {
    const { id, intent, decidedBy } = approval;
    const end = await endOf(approval);
    const reply: Reply = { title: words.settledTitle[end.state], text: `${approval.summary}\n\n${end.outcome}` };
    await notices.post(intent.byAccount, `approval:${id}:settled`, reply);
    const settledAt = clock.now();
    await store.settle(id, { ...end, settledAt });
    log.info({ approval: id, kind: intent.act.kind, state: end.state, decidedBy }, "an approval was settled");
    return { ...approval, ...end, settledAt };
  }

  async function endOf(
    approval: Approval,
  ): Promise<{ state: "done" | "failed" | "declined" | "expired"; outcome: string }> {
    const { id, intent, state, decidedBy, before, after } = approval;
    const { act, reason } = intent;
    if (decidedBy === null) return { state: "expired", outcome: words.expired };
    const isDeclined = state === "declined";
    await audit.record({
      ...{
        cause: `approval:${id}:decided`,
        actor: decidedBy,
        action: `${act.kind}-${isDeclined ? "declined" : "approved"}`,
      },
      ...{ subject: subjectOf(act), reason, before, after: isDeclined ? before : after },
    });
    if (isDeclined) return { state, outcome: words.declined(decidedBy) };
    try {
      const { text } = await acts.carryOut(intent);
      return { state: "done", outcome: text };
    } catch (error) {
      // Something has changed since it was asked for; whatever else goes wrong is tried again.
      if (!(error instanceof Refusal)) throw error;
      const { refusal } = error;
      return {
        state: "failed",
        outcome: refusal.code === "desk-says" ? refusal.data.text : words.failed(refusal.code),
      };
    }
  }

  return {
    hasSomebodyElse: async (requester) => (await others(requester)).length > 0,
    async expectSomebodyElse(requester) {
      await expectOthers(requester);
    },
    async ask(intent) {
      const id = ids.derived(`approval:${intent.cause}`);
      const known = await store.find(id);
      const asked = await expectOthers(intent.byAccount);
      const { summary, before, after } = known ?? (await acts.preview(intent));
      const now = clock.now();
      await audit.record({
        ...{ cause: `approval:${id}:asked`, actor: intent.by, action: `${intent.act.kind}-asked` },
        ...{ subject: subjectOf(intent.act), reason: intent.reason, before, after },
      });
      const approval = await store.insert({
        ...{ id, intent, askers: await askersOf(intent), summary, before, after },
        ...{ askedAt: now, expiresAt: new Date(now.getTime() + WAITS_MS), state: "waiting" },
        ...{ decidedBy: null, decidedAt: null, outcome: null, settledAt: null },
      });
      const tell = createTellOperators({ operators: asked, accounts, notices, log });
      await tell(`approval:${id}`, () => approvalReply(approval));
      return approval;
    },
    find: (id) => store.find(id),
    waiting: (limit) => store.waiting(clock.now(), limit),
    async decide(id, agrees, { operator, account }) {
      const before = await store.find(id);
      if (before === null) throw deskRefusal(words.unknown);
      const deciding = [identityOf(operator), ...account.identities].map((identity) => identityTag(identity, ids));
      const isOwn = isAccount(account, before.intent.byAccount) || deciding.some((tag) => before.askers.includes(tag));
      if (isOwn) throw deskRefusal(words.own);
      const now = clock.now();
      await store.decide(id, { state: agrees ? "approved" : "declined", decidedBy: operator, decidedAt: now });
      const decided = (await store.find(id)) ?? before;
      if (decided.decidedBy === null) return decided.expiresAt <= now ? { ...decided, state: "expired" } : decided;
      return decided.settledAt === null ? settle(decided) : decided;
    },
    async settleDue(limit) {
      const due = await store.due(new Date(clock.now().getTime() - GRACE_MS), limit);
      for (const id of due) {
        try {
          const approval = await store.find(id);
          if (approval?.settledAt === null) await settle(approval);
        } catch (error) {
          log.error({ error, approval: id }, "an approval could not be settled yet");
          await store.postpone(id, new Date(clock.now().getTime() + PAUSE_MS));
        }
      }
      return due.length;
    },
  };
}

function identityOf(operator: string): Identity {
  const at = operator.indexOf(":");
  return { platform: operator.slice(0, at), user: operator.slice(at + 1), name: "" };
}
