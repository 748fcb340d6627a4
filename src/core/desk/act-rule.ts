import { type Account, languageWished } from "../accounts/account.ts";
import type { Accounts } from "../accounts/accounts.ts";
import { identityKey } from "../chat/incoming.ts";
import type { Ledger } from "../credits/ledger.ts";
import { actWords as words } from "../messages/desk/acts.ts";
import { deskRefusal } from "../messages/desk/say.ts";
import { languageOf, type Messages, messagesFor } from "../messages.ts";
import type { Sanctions } from "../moderation/conduct.ts";
import type { ModerationNumbers } from "../moderation/numbers.ts";
import type { Notices } from "../notices/notices.ts";
import type { Clock } from "../services.ts";
import type { Act, ActKind, ActOf, Intent } from "./act.ts";
import type { Announcements } from "./announcements.ts";
import type { Audit } from "./audit.ts";

/** What an act would do. */
export interface Preview {
  readonly summary: string;
  readonly before: string;
  readonly after: string;
}

/** What an act did. */
export interface Done {
  readonly text: string;
  /** What takes it back; null: nothing does. */
  readonly undo: Act | null;
}

export interface ActTools {
  readonly accounts: Pick<Accounts, "find">;
  readonly ledger: Ledger;
  readonly sanctions: Sanctions;
  readonly announcements: Announcements;
  readonly notices: Pick<Notices, "post">;
  readonly audit: Audit;
  readonly operators: ReadonlySet<string>;
  readonly numbers: ModerationNumbers;
  readonly clock: Clock;
}

/** One kind of act. */
export interface ActRule<Kind extends ActKind> {
  /** The audit trail’s name of it; null: what carries it out writes it there itself. */
  readonly action: string | null;
  /** In words, and how it is before and would be after it. Never refuses for what the act itself has changed. */
  describe(act: ActOf<Kind>): Promise<Preview>;
  /** Refuses what makes no sense now, when it is asked for. */
  expectNew?(act: ActOf<Kind>): Promise<void>;
  /** Refuses what is never allowed, also when it is carried out. */
  expectAllowed?(act: ActOf<Kind>): Promise<void>;
  run(act: ActOf<Kind>, intent: Intent): Promise<Done>;
}
export type ActRules = { readonly [Kind in ActKind]: ActRule<Kind> };

/** The account that stands for this id now; refuses when nobody does. */
export async function personOf({ accounts }: Pick<ActTools, "accounts">, id: string): Promise<Account> {
  const person = await accounts.find(id);
  if (person === null) throw deskRefusal(words.gone);
  return person;
}

/** What operators call a person: the names that chats show, and where. */
export function nameOf({ id, identities }: Pick<Account, "id" | "identities">): string {
  const [first] = identities;
  if (first === undefined) return id;
  return first.name === "" ? identityKey(first) : `${first.name} (${identityKey(first)})`;
}

/** Nobody of ours is sanctioned from here. */
export async function expectNoOperator(tools: Pick<ActTools, "accounts" | "operators">, id: string): Promise<void> {
  const { identities } = await personOf(tools, id);
  if (identities.some((identity) => tools.operators.has(identityKey(identity)))) throw deskRefusal(words.onOperator);
}

/** Tells the person what was done to them, once for the key, in their language. */
export async function tellPerson(
  { notices }: Pick<ActTools, "notices">,
  person: Account,
  key: string,
  say: (words: Messages["announcements"]) => string,
): Promise<void> {
  const { announcements } = messagesFor(languageOf(languageWished(person)));
  await notices.post(person.id, key, { title: announcements.serviceTitle, text: say(announcements) });
}
