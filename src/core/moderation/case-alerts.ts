import { caseDesk } from "../messages/desk/cases.ts";
import type { TellOperators } from "../notices/tell-operators.ts";
import type { Clock } from "../services.ts";
import { type Case, type CaseKind, caseKinds } from "./case.ts";
import { isUrgent } from "./case-opening.ts";
import type { CaseStore } from "./case-store.ts";

/** One message about each kind in this time, however many cases come. */
const WINDOW_MS = 10 * 60_000;
const URGENT_AT_ONCE = 50;
/** Of a kind that is urgent, so many are told one by one in that time: whoever floods us must not make our chats useless. */
const URGENT_ALERTS_MAX = 10;

/**
 * Tells operators that cases wait: of the gravest kinds each one, up to ten in ten minutes and then one message about the rest; of
 * others one message in ten minutes.
 */
export interface CaseAlerts {
  opened(one: Pick<Case, "id" | "kind" | "openedAt">): Promise<void>;
  /** Tells what has come since the last message about its kind, and again what a crash may have kept from being told. Safe to repeat. */
  remind(): Promise<void>;
}

export function createCaseAlerts({
  store,
  tellOperators,
  clock,
}: {
  readonly store: Pick<CaseStore, "countOpen" | "countOpened" | "waiting">;
  readonly tellOperators: TellOperators;
  readonly clock: Clock;
}): CaseAlerts {
  /** The window in which this process last told of a kind: asked first, so that a thousand cases cost no thousand questions. */
  const toldIn = new Map<CaseKind, number>();
  const windowNow = () => Math.floor(clock.now().getTime() / WINDOW_MS);

  async function tellOf(kind: CaseKind): Promise<void> {
    const window = windowNow();
    if (toldIn.get(kind) === window) return;
    toldIn.set(kind, window);
    const open = await store.countOpen(kind);
    if (open > 0) await tell(kind, window, open);
  }

  /** Once for a kind and a window, whoever says it. */
  async function tell(kind: CaseKind, window: number, open: number): Promise<void> {
    await tellOperators(`cases:${kind}:${window}`, () => caseDesk.waitingAlert(kind, open));
  }

  /** Counted by what is stored: the same for every process, and for whoever comes after one that died. */
  async function tellUrgent({ id, kind, openedAt }: Pick<Case, "id" | "kind" | "openedAt">): Promise<void> {
    const window = Math.floor(openedAt.getTime() / WINDOW_MS);
    const opened = await store.countOpened(kind, during(window));
    if (opened <= URGENT_ALERTS_MAX) await tellOperators(`case:${id}`, () => caseDesk.urgentAlert(kind, id));
    else await tellOperators(`cases:${kind}:${window}`, () => caseDesk.urgentManyAlert(kind, opened));
  }

  return {
    opened: (one) => (isUrgent(one.kind) ? tellUrgent(one) : tellOf(one.kind)),
    async remind() {
      for (const one of await store.waiting(URGENT_AT_ONCE, 0)) if (isUrgent(one.kind)) await tellUrgent(one);
      const before = windowNow() - 1;
      const opened = during(before);
      for (const kind of caseKinds.filter((each) => !isUrgent(each))) {
        const recent = await store.countOpen(kind, opened);
        // The first one of a window is told of, unless its process died just then; what came behind it was not.
        if (recent > 0) await tell(kind, before, recent);
        if (recent > 1) await tellOf(kind);
      }
    },
  };
}

function during(window: number): { readonly from: Date; readonly before: Date } {
  return { from: new Date(window * WINDOW_MS), before: new Date((window + 1) * WINDOW_MS) };
}
