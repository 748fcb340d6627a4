import type { AccountStore, Accounts } from "../accounts/accounts.ts";
import type { Ids, Log } from "../services.ts";
import type { ActTools } from "./act-rule.ts";
import { type Acts, createActs } from "./acts.ts";
import type { AnnouncementStore, AudienceStore } from "./announcement.ts";
import { type Announcements, createAnnouncements } from "./announcements.ts";
import type { ApprovalStore } from "./approval.ts";
import { type Approvals, createApprovals } from "./approvals.ts";
import { createLookup, type DeskSearch, type Lookup } from "./lookup.ts";
import type { StatisticsStore } from "./statistics.ts";

/** What the people who run Easel work with. */
export interface OperatorDesk {
  readonly lookup: Lookup;
  readonly search: DeskSearch;
  readonly acts: Acts;
  readonly approvals: Approvals;
  readonly announcements: Announcements;
  readonly statistics: StatisticsStore;
  /** Whether the rule of two people is in force. */
  readonly twoPeople: boolean;
}

export interface OperatorDeskTools extends Omit<ActTools, "announcements" | "operators" | "accounts"> {
  readonly accounts: Pick<Accounts, "of" | "find">;
  readonly ids: Ids;
  readonly log: Log;
  readonly operators: readonly string[];
  readonly stores: {
    readonly accounts: Pick<AccountStore, "find" | "findByIdentity">;
    readonly approvals: ApprovalStore;
    readonly announcements: AnnouncementStore;
    readonly audiences: AudienceStore;
    readonly deskSearch: DeskSearch;
    readonly statistics: StatisticsStore;
  };
}

const PLATFORMS = ["discord", "telegram", "playground"];

export function createOperatorDesk({ stores, ...tools }: OperatorDeskTools): OperatorDesk {
  const announcements = createAnnouncements({ ...tools, store: stores.announcements, audiences: stores.audiences });
  const acts = createActs({ ...tools, announcements, operators: new Set(tools.operators) });
  return {
    lookup: createLookup({ accounts: stores.accounts, search: stores.deskSearch, platforms: PLATFORMS }),
    search: stores.deskSearch,
    acts,
    approvals: createApprovals({ ...tools, acts, store: stores.approvals }),
    announcements,
    statistics: stores.statistics,
    twoPeople: tools.numbers.twoPeople,
  };
}
