/**
 * What a command answers, in no platform's language. Every string is plain text: an adapter escapes it for its platform,
 * so that words of a person can neither mention anybody nor break markup.
 */
export interface Reply {
  /** One short line above the text. */
  readonly title?: string;
  readonly text?: string;
  /** Small facts, each with a name, shown as a table where the platform can. */
  readonly fields?: readonly Field[];
  readonly images?: readonly ReplyImage[];
  /** Originals to download: sent as documents, so that no platform shrinks them. */
  readonly files?: readonly ReplyFile[];
  readonly buttons?: readonly Button[];
  /** A form to fill in, opened at once where the platform can, else asked for in the conversation. */
  readonly form?: Form;
  /** `working` while more will follow in this place: shown with a sign of life. */
  readonly tone?: Tone;
  /** The answer takes the place of the message whose button was pressed, instead of following it. */
  readonly replacesOrigin?: boolean;
  /**
   * Only the person who is answered may see it, also where the sign of work was shown to everyone: then that is taken back.
   * Absent: as it was begun.
   */
  readonly onlyCaller?: true;
  /**
   * The generation whose state it tells, where another process may have shown a newer one by the time this is shown: then that is
   * looked up and shown again.
   */
  readonly mayCover?: string;
  /**
   * It only takes the place of what is shown, as where a picture was taken down: where that can be changed no more, nothing new is
   * shown instead, and the place counts as `gone`.
   */
  readonly covers?: true;
}

export type Tone = "plain" | "working" | "good" | "refusal" | "fault";

export interface Field {
  readonly name: string;
  readonly value: string;
}

export interface ReplyImage {
  /** Key of a stored image: `services.images.read(key)`. */
  readonly key: string;
  /** What a person who cannot see it hears. */
  readonly alternative: string;
  readonly width: number;
  readonly height: number;
  /** A small preview is enough here (a list, a history). */
  readonly thumbnail?: boolean;
  /** Unchanged rather than large on the screen, where a platform shrinks pictures. */
  readonly asFile?: true;
  /** Covered until somebody looks, where the platform can. */
  readonly spoiler?: true;
}

export interface ReplyFile {
  readonly key: string;
  /** File name with its ending, safe on every system. */
  readonly name: string;
}

export type Button =
  | {
      readonly label: string;
      /** `quiet`: less than the others; where there are rows, the first quiet one begins the next row. */
      readonly style?: "primary" | "secondary" | "quiet" | "danger";
      readonly token: string;
    }
  | { readonly label: string; readonly url: string };

export interface Form {
  readonly title: string;
  readonly submit: string;
  /** Handed back with the values, as a pressed button's token is. */
  readonly token: string;
  readonly fields: readonly FormField[];
}

export type FormField =
  | {
      readonly kind: "text";
      readonly name: string;
      readonly label: string;
      readonly initial?: string;
      readonly required?: boolean;
      readonly lengthMax: number;
      readonly multiline?: boolean;
    }
  | {
      readonly kind: "choice";
      readonly name: string;
      readonly label: string;
      readonly initial?: string;
      readonly choices: readonly { readonly value: string; readonly label: string }[];
    };
