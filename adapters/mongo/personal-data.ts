import type { Connection } from "mongoose";
import type { PersonalData } from "../../src/core/privacy/personal-records.ts";
import type { ImageStore } from "../../src/core/services.ts";
import { accounts, exports, identities } from "./personal/accounts.ts";
import { cases, evidence } from "./personal/cases.ts";
import { attempts, buttons, chatEvents, chatMemory, links, notices, unlinks } from "./personal/chats.ts";
import { violations } from "./personal/conduct.ts";
import { approvals, auditTrail } from "./personal/desk.ts";
import { type Kind, personalRecords } from "./personal/kind.ts";
import { ledger, orders, paymentBook, refunds, subscriptions, wallets, welcomed } from "./personal/money.ts";
import { operatorDecisions } from "./personal/operators.ts";
import { generations, historyKeepings, packedImages, reports, spending, storedImages } from "./personal/pictures.ts";
import { barred, sanctions } from "./personal/sanctions.ts";
import { tickets } from "./personal/support.ts";
import { postings, takedowns } from "./personal/takedowns.ts";

/**
 * Everything that is kept about people, for exports and erasures (T15). A new collection that has to do with people gets an
 * entry here and a line in `docs/privacy.md`. What others are found by comes behind them: pictures behind what was spent
 * on them, links behind what was told about them, the account and its identities last of all.
 */
export function mongoPersonalData(connection: Connection, images: Pick<ImageStore, "delete">): PersonalData {
  const database = connection.getClient().db();
  const records = (...kinds: readonly Kind[]) => kinds.map((kind) => personalRecords(database, kind));
  return {
    records: [
      spending(database),
      storedImages(database, images),
      ...records(
        generations,
        violations,
        evidence,
        cases,
        historyKeepings,
        reports,
        takedowns,
        postings,
        tickets,
        notices,
        links,
        unlinks,
        buttons,
        chatMemory,
        chatEvents,
        attempts,
        exports,
      ),
      ...records(
        orders,
        paymentBook,
        subscriptions,
        refunds,
        wallets,
        ledger,
        welcomed,
        sanctions,
        barred,
        auditTrail,
        approvals,
        ...operatorDecisions,
      ),
      ...records(accounts, identities),
    ],
    images: (subject) => packedImages(database, subject),
  };
}
