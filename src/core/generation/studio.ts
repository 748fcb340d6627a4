import { type Account, isAccount } from "../accounts/account.ts";
import type { Accounts } from "../accounts/accounts.ts";
import type { Catalogue } from "../catalogue/catalogue.ts";
import type { Ledger } from "../credits/ledger.ts";
import type { BlockList } from "../gallery/block-list.ts";
import { messagesFor } from "../messages.ts";
import type { Notices } from "../notices/notices.ts";
import type { Pricing } from "../pricing/pricing.ts";
import type { Provider, ProviderListener } from "../provider.ts";
import { refuse } from "../refusal.ts";
import type { Allowance } from "../servers/allowance.ts";
import type { Chats, Clock, Ids, ImageStore, Imaging, Log, Metrics } from "../services.ts";
import type { DriveTools } from "./drive.ts";
import { createDrives, type Drives } from "./drives.ts";
import { type Event, type Generation, WrongStep } from "./generation.ts";
import type { GenerationStore, HistorySearch } from "./generation-store.ts";
import type { Leases } from "./leases.ts";
import { createResuming } from "./resuming.ts";
import { showAsStored } from "./show-as-stored.ts";
import { createOrderTaker, type Ordered, type PictureOrder } from "./take-order.ts";
import { type FinalTakedowns, takenDownForGood } from "./taken-down.ts";
import type { StudioTimings } from "./timings.ts";
import { createTurns } from "./turns.ts";
import { Overtaken, writeStep } from "./write-step.ts";

/** Makes pictures: takes orders, drives them to their end, and goes on with what a dead process left. */
export interface Studio extends ProviderListener {
  /** Checks and holds the price, and starts. The same cause answers the same generation and charges nothing again. */
  order(order: PictureOrder): Promise<Ordered>;
  /** Stops a picture that is not stored yet: either this or its completion wins. Safe to repeat. */
  cancel(id: string, account: Account): Promise<"cancelled" | "too-late">;
  /** The generation if it is this account's; refuses other people's and what is gone. */
  own(id: string, account: Account): Promise<Generation>;
  /** The generation, whoever asks; refuses what is gone, and other people's private ones. */
  shown(id: string, account: Account): Promise<Generation>;
  /** Generations with pictures, newest first. */
  history(account: Account, search: HistorySearch, limit: number): Promise<Generation[]>;
  /** The person's generation whose id begins so, a deleted one included; null when there is none, or more than one. */
  named(prefix: string, account: Account): Promise<Generation | null>;
  /** Shows it in its place as it is by now, where this process may have covered that: see `showAsStored`. Safe to repeat. */
  showAgain(id: string): Promise<void>;
  /** What an event (`Incoming.id`) has already asked for; null: no picture. */
  askedBy(event: string): Promise<Generation | null>;
  /** Whether nothing is left to do for it: true also when there never was one with this id. */
  isOver(id: string): Promise<boolean>;
  /** The cause of a button's press: presses while its picture is under way, or at once after it, are the same one. */
  pressCause(parent: Generation, action: string): Promise<string>;
  /** Takes the pictures out of the store and the history, those that were taken down once that is final. Safe to repeat. */
  delete(id: string, account: Account): Promise<Generation>;
  /** Finishes deletions that a dead process began; answers how many. */
  clearDeleted(limit: number): Promise<number>;
  /** Goes on with what nobody drives any more; answers how many. Safe to call at any time, from every process. */
  resume(limit: number): Promise<number>;
  /** Shows that this process is alive, until `stop`. `alone`: no other process can exist, so what is open is resumed at once. */
  start(options: { readonly alone: boolean }): Promise<void>;
  /** Takes nothing new, lets pictures finish for a while, hands the others over. */
  stop(): Promise<void>;
}

export interface StudioOptions extends Pick<DriveTools, "conduct" | "terms"> {
  readonly clock: Clock;
  readonly ids: Ids;
  readonly log: Log;
  readonly metrics: Metrics;
  readonly accounts: Pick<Accounts, "limits" | "showsFirst">;
  readonly catalogue: Catalogue;
  readonly pricing: Pick<Pricing, "for">;
  readonly ledger: Ledger;
  readonly allowance: Allowance;
  readonly provider: Provider;
  readonly images: ImageStore;
  readonly imaging: Pick<Imaging, "inspect" | "reference">;
  readonly blocked: Pick<BlockList, "match">;
  readonly takedowns: FinalTakedowns;
  readonly chats: Chats;
  readonly notices: Pick<Notices, "tell">;
  readonly store: GenerationStore;
  readonly leases: Leases;
  readonly timings: StudioTimings;
  /** How many requests the provider takes from all processes at once. */
  readonly concurrency: number;
}

/** Presses of one button within this time are one press. */
const DOUBLE_PRESS_MS = 3_000;
const LOOKS_MAX = 20;
const LOOK_EVERY_MS = 100;

export function createStudio(options: StudioOptions): Studio {
  const { clock, log, images, store, leases, timings } = options;
  // Each process that takes orders has its share of what the provider works on at once, so that no turn costs a message.
  const turns = createTurns(
    () => leases.share(options.concurrency),
    (id) => drives.wake(id, "look"),
  );
  const tools: DriveTools = {
    ...options,
    turns,
    async tellLater(generation, isFirst) {
      const { picture, after } = messagesFor(generation.language);
      const text = isFirst ? `${picture.waitsInHistory}\n\n${after.firstPicture}` : picture.waitsInHistory;
      await options.notices.tell(generation.account, `undelivered:${generation.id}`, { text });
    },
    async tellEnding(generation, { title, text }) {
      const reply = { ...(title === undefined ? {} : { title }), ...(text === undefined ? {} : { text }) };
      await options.notices.tell(generation.account, `ended:${generation.id}`, reply);
    },
  };
  const drives: Drives = createDrives(tools);
  const { resume, start, halt, leave } = createResuming({ ...options, drives, turns });

  async function existing(id: string): Promise<Generation> {
    const generation = await store.find(id);
    if (generation === null || generation.deletedAt !== null) throw refuse("picture-gone", {});
    if (generation.takenDownAt !== null) throw refuse("picture-taken-down", {});
    return generation;
  }

  async function shown(id: string, account: Account): Promise<Generation> {
    const generation = await existing(id);
    // What nobody else was shown is not there for anybody else.
    if (generation.request.isPrivate && !isAccount(account, generation.account)) throw refuse("picture-gone", {});
    return generation;
  }

  async function own(id: string, account: Account): Promise<Generation> {
    const generation = await existing(id);
    if (!isAccount(account, generation.account)) throw refuse("not-yours", {});
    return generation;
  }

  /** A picture can be seen a moment before it is written down that it was delivered. */
  async function closed(id: string, account: Account): Promise<Generation> {
    for (let looks = 1; ; looks++) {
      const generation = await own(id, account);
      if (generation.closedAt !== null) return generation;
      const isShown = generation.state === "stored" || generation.state === "settled";
      if (!isShown || looks === LOOKS_MAX) throw refuse("still-running", {});
      await clock.sleep(LOOK_EVERY_MS);
    }
  }

  /** Takes the bytes of a deleted picture out of the store. Safe to repeat; a job does it where a process died before. */
  async function clear(generation: Generation): Promise<void> {
    if (generation.clearedAt !== null) return;
    // A reference may be another picture of the person's, which stays.
    const ownReferences = generation.references.filter((key) => key.startsWith(`reference:${generation.id}:`));
    await images.delete([...generation.images.map((image) => image.key), ...ownReferences]);
    await writeStep(tools, generation, { kind: "cleared" }).catch((error: unknown) => {
      if (!(error instanceof Overtaken)) throw error;
    });
  }

  return {
    order: createOrderTaker({ ...options, process: leases.process, tools, drives }),
    own,
    shown,
    history: (account, search, limit) => store.history(account.id, search, limit),

    async named(prefix, account) {
      const found = await store.startingWith(account.id, prefix, 2);
      return found.length === 1 ? (found[0] ?? null) : null;
    },

    async showAgain(id) {
      // What the process that drives it shows is in order anyway.
      if (!drives.has(id)) await showAsStored(id, tools);
    },

    async askedBy(event) {
      const begun = await store.find(options.ids.derived(`generation:${event}`));
      return begun ?? store.ofEvent(options.ids.derived(`event:${event}`));
    },

    async isOver(id) {
      const generation = await store.find(id);
      return generation === null || generation.closedAt !== null;
    },

    async pressCause(parent, action) {
      // Counted by action: another button's pictures must not make a double press look like two.
      const over = await store.countChildren(parent.id, action, new Date(clock.now().getTime() - DOUBLE_PRESS_MS));
      return `${action}:${parent.id}:${over}`;
    },

    async delete(id, account) {
      // Asked again after a crash, it goes on where it was.
      const before = await store.find(id);
      const isHalfDone = before !== null && before.deletedAt !== null && before.clearedAt === null;
      if (isHalfDone && isAccount(account, before.account)) {
        await clear(before);
        return before;
      }
      const generation = (await takenDownForGood(before, account, options.takedowns)) ?? (await closed(id, account));
      // Marked first: a picture without bytes must never look as if it were still there.
      const deleted = await writeStep(tools, generation, { kind: "deleted" }).catch((error: unknown) => {
        throw error instanceof Overtaken ? refuse("already-asked", {}) : error;
      });
      await clear(deleted);
      return deleted;
    },

    async clearDeleted(limit) {
      const found = await store.toClear(limit);
      let cleared = 0;
      for (const generation of found) {
        try {
          await clear(generation);
          cleared += 1;
        } catch (error) {
          // One picture that cannot be cleared must not keep all others.
          log.error({ error, generation: generation.id }, "a deleted picture could not be cleared yet");
        }
      }
      return cleared;
    },

    async cancel(id, account) {
      for (;;) {
        const generation = await own(id, account);
        if (generation.state === "cancelled") return "cancelled";
        try {
          const cancelled = await writeStep(tools, generation, { kind: "cancelled", owner: leases.process });
          drives.start(cancelled);
          drives.wake(id, "changed");
          return "cancelled";
        } catch (error) {
          if (error instanceof WrongStep) return "too-late";
          if (!(error instanceof Overtaken)) throw error;
        }
      }
    },

    async ended({ tag, requestId }) {
      const [id = "", submission = ""] = tag.split(".");
      const driven = drives.current(id);
      if (driven?.submissions[Number(submission)]?.requestId === requestId) return drives.wake(id, "look");
      await learnRequest(id, Number(submission), requestId);
      drives.wake(id, "changed");
    },

    resume,
    start,
    async stop() {
      halt();
      await drives.stop(timings.finishWithin_ms);
      await leave();
    },
  };

  /** The webhook tells the request's id of a submission whose answer was lost. */
  async function learnRequest(id: string, submission: number, requestId: string): Promise<void> {
    for (;;) {
      const generation = await store.find(id);
      const known = generation?.submissions[submission];
      if (generation === null || known === undefined || known.requestId !== null || known.sentAt === null) return;
      const event: Event = { kind: "sent", submission, requestId };
      try {
        await writeStep(tools, generation, event);
        return;
      } catch (error) {
        if (error instanceof WrongStep) return;
        if (!(error instanceof Overtaken)) throw error;
      }
    }
  }
}
