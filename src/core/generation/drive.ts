import type { Accounts } from "../accounts/accounts.ts";
import type { Catalogue } from "../catalogue/catalogue.ts";
import type { Reply } from "../chat/reply.ts";
import type { Ledger } from "../credits/ledger.ts";
import type { BlockList } from "../gallery/block-list.ts";
import type { Conduct } from "../moderation/conduct.ts";
import type { Pricing } from "../pricing/pricing.ts";
import type { Provider } from "../provider.ts";
import type { Allowance } from "../servers/allowance.ts";
import type { Chats, Clock, ImageStore, Imaging, Log, Metrics } from "../services.ts";
import type { Terms } from "../terms/terms.ts";
import { askProvider } from "./ask-provider.ts";
import { clearImages, deliver, finishEnding } from "./deliver.ts";
import { type Event, type Generation, isEnding, WrongStep } from "./generation.ts";
import type { GenerationStore } from "./generation-store.ts";
import { keepImages } from "./keep-images.ts";
import { capture, hold, returnHold } from "./settle.ts";
import { showAsStored } from "./show-as-stored.ts";
import type { StudioTimings } from "./timings.ts";
import type { Turns } from "./turns.ts";
import { Overtaken } from "./write-step.ts";

/** Everything that a step may use. */
export interface DriveTools {
  readonly clock: Clock;
  readonly log: Log;
  readonly metrics: Metrics;
  readonly store: GenerationStore;
  readonly ledger: Pick<Ledger, "hold" | "capture" | "release">;
  readonly conduct: Pick<Conduct, "judge" | "made">;
  readonly accounts: Pick<Accounts, "showsFirst">;
  readonly allowance: Pick<Allowance, "take" | "settle">;
  readonly catalogue: Catalogue;
  readonly pricing: Pick<Pricing, "for">;
  readonly provider: Provider;
  readonly images: Pick<ImageStore, "put" | "read" | "delete">;
  readonly imaging: Pick<Imaging, "inspect" | "reference">;
  readonly blocked: Pick<BlockList, "match">;
  readonly chats: Chats;
  readonly turns: Turns;
  readonly timings: StudioTimings;
  readonly terms: Pick<Terms, "inForce">;
  /** Tells a person at their next contact how a picture ended that they could not be told of in its place. */
  readonly tellEnding: (generation: Generation, reply: Reply) => Promise<void>;
  /** Tells a person at their next contact that a picture waits in their history; `isFirst`: it is their very first. */
  readonly tellLater: (generation: Generation, isFirst: boolean) => Promise<void>;
}

/** One process's hold on one generation while it drives it. */
export interface Drive {
  readonly tools: DriveTools;
  /** What the loop remembers between its steps; lost with the process, and nothing hangs on it. */
  readonly memory: DriveMemory;
  /** Aborted when the process stops: a step ends at the next safe point. */
  readonly signal: AbortSignal;
  /**
   * Waits, but no longer than until somebody wakes it: `changed` when the stored generation did, so that it has to be read
   * again, `look` when the provider has something new.
   */
  pause(duration_ms: number): Promise<"time" | Wake>;
  /**
   * Reads the generation again, now and then, and answers it when it was changed: another process may have cancelled it, or
   * gone on with it.
   */
  look(generation: Generation): Promise<Generation | null>;
  /** Writes what an event makes of the generation; throws `Overtaken` when somebody else was first. */
  write(generation: Generation, event: Event): Promise<Generation>;
  /** As `write`, but in memory only, and written with the next event: see `carryStep`. */
  carry(generation: Generation, event: Event): Generation;
  /** Writes what was carried, where the next event is long in coming. */
  writeCarried(generation: Generation): Promise<Generation>;
}

export interface DriveMemory {
  /** Since when the provider does not take the request. */
  notTakenSince: Date | null;
  /** What was shown last of the progress, and when. */
  shown: string;
  shownAt: Date | null;
  /** Resolves once that was shown, or could not be. */
  showing: Promise<unknown>;
  /** When the stored generation was looked at last. */
  lookedAt: Date | null;
}

export type Wake = "changed" | "look";

/** A person waits for it, and a job looks for what is left. */
const LET_GO_TRIES_MAX = 5;

/** Drives a generation until it is closed, taken over by another process, or this process stops. Never rejects. */
export async function driveToEnd(first: Generation, drive: Drive): Promise<void> {
  const { tools, signal } = drive;
  let generation = first;
  let faults = 0;
  let faultySince: Date | null = null;
  while (generation.closedAt === null && !signal.aborted) {
    try {
      const next = await step(generation, drive);
      if (next.owner !== first.owner) throw new Overtaken();
      generation = next;
      if (!isAtProvider(generation)) tools.turns.leave(generation.id);
      faults = 0;
      faultySince = null;
    } catch (error) {
      if (signal.aborted) break;
      const isFault = !(error instanceof Overtaken || error instanceof WrongStep);
      if (isFault) {
        faults += 1;
        faultySince ??= tools.clock.now();
        tools.log.error(
          { error, generation: generation.id, state: generation.state, faults },
          "a step failed and is tried again",
        );
        const { faultPauseFirst_ms, faultPauseMax_ms } = tools.timings;
        await drive.pause(Math.min(faultPauseMax_ms, faultPauseFirst_ms * 2 ** Math.min(faults - 1, 10)));
      }
      const stored = await tools.store.find(first.id).catch(() => undefined);
      if (stored === undefined) continue;
      if (stored === null) return;
      if (!(await tidied(generation, stored, drive))) {
        await drive.pause(tools.timings.faultPauseFirst_ms);
        continue;
      }
      if (stored.owner !== first.owner) {
        // Not waited for: this process drives it no more.
        void drive.memory.showing.then(() => showAsStored(first.id, tools)).catch(() => undefined);
        return;
      }
      // What was carried still holds where the store has not moved: done anew, it would count as a success between two faults.
      const isCarried = isFault && stored.revision === generation.revision;
      generation = await giveUp(isCarried ? generation : stored, faultySince, drive);
    }
  }
  if (generation.closedAt === null) await letGo(generation, drive);
}

/**
 * Leaves a generation as it is to whoever goes on with it. Had it ended before what was held for it was there, nobody would ever
 * give that back before the night, so it is looked for: a few times, or once while the process stops. Never rejects.
 */
export async function letGo(generation: Generation, drive: Drive): Promise<void> {
  const { store, timings } = drive.tools;
  if (!["accepted", "held", "made"].includes(generation.state)) return;
  for (let tries = 1; tries <= LET_GO_TRIES_MAX; tries++) {
    const stored = await store.find(generation.id).catch(() => undefined);
    if (stored === null || (stored !== undefined && (await tidied(generation, stored, drive)))) return;
    if (drive.signal.aborted) return;
    await drive.pause(timings.faultPauseFirst_ms);
  }
}

/** Whether nothing is held or kept any more for a picture that has ended meanwhile; false: not yet. */
async function tidied(mine: Generation, stored: Generation, drive: Drive): Promise<boolean> {
  const { log } = drive.tools;
  try {
    await returnHold(mine, stored, drive);
    // Whoever ended it, or deleted what another process delivered, may have looked before these pictures were there.
    if (mine.state === "made" && (isEnding(stored.state) || stored.deletedAt !== null)) await clearImages(mine, drive);
    return true;
  } catch (error) {
    log.error({ error, generation: mine.id }, "what a picture held could not be given back yet");
    return false;
  }
}

/** What goes on failing although the database answers will not mend itself: the credits go back, while they still can. */
async function giveUp(generation: Generation, faultySince: Date | null, drive: Drive): Promise<Generation> {
  const { clock, timings } = drive.tools;
  const isHopeless = faultySince !== null && clock.now().getTime() - faultySince.getTime() > timings.faultMax_ms;
  if (!isHopeless || !["accepted", "held", "submitted", "made"].includes(generation.state)) return generation;
  const ending = { reason: "our-fault", code: null } as const;
  return drive.write(generation, { kind: "ended", state: "failed", ending }).catch(() => generation);
}

function isAtProvider({ state }: Generation): boolean {
  return state === "accepted" || state === "held" || state === "submitted";
}

async function step(generation: Generation, drive: Drive): Promise<Generation> {
  if (isEnding(generation.state)) return finishEnding(generation, drive);
  switch (generation.state) {
    case "accepted":
      return hold(generation, drive);
    case "held":
    case "submitted":
      return askProvider(generation, drive);
    case "made":
      return keepImages(generation, drive);
    case "stored":
      return capture(generation, drive);
    default:
      return deliver(generation, drive);
  }
}
