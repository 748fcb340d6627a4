import { setMaxListeners } from "node:events";
import type { Update } from "grammy/types";
import type { EventJournal } from "../../src/core/chat/event-journal.ts";
import type { Clock } from "../../src/core/services.ts";

/** The parts of an album arrive within a moment; this long after the last one it is whole. */
const QUIET_MS = 600;
const PATIENCE_MS = 3_000;
const LOOK_EVERY_MS = 150;

interface AlbumsOptions {
  readonly journal: EventJournal;
  readonly clock: Clock;
  /** The bot whose updates these are. */
  readonly source: () => string;
  readonly keepUntil: () => Date;
  readonly stopping: AbortSignal;
}

/** A part that is in the journal. */
export interface Part {
  readonly key: string;
  readonly update: Update;
}

/** What is written down for whoever takes an album over. */
export interface Claim {
  readonly album: string;
  readonly chat: string;
}

/**
 * Albums, whose parts are updates of their own, each of which may come to another process. They meet in the journal: one process
 * claims the album, by an event that stands for it, and reads the parts that all have kept. A process that dies leaves the
 * claim open, and it is taken over as any event is.
 */
export function createAlbums({ journal, clock, source, keepUntil, stopping }: AlbumsOptions) {
  // Each album that is gathered listens for the end.
  setMaxListeners(0, stopping);
  const keyOf = (album: string) => `${source()}/album/${album}`;

  /** false: it is there already. */
  async function mark(key: string): Promise<boolean> {
    const isNew = await journal.accept({ key, platform: `${source()}/marks`, body: "", at: clock.now() }, keepUntil());
    if (isNew) await journal.close(key);
    return isNew;
  }

  async function parts(album: string): Promise<Part[]> {
    const found = await journal.ofGroup(keyOf(album));
    return found.map(({ key, body }) => ({ key, update: JSON.parse(body) as Update }));
  }

  return {
    keyOf,
    parts,
    /** true for one caller only, who gathers it then. */
    claim: ({ album, chat }: Claim): Promise<boolean> =>
      journal.accept(
        { key: keyOf(album), platform: source(), body: JSON.stringify({ album, chat }), at: clock.now() },
        keepUntil(),
      ),
    /** All parts, once none has come for a while. */
    async whole(album: string): Promise<Part[]> {
      const begun_ms = performance.now();
      let changed_ms = begun_ms;
      let found: Part[] = [];
      for (;;) {
        const now = await parts(album);
        if (now.length !== found.length) changed_ms = performance.now();
        found = now;
        const now_ms = performance.now();
        if (now_ms - changed_ms >= QUIET_MS || now_ms - begun_ms >= PATIENCE_MS) return found;
        await clock.sleep(LOOK_EVERY_MS, stopping);
      }
    },
    /** Whether a part was kept after the others had been read. Only who asks after the claim can be sure of the answer. */
    async isLate(album: string, part: string): Promise<boolean> {
      if ((await journal.stateOf(keyOf(album))) === "open") return false;
      return (await journal.stateOf(part)) === "open";
    },
    /** It was for Easel, so that who sent it waits for an answer. */
    markMeant: (album: string): Promise<boolean> => mark(`${keyOf(album)}/meant`),
    wasMeant: async (album: string): Promise<boolean> => (await journal.stateOf(`${keyOf(album)}/meant`)) !== null,
    /** true once: of several late parts it is said only once that they are. */
    markLate: (album: string): Promise<boolean> => mark(`${keyOf(album)}/late`),
  };
}

/** null: what was kept is an update. */
export function claimOf(body: object): Claim | null {
  return "album" in body && "chat" in body ? { album: String(body.album), chat: String(body.chat) } : null;
}
