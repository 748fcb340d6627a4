import { type Connection, type Model, Schema } from "mongoose";
import type { Account } from "../../src/core/accounts/account.ts";
import { initialSettings } from "../../src/core/accounts/settings.ts";
import type { CarriedSanction } from "../../src/core/moderation/sanction.ts";
import type { Erasure } from "../../src/core/privacy/erasure.ts";

export interface StoredAccount extends Omit<Account, "id" | "erasureDueAt" | "sanctions"> {
  readonly _id: string;
  /** Absent: none. */
  readonly sanctions?: readonly CarriedSanction[];
  readonly erasure?: StoredErasure | null;
  /** The link that is joining it with another one now: one at a time. */
  readonly linking?: string | null;
}
export interface StoredErasure extends Omit<Erasure, "account" | "joinedFrom"> {
  /** When somebody has to go on with it; null: never. */
  readonly nextAt: Date | null;
}
export interface StoredIdentity {
  /** `platform:user`; that an identity belongs to one account is what makes it the key. */
  readonly _id: string;
  readonly account: string;
}

const part = { _id: false, strict: "throw" } as const;
const look = { model: String, ratio: String, resolution: String, quality: String };
const accountSchema = new Schema<StoredAccount>(
  {
    _id: { type: String, required: true },
    createdAt: { type: Date, required: true },
    identities: [new Schema({ platform: String, user: String, name: String }, part)],
    joinedInto: String,
    joinedFrom: [String],
    linking: String,
    plan: { type: String, required: true },
    consents: [new Schema({ termsVersion: String, ageConfirmed_years: Number, platform: String, at: Date }, part)],
    firstPicture: String,
    noticesWaiting: { type: Boolean, required: true },
    settings: new Schema(
      {
        ...look,
        language: String,
        isPrivate: Boolean,
        originals: Boolean,
        spoilers: Boolean,
        reminders: Boolean,
        remembersLast: Boolean,
      },
      { ...part, minimize: false },
    ),
    language: String,
    lastLook: new Schema(look, part),
    sanctions: [new Schema({ id: String, kind: String, reason: String, effectiveAt: Date, until: Date }, part)],
    erasure: new Schema({ id: String, state: String, askedAt: Date, dueAt: Date, done: [String], nextAt: Date }, part),
  },
  { collection: "accounts", strict: "throw", strictQuery: "throw", versionKey: false },
);
accountSchema.index({ "erasure.nextAt": 1 }, { sparse: true });
// For the desk: who shows this name, and how many came in a time.
accountSchema.index({ "identities.name": 1 });
accountSchema.index({ createdAt: 1 });
const identitySchema = new Schema<StoredIdentity>(
  { _id: { type: String, required: true }, account: { type: String, required: true } },
  { collection: "identities", strict: "throw", strictQuery: "throw", versionKey: false },
);
identitySchema.index({ account: 1 });

export interface AccountModels {
  readonly accounts: Model<StoredAccount>;
  readonly identities: Model<StoredIdentity>;
}

/** The models of a connection, made once: several stores share these collections. */
export function accountModels(connection: Connection): AccountModels {
  const { Account: known, Identity: knownIdentity } = connection.models;
  return {
    accounts: (known ?? connection.model("Account", accountSchema)) as Model<StoredAccount>,
    identities: (knownIdentity ?? connection.model("Identity", identitySchema)) as Model<StoredIdentity>,
  };
}

/** Whether nothing is left of it but its id. */
export function isErased({ erasure }: Pick<StoredAccount, "erasure">): boolean {
  return erasure?.state === "erased";
}

export function accountOf({ _id, linking: _linking, erasure, ...account }: StoredAccount): Account {
  return {
    id: _id,
    ...account,
    joinedInto: account.joinedInto ?? null,
    joinedFrom: account.joinedFrom ?? [],
    firstPicture: account.firstPicture ?? null,
    settings: { ...initialSettings, ...account.settings },
    language: account.language ?? null,
    lastLook: account.lastLook ?? null,
    erasureDueAt: erasure && erasure.state !== "stopped" ? erasure.dueAt : null,
    sanctions: (account.sanctions ?? []).map((one) => ({ ...one, until: one.until ?? null })),
  };
}
