import type { Account } from "../accounts/account.ts";
import type { Generation } from "../generation/generation.ts";
import type { Clock, Ids, Log } from "../services.ts";
import { REPORT_NOTE_LENGTH_MAX, type ReportReason, type ReportStore } from "./report.ts";

export interface Reports {
  /** Stores what a person says about a picture, once for each person and picture; `id` is what both sides can quote. */
  file(report: {
    readonly picture: Generation;
    readonly reporter: Account;
    readonly reason: ReportReason;
    readonly note: string;
  }): Promise<{ readonly outcome: "filed" | "repeated"; readonly id: string }>;
}

export function createReports({
  store,
  clock,
  ids,
  log,
}: {
  readonly store: ReportStore;
  readonly clock: Clock;
  readonly ids: Ids;
  readonly log: Log;
}): Reports {
  return {
    async file({ picture, reporter, reason, note }) {
      const id = ids.derived(`report:${picture.id}:${reporter.id}`);
      const isNew = await store.insert({
        id,
        generation: picture.id,
        owner: picture.account,
        reporter: reporter.id,
        reason,
        note: [...note.trim()].slice(0, REPORT_NOTE_LENGTH_MAX).join(""),
        createdAt: clock.now(),
      });
      if (isNew) log.warn({ report: id, generation: picture.id, reason }, "a picture was reported");
      return { outcome: isNew ? "filed" : "repeated", id };
    },
  };
}
