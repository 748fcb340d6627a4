/** A message as somebody sees it at one moment, whatever the chat. */
export interface Sight {
  readonly id: string;
  readonly text: string;
  readonly images: number;
  readonly links: readonly { readonly label: string; readonly url: string }[];
  /** Nothing more is to come: it is neither "thinking" nor a picture in the works. */
  readonly isFinal: boolean;
  /** Fetches its pictures by the links under which they are shown; rejects where one is not there. */
  fetchImages(): Promise<readonly Uint8Array[]>;
}

/** Something that somebody did, which wants an answer. */
export interface Asked {
  /** Whether the chat was told that Easel has it: from then on an answer is owed. */
  isTaken(): boolean;
  /** The final answer in the place where it belongs; null: none so far. */
  answer(): Sight | null;
  /** The chat brings the same event once more, as it may. */
  repeat(): Promise<void>;
}

/** Somebody in one of the chats, who goes on whatever is away: what they can do, and what they see. */
export interface Member {
  readonly name: string;
  /** As the accounts know them: `discord:123`. */
  readonly identity: string;
  say(command: string): Promise<Asked>;
  /** Presses the button that begins so; rejects when there is none. */
  press(on: Sight, label: string): Promise<Asked>;
  /** All that is on their screen, oldest first. */
  sights(): readonly Sight[];
  leave(): void;
}

/** The word by which a picture is known: it stands in its prompt, and so in the title of everything that is said of it. */
export function wordIn(text: string): string | null {
  return wordsIn(text)[0] ?? null;
}

export function wordsIn(text: string): readonly string[] {
  return text.match(/\bk\d+x\d+x\d+\b/gu) ?? [];
}

/** Whether a command's answer is for everybody: these are asked for where others are. */
export function isForEverybody(command: string): boolean {
  return command.startsWith("/imagine");
}
