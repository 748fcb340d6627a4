import type { Account } from "../accounts/account.ts";
import type { Messages } from "../messages.ts";
import type { ServerSettings } from "../servers/server.ts";
import type { Attachment, Services } from "../services.ts";
import type { Incoming } from "./incoming.ts";
import type { Reply } from "./reply.ts";

/** A value a person may give to a command. The same declaration draws a slash option, a flag in the text and its check. */
export type Option =
  | TextOption
  | (OptionBase & { readonly kind: "integer"; readonly min: number; readonly max: number })
  | (OptionBase & { readonly kind: "choice"; readonly choices: readonly Choice[] })
  | (OptionBase & { readonly kind: "flag" })
  | (OptionBase & { readonly kind: "images"; readonly max: number });

interface OptionBase {
  /** One line, at most 100 characters. */
  readonly summary: string;
  readonly required?: true;
  /** Other names of the flag in text, such as `ar` for `ratio`. */
  readonly aliases?: readonly string[];
}
export type TextOption = OptionBase & {
  readonly kind: "text";
  readonly lengthMax: number;
  /** Takes all the words that no flag took. At most one option of a command. */
  readonly rest?: true;
  /** As a flag it takes all words up to the next flag, for values that are written as a list. */
  readonly list?: true;
  /** Values that are usually meant; others may work as well. */
  readonly suggestions?: readonly string[];
};
export interface Choice {
  readonly value: string;
  readonly label: string;
  /** Other spellings that mean the same, such as `nano` for `nano-banana`. */
  readonly aliases?: readonly string[];
}

export type Options = Readonly<Record<string, Option>>;

type Value<O extends Option> = O extends { kind: "integer" }
  ? number
  : O extends { kind: "flag" }
    ? boolean
    : O extends { kind: "images" }
      ? readonly Attachment[]
      : string;

/** What `run` gets for its options: absent ones are undefined, flags and images never are. */
export type Values<O extends Options> = {
  readonly [Name in keyof O]: O[Name] extends { required: true } | { kind: "flag" } | { kind: "images" }
    ? Value<O[Name]>
    : Value<O[Name]> | undefined;
};

export interface Input<O extends Options = Options> {
  readonly options: Values<O>;
  readonly caller: Caller;
  readonly incoming: Incoming;
}
export interface Caller {
  readonly account: Account;
  /** What is set in the server or group where they are; null where nobody else is. */
  readonly server: ServerSettings | null;
  /** What the person reads, as a code of `messages.ts`. */
  readonly language: string;
  /** All sentences, in the caller's language. */
  readonly messages: Messages;
}

export interface ButtonInput {
  /** What the token carried behind the button's name. */
  readonly args: readonly string[];
  /** The filled-in form's values; empty for a plain press. */
  readonly values: Readonly<Record<string, string>>;
  readonly caller: Caller;
  readonly incoming: Incoming;
}
export interface ButtonHandler {
  /** `owner`: only the person whom the message answers may press it. */
  readonly pressedBy: "owner" | "anyone";
  /** Whether the terms must have been accepted first. Default: as the command. */
  readonly needsConsent?: boolean;
  /** Who sees the answer. Default: as the command. */
  readonly audience?: "everyone" | "caller";
  /** Whether somebody who is suspended may press it. Default: as the command. */
  readonly whileSuspended?: boolean;
  /** Whether it answers while the whole service is off. Default: as the command. */
  readonly duringMaintenance?: boolean;
  /** It usually answers with a form: a platform that opens forms at once must not show a sign of work before. */
  readonly opensForm?: true;
  run(input: ButtonInput, services: Services): Promise<Reply>;
}

export interface Command<O extends Options = Options> {
  /** a-z and hyphens, at most 32. */
  readonly name: string;
  /** One line, at most 100 characters. */
  readonly summary: string;
  readonly audience: "everyone" | "caller";
  /** Only the people who run Easel have a use for it: nobody else is shown that there is such a command. */
  readonly for?: "operators";
  /**
   * Whether this once only the caller sees the answer, although everyone's command it is. `byDefault`: they have set that
   * nobody else sees their results, or their server's administrators have.
   */
  isPrivate?(options: Values<O>, byDefault: boolean): boolean;
  /** Whether the terms must have been accepted: true for whatever stores words or costs credits. */
  readonly needsConsent: boolean;
  /** Whether somebody who is suspended, or whose account is closed, may use it (T18). */
  readonly whileSuspended?: true;
  /** Whether it answers while the whole service is off (T2): what only shows what is known, and what ends a plan (T17). */
  readonly duringMaintenance?: true;
  readonly options: O;
  /** Whether these values are answered with a form: see `ButtonHandler.opensForm`. */
  opensForm?(options: Values<O>): boolean;
  /** A line a person could type, shown by `/help` and by refusals. */
  readonly example: string;
  run(input: Input<O>, services: Services): Promise<Reply>;
  /** Buttons and forms of this command's replies, by the name in their tokens. */
  readonly buttons?: Readonly<Record<string, ButtonHandler>>;
}

/** Declares a command; the types of `input.options` follow from `options`. */
export function defineCommand<const O extends Options>(command: Command<O>): Command {
  // A command is only ever run with values that were read by its own options.
  return command as unknown as Command;
}
