import { type Account, languageWished } from "../accounts/account.ts";
import type { AccountStore } from "../accounts/accounts.ts";
import type { Identity } from "../chat/incoming.ts";
import { languageOf, messagesFor } from "../messages.ts";
import type { Notices } from "../notices/notices.ts";
import type { Clock, Ids, ImageStore, Imaging, Log } from "../services.ts";
import type { Archive } from "./archive.ts";
import {
  EXPORT_EVERY_MS,
  EXPORT_KEPT_MS,
  EXPORT_PART_BYTES_MAX,
  type Export,
  type ExportStore,
  exportPartKey,
} from "./export.ts";
import { packExport } from "./export-pack.ts";
import { createExportParts } from "./export-parts.ts";
import type { PersonalData } from "./personal-records.ts";
import { exportFailedNotice, exportNotices } from "./replies.ts";
import { subjectOf } from "./subject.ts";

/** Gives people a copy of all that is kept about them (T15). */
export interface Exports {
  /** Asks for one, to be brought to this chat; within a day it is the same one, however often it is asked for. */
  ask(account: Account, identity: Identity): Promise<Export>;
  /** Puts together what was asked for, and tells that it is there; answers how many. Safe to call at any time, from every process. */
  finishDue(limit: number): Promise<number>;
}

/** Whoever has put nothing away for so long is no longer at it. */
const CLAIM_MS = 2 * 60_000;
/** What has failed so often fails always. */
const ATTEMPTS_MAX = 5;

/** Another process has taken the export over. */
class TakenOver extends Error {
  override readonly name = "TakenOver";
}

export function createExports(tools: {
  readonly store: ExportStore;
  readonly accounts: Pick<AccountStore, "find">;
  readonly data: PersonalData;
  readonly images: Pick<ImageStore, "put" | "read">;
  readonly imaging: Pick<Imaging, "shrink">;
  readonly archive: Archive;
  readonly notices: Pick<Notices, "tell">;
  readonly clock: Clock;
  readonly ids: Ids;
  readonly log: Log;
  /** The largest part, in bytes. */
  readonly partBytesMax?: number;
}): Exports {
  const { store, accounts, data, images, imaging, archive, notices, clock, ids, log } = tools;
  const { partBytesMax = EXPORT_PART_BYTES_MAX } = tools;
  const later = (duration_ms: number) => new Date(clock.now().getTime() + duration_ms);

  async function pack(claimed: Export, account: Account): Promise<Export> {
    const at = clock.now();
    const keptUntil = later(EXPORT_KEPT_MS);
    const keys: string[] = [];
    const { privacy } = messagesFor(languageOf(languageWished(account)));
    const parts = createExportParts({
      ...{ archive, at, bytesMax: partBytesMax },
      async put(index, bytes) {
        const key = exportPartKey(claimed.id, index);
        const file = { contentType: "application/zip", width: 0, height: 0 };
        await images.put({ key, account: account.id, bytes, ...file, keepUntil: keptUntil });
        keys.push(key);
        if (!(await store.renew(claimed, later(CLAIM_MS)))) throw new TakenOver();
      },
    });
    const subject = subjectOf(account, ids);
    const readme = privacy.readme(`${Math.floor(partBytesMax / 1_000_000)} MB`);
    await packExport({ subject, data, images, imaging, parts, readme });
    await parts.finish();
    const packed = { state: "packed", parts: keys, keptUntil } as const;
    if (!(await store.advance(claimed, { ...packed, keepUntil: null }))) throw new TakenOver();
    return { ...claimed, ...packed };
  }

  /** To the chat that asked; each message once, whoever sends it. */
  async function bring(packed: Export, account: Account): Promise<void> {
    const { id, platform, user, keptUntil } = packed;
    for (const [index, reply] of exportNotices(account, packed).entries()) {
      const to = { platform, user, name: "" };
      await notices.tell(account.id, `export:${id}:${index}`, reply, "service", to);
    }
    await store.advance(packed, { state: "ready", keepUntil: keptUntil });
  }

  async function finish(due: Export): Promise<boolean> {
    const { account: asked, attempts } = due;
    if (!(await store.claim(due, later(CLAIM_MS)))) return false;
    const claimed = { ...due, attempts: attempts + 1 };
    const account = await accounts.find(asked);
    if (account === null || claimed.attempts > ATTEMPTS_MAX) {
      await store.advance(claimed, { state: "failed", keepUntil: later(EXPORT_EVERY_MS) });
      if (account === null) return false;
      log.error({ error: new Error("given up"), export: due.id }, "an export could not be put together");
      const to = { platform: due.platform, user: due.user, name: "" };
      await notices.tell(account.id, `export:${due.id}:failed`, exportFailedNotice(account), "service", to);
      return false;
    }
    await bring(claimed.state === "asked" ? await pack(claimed, account) : claimed, account);
    return true;
  }

  return {
    ask(account, { platform, user }) {
      const askedAt = clock.now();
      // Not derived: whoever guesses the key of a file may be given it.
      const id = ids.random();
      const asked: Export = {
        ...{ account: account.id, id, state: "asked", platform, user, askedAt },
        ...{ attempts: 0, parts: [], keptUntil: null },
      };
      return store.ask(asked, later(-EXPORT_EVERY_MS));
    },

    async finishDue(limit) {
      let done = 0;
      for (const due of await store.due(clock.now(), limit)) {
        try {
          if (await finish(due)) done += 1;
        } catch (error) {
          if (error instanceof TakenOver) continue;
          // One that fails must not keep the others; it is tried again.
          log.error({ error, export: due.id }, "an export was not put together and is tried again");
        }
      }
      return done;
    },
  };
}
