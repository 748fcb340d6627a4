import type { Accounts } from "../accounts/accounts.ts";
import type { AttemptStore } from "../accounts/attempts.ts";
import type { Audit } from "../desk/audit.ts";
import type { KeyedQueue } from "../keyed-queue.ts";
import type { Notices } from "../notices/notices.ts";
import type { TellOperators } from "../notices/tell-operators.ts";
import type { Clock, Ids, ImageStore, Imaging, Log } from "../services.ts";
import type { TicketStore } from "./ticket-store.ts";

/** What the parts of support are built over. */
export interface SupportTools {
  readonly store: TicketStore;
  readonly attempts: AttemptStore;
  readonly accounts: Pick<Accounts, "find" | "hasAccepted">;
  readonly images: Pick<ImageStore, "put" | "delete">;
  readonly imaging: Imaging;
  readonly notices: Pick<Notices, "post">;
  readonly tellOperators: TellOperators;
  readonly audit: Pick<Audit, "record">;
  readonly clock: Clock;
  readonly ids: Ids;
  readonly log: Log;
  /** Keeps what one person does in this process behind each other, so that limits hold. */
  readonly inOrder: KeyedQueue;
}
