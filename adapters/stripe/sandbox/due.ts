import type { Context } from "./context.ts";
import type { SandboxInvoices } from "./invoices.ts";
import type { SandboxSessions } from "./sessions.ts";
import { isEnded, itemOf, type SandboxSubscriptions } from "./subscriptions.ts";

interface Due {
  readonly at: number;
  run(): void;
}

/** What happens by itself as time goes by: done in order, each at its own moment, however late it is looked at. */
export function createDue(parts: {
  readonly context: Context;
  readonly sessions: SandboxSessions;
  readonly subscriptions: SandboxSubscriptions;
  readonly invoices: SandboxInvoices;
}) {
  const { context, sessions, subscriptions, invoices } = parts;
  const { books, time, behaviour } = context;

  function* waiting(): Generator<Due> {
    for (const session of books.sessions.values()) {
      if (session.status === "open") yield { at: session.expires_at, run: () => sessions.expire(session) };
      const settles = books.sessionDetails.get(session.id)?.settles;
      if (settles) yield { at: settles.at, run: () => sessions.settle(session.id, settles.ok) };
    }
    for (const subscription of books.subscriptions.values()) {
      if (isEnded(subscription) || subscription.status === "paused") continue;
      const end = itemOf(subscription).current_period_end;
      yield { at: Math.min(end, subscription.cancel_at ?? end), run: () => subscriptions.turn(subscription) };
    }
    for (const invoice of books.invoices.values()) {
      const { status, created, next_payment_attempt: next } = invoice;
      if (status === "draft") {
        const at = created + Math.round(behaviour.invoiceDraft_ms / 1000);
        yield { at, run: () => subscriptions.collectDraft(invoice) };
      }
      if (status === "open" && next !== null) yield { at: next, run: () => invoices.collect(invoice) };
    }
  }

  function first(): Due | null {
    let found: Due | null = null;
    for (const one of waiting()) if (found === null || one.at < found.at) found = one;
    return found;
  }

  /** Does everything that is due by now. */
  return (): void => {
    const now = time.now();
    for (let next = first(); next !== null && next.at <= now; next = first()) {
      const { at, run } = next;
      time.at(at, run);
    }
  };
}
