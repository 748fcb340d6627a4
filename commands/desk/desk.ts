import type { ButtonHandler, Caller } from "../../src/core/chat/command.ts";
import { type Incoming, identityKey } from "../../src/core/chat/incoming.ts";
import type { Reply } from "../../src/core/chat/reply.ts";
import { refuse } from "../../src/core/refusal.ts";
import type { Services } from "../../src/core/services.ts";

/** One area of `/admin`: what is shown for its first word, and what its buttons decide. */
export interface Desk {
  /** The first word behind `/admin`. */
  readonly name: string;
  /** Other words that mean the same. */
  readonly aliases?: readonly string[];
  /** Lines that could be typed, shown where somebody asks what there is. */
  readonly usage: readonly string[];
  run(input: DeskInput, services: Services): Promise<Reply>;
  /** By the name in their tokens, which no other desk has. Only operators get through to them. */
  readonly buttons?: Readonly<Record<string, ButtonHandler>>;
}

export interface DeskInput {
  /** The word that led here: the desk’s name, or one of its aliases. */
  readonly area: string;
  /** What was typed behind the desk's name. */
  readonly words: string;
  readonly from: string | undefined;
  /** For how long or until when, as it was typed. */
  readonly until: string | undefined;
  readonly reason: string | undefined;
  readonly caller: Caller;
  readonly incoming: Incoming;
  /** Identity key of whoever decides. */
  readonly operator: string;
}

export function defineDesk(desk: Desk): Desk {
  return desk;
}

const HOUR_MS = 60 * 60 * 1000;

/** The identity key of an operator; everybody else's attempt is refused and logged, and kept in the audit trail once an hour. */
export async function requireOperator(
  { identity }: Incoming,
  { operators, log, audit, clock }: Services,
): Promise<string> {
  const key = identityKey(identity);
  if (operators.has(key)) return key;
  log.warn({ identity: key }, "somebody who is no operator tried an operator's command");
  const hour = Math.floor(clock.now().getTime() / HOUR_MS);
  const denied = { actor: key, action: "denied", subject: "admin", reason: null, before: null, after: null };
  await audit.record({ ...denied, cause: `denied:${key}:${hour}` });
  throw refuse("operators-only", {});
}

/** What only the people who run Easel may press. */
export function forOperators(handler: ButtonHandler): ButtonHandler {
  return {
    ...handler,
    async run(input, services) {
      await requireOperator(input.incoming, services);
      return handler.run(input, services);
    },
  };
}
