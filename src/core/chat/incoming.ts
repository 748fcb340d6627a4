import type { Attachment } from "../services.ts";

/** Something that a person did in a chat, in no platform's language. */
export interface Incoming {
  /**
   * Made from the platform's own id of the event (`discord:<interaction>`): the same event that arrives twice carries the
   * same id, which is how nothing is done twice.
   */
  readonly id: string;
  readonly identity: Identity;
  /** Where the answer is shown; see `place.ts`. The adapter has already shown a sign of life there. */
  readonly place: string;
  /** The message whose button was pressed or whose form was sent. */
  readonly origin?: string;
  /** Nobody else can see that message: then nobody else sees what comes of it either. */
  readonly originIsPrivate?: true;
  /** The person is alone with Easel here: what would be told by direct message can be told at once. */
  readonly isDirect?: true;
  /** The language that the platform tells of the person, as BCP 47: `de`, `pt-BR`. */
  readonly language?: string;
  /** Where many people are together (a Discord server, a Telegram group); absent where the person is alone with Easel. */
  readonly server?: ServerContext;
  /** A process that is no more had it before, and may have done all of it but its end. */
  readonly isLeftBehind?: true;
  readonly action: Action;
}

/** The server or group in which something was asked, as its platform tells it. */
export interface ServerContext {
  /** `platform:id`, as an identity's key. */
  readonly key: string;
  /** The platform's name of it; null when it does not tell. */
  readonly name: string | null;
  /** The channel's own id on its platform; of a thread, the channel that it hangs from. */
  readonly channel: string;
  /** Whether the person may change how the server is set up. */
  readonly mayManage: boolean;
}

/** Who a person is on one platform. */
export interface Identity {
  readonly platform: string;
  /** The platform's own id of the user. */
  readonly user: string;
  /** What the platform shows as the person's name. */
  readonly name: string;
}

export type Action =
  | {
      readonly kind: "command";
      /** Without the slash. */
      readonly name: string;
      /** Words and flags as typed behind the name: `a red fox --ar 16:9`. */
      readonly words: string;
      /** Options that the platform itself knows by name (slash command options). */
      readonly values: Readonly<Record<string, string | number | boolean>>;
      readonly attachments: readonly Attachment[];
    }
  | { readonly kind: "button"; readonly token: string }
  | { readonly kind: "form"; readonly token: string; readonly values: Readonly<Record<string, string>> };

/** `platform:user`, the key of an identity everywhere. */
export function identityKey(identity: Pick<Identity, "platform" | "user">): string {
  return `${identity.platform}:${identity.user}`;
}
