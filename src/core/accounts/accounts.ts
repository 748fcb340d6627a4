import { type Identity, identityKey } from "../chat/incoming.ts";
import type { Ledger } from "../credits/ledger.ts";
import type { Clock, Ids } from "../services.ts";
import { type Account, type Consent, consentInForce, type PlanLimits } from "./account.ts";
import { termsInForce, welcome } from "./terms.ts";

/** What the accounts need of a database. */
export interface AccountStore {
  /** null when nobody came under this identity yet. */
  findByIdentity(key: string): Promise<Account | null>;
  find(id: string): Promise<Account | null>;
  /** Safe to repeat and to race: an account that is there already stays as it is. Answers the account that is there then. */
  create(account: Account): Promise<Account>;
  /** Safe to repeat: one acceptance per version. */
  addConsent(id: string, consent: Consent): Promise<void>;
  setNoticesWaiting(id: string, waiting: boolean): Promise<void>;
}

export interface Accounts {
  /** The account of an identity, created on first contact. */
  of(identity: Identity): Promise<Account>;
  find(id: string): Promise<Account | null>;
  /** Whether the terms in force were accepted. */
  hasAccepted(account: Account): boolean;
  /** Records the acceptance and grants the welcome credits once. Answers how many came now: 0 when they came before. */
  accept(account: Account, platform: string): Promise<{ welcome_credits: number }>;
  limits(account: Account): PlanLimits;
}

const DAY_MS = 24 * 60 * 60 * 1000;

export type Plans = Readonly<Record<Account["plan"], PlanLimits>>;

/** Plans that are paid for come with payments; until then there is one. */
export const planLimits: Plans = {
  free: { inWorksMax: 5, atOnce: 2, weight: 1, commandsPerMinute: 20 },
};

export function createAccounts({
  store,
  ledger,
  clock,
  ids,
  plans = planLimits,
}: {
  store: AccountStore;
  ledger: Pick<Ledger, "grant">;
  clock: Clock;
  ids: Ids;
  plans?: Plans;
}): Accounts {
  return {
    async of(identity) {
      const key = identityKey(identity);
      const known = await store.findByIdentity(key);
      if (known !== null) return known;
      return store.create({
        // Derived from the identity: two first messages at the same moment mean the same account.
        id: ids.derived(`account:${key}`),
        createdAt: clock.now(),
        identities: [identity],
        plan: "free",
        consents: [],
        noticesWaiting: false,
      });
    },
    find: (id) => store.find(id),
    hasAccepted: (account) => consentInForce(account, termsInForce.version) !== null,
    async accept(account, platform) {
      const at = clock.now();
      // The gift comes first: if the process dies between the two, the person is asked again and the gift is not repeated.
      const granted = await ledger.grant(account.id, {
        cause: `welcome:${account.id}`,
        amount: welcome.credits,
        kind: "promotional",
        order: null,
        expiresAt: new Date(at.getTime() + welcome.lifetime_days * DAY_MS),
        reason: "welcome",
      });
      await store.addConsent(account.id, {
        termsVersion: termsInForce.version,
        ageConfirmed_years: termsInForce.ageMin_years,
        platform,
        at,
      });
      return { welcome_credits: granted.outcome === "granted" ? welcome.credits : 0 };
    },
    limits: (account) => plans[account.plan],
  };
}
