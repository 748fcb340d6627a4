import type { Reply } from "../chat/reply.ts";
import type { Clock, Log } from "../services.ts";

/**
 * A place that shows stored pictures beside the one in which they were asked for: a page of the history, originals to download.
 * Remembered so that a takedown reaches it.
 */
export interface Posting {
  readonly place: string;
  /** Whom it was shown to. */
  readonly account: string;
  readonly language: string;
  /** The generations whose pictures it shows. */
  readonly generations: readonly string[];
  readonly at: Date;
  /** When it may be forgotten. */
  readonly keepUntil: Date;
}

/** Where a page of postings goes on. */
export type PostingPosition = Pick<Posting, "at" | "place">;

export interface PostingStore {
  /** The newest of a place stands. */
  put(posting: Posting): Promise<void>;
  /** Places that show this generation, oldest first; `behind`: only what comes after this one. */
  showing(generation: string, limit: number, behind: PostingPosition | null): Promise<Posting[]>;
}

export interface Postings {
  /**
   * Keeps where an answer with pictures will be seen. Called before it is shown, so that nothing is shown that nobody knows of; never
   * rejects, because an answer is worth more than its note.
   */
  note(
    posted: { readonly account: string; readonly language: string; readonly place: string },
    reply: Reply,
  ): Promise<void>;
  showing(generation: string, limit: number, behind: PostingPosition | null): Promise<readonly Posting[]>;
}

/** As long as chats remember which message shows a place; later it could not be changed any more. */
const KEPT_MS = 180 * 24 * 60 * 60 * 1000;
const PICTURE_KEY = /^([a-z2-7]{20}):\d+$/u;

export function createPostings({
  store,
  clock,
  log,
}: {
  readonly store: PostingStore;
  readonly clock: Clock;
  readonly log: Log;
}): Postings {
  return {
    async note({ account, language, place }, reply) {
      const generations = generationsIn(reply);
      if (generations.length === 0) return;
      const at = clock.now();
      const keepUntil = new Date(at.getTime() + KEPT_MS);
      await store.put({ place, account, language, generations, at, keepUntil }).catch((error: unknown) => {
        log.warn({ error }, "it could not be kept where a picture is shown");
      });
    },
    showing: (generation, limit, behind) => store.showing(generation, limit, behind),
  };
}

/** Whose pictures and files an answer shows. */
export function generationsIn({ images = [], files = [] }: Reply): string[] {
  const found = [...images, ...files].map(({ key }) => PICTURE_KEY.exec(key)?.[1]);
  return [...new Set(found.filter((id) => id !== undefined))];
}
