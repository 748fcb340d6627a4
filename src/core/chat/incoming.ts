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
  readonly action: Action;
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
