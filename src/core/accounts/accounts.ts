import { type Identity, identityKey } from "../chat/incoming.ts";
import type { Ledger } from "../credits/ledger.ts";
import type { Clock, Ids } from "../services.ts";
import { type Account, type Consent, consentInForce, type PlanLimits } from "./account.ts";
import { initialSettings, type Look, noLook, type Settings } from "./settings.ts";
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
  /** Writes the settings that are named and leaves the others. */
  changeSettings(id: string, changes: Partial<Settings>): Promise<void>;
  setLastLook(id: string, look: Look | null): Promise<void>;
  /** Writes the first picture unless there is one; answers the one that is there then. Safe to repeat and to race. */
  setFirstPicture(id: string, generation: string): Promise<string>;
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
  /** Answers the account as it is then. */
  changeSettings(account: Account, changes: Partial<Settings>): Promise<Account>;
  /** Keeps what was asked for by flags, for those who want that; writes only what is new. */
  rememberLook(account: Account, used: Look): Promise<void>;
  /** Whether this person wanted their results private when they were seen last by this process: an answer without waiting. */
  wasPrivate(identity: Pick<Identity, "platform" | "user">): boolean;
  /** Whether this is the first picture that the account is shown: true for one generation ever, as often as it is asked. */
  showsFirst(account: string, generation: string): Promise<boolean>;
}

/** How many people who want their results private a process remembers, those seen last. */
const PRIVATES_MAX = 10_000;
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
  const privates = new Set<string>();

  function seen(identity: Identity, account: Account): Account {
    const key = identityKey(identity);
    privates.delete(key);
    if (account.settings.isPrivate) privates.add(key);
    if (privates.size > PRIVATES_MAX) privates.delete(privates.values().next().value ?? "");
    return account;
  }

  return {
    async of(identity) {
      const key = identityKey(identity);
      const known = await store.findByIdentity(key);
      if (known !== null) return seen(identity, known);
      return store.create({
        // Derived from the identity: two first messages at the same moment mean the same account.
        id: ids.derived(`account:${key}`),
        createdAt: clock.now(),
        identities: [identity],
        plan: "free",
        consents: [],
        firstPicture: null,
        noticesWaiting: false,
        settings: initialSettings,
        lastLook: null,
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
    async changeSettings(account, changes) {
      if (Object.keys(changes).length > 0) await store.changeSettings(account.id, changes);
      const settings = { ...account.settings, ...changes };
      // Who no longer wants it remembered does not want it kept either.
      const forgets = changes.remembersLast === false && account.lastLook !== null;
      if (forgets) await store.setLastLook(account.id, null);
      const changed = { ...account, settings, lastLook: forgets ? null : account.lastLook };
      for (const identity of account.identities) seen(identity, changed);
      return changed;
    },
    async rememberLook(account, used) {
      if (!account.settings.remembersLast) return;
      const before = account.lastLook ?? noLook;
      const look: Look = {
        model: used.model ?? before.model,
        ratio: used.ratio ?? before.ratio,
        resolution: used.resolution ?? before.resolution,
        quality: used.quality ?? before.quality,
      };
      const parts = ["model", "ratio", "resolution", "quality"] as const;
      if (parts.some((part) => look[part] !== before[part])) await store.setLastLook(account.id, look);
    },
    wasPrivate: (identity) => privates.has(identityKey(identity)),
    showsFirst: async (account, generation) => (await store.setFirstPicture(account, generation)) === generation,
  };
}
