import type { Account } from "../accounts/account.ts";
import type { Accounts } from "../accounts/accounts.ts";
import { termsInForce } from "../accounts/terms.ts";
import type { Catalogue, Quote } from "../catalogue/catalogue.ts";
import type { PictureRequest } from "../catalogue/picture-request.ts";
import type { Ledger } from "../credits/ledger.ts";
import { available, isFrozen } from "../credits/wallet.ts";
import { messagesFor } from "../messages.ts";
import type { Notices } from "../notices/notices.ts";
import { refuse } from "../refusal.ts";
import type { Chats, Clock, Ids, ImageStore, Imaging, Log, Metrics, Provider, ProviderListener } from "../services.ts";
import { type DriveTools, Overtaken, writeStep } from "./drive.ts";
import { createDrives } from "./drives.ts";
import { advance, type EndingReason, type Event, type Generation, isEnding, WrongStep } from "./generation.ts";
import type { GenerationStore } from "./generation-store.ts";
import type { Leases } from "./leases.ts";
import type { Reference } from "./references.ts";
import { hold } from "./settle.ts";
import type { StudioTimings } from "./timings.ts";

export interface PictureOrder {
  /** What makes it happen once: the id of the event, or of the button that was pressed. */
  readonly cause: string;
  readonly account: Account;
  readonly place: string;
  readonly language: string;
  readonly request: PictureRequest;
  readonly references: OrderReferences;
  readonly parent: string | null;
}

/** Pictures that came with the order, or keys of what an earlier order has stored. */
export type OrderReferences = { readonly images: readonly Reference[] } | { readonly keys: readonly string[] };

/** Makes pictures: takes orders, drives them to their end, and goes on with what a dead process left. */
export interface Studio extends ProviderListener {
  quote(request: PictureRequest): Quote;
  /** Checks and holds the price, and starts. The same cause answers the same generation and charges nothing again. */
  order(order: PictureOrder): Promise<{ readonly generation: Generation; readonly repeated: boolean }>;
  /** The generation if it is this account's; refuses other people's and what is gone. */
  own(id: string, account: Account): Promise<Generation>;
  /** The generation, whoever asks; refuses what is gone. */
  shown(id: string): Promise<Generation>;
  /** Closed generations with pictures, newest first. */
  history(account: Account, before: Date | null, limit: number): Promise<Generation[]>;
  /** The cause of a reroll: presses while one is under way, or at once after it, are the same one. */
  rerollCause(parent: Generation): Promise<string>;
  /** Takes the pictures out of the store and the history. Safe to repeat. */
  delete(id: string, account: Account): Promise<Generation>;
  /** Goes on with what nobody drives any more; answers how many. Safe to call at any time, from every process. */
  resume(limit: number): Promise<number>;
  /** Shows that this process is alive, until `stop`. `alone`: no other process can exist, so what is open is resumed at once. */
  start(options: { readonly alone: boolean }): Promise<void>;
  /** Takes nothing new, lets pictures finish for a while, hands the others over. */
  stop(): Promise<void>;
}

export interface StudioOptions {
  readonly clock: Clock;
  readonly ids: Ids;
  readonly log: Log;
  readonly metrics: Metrics;
  readonly accounts: Pick<Accounts, "limits">;
  readonly catalogue: Catalogue;
  readonly ledger: Ledger;
  readonly provider: Provider;
  readonly images: ImageStore;
  readonly imaging: Pick<Imaging, "inspect">;
  readonly chats: Chats;
  readonly notices: Pick<Notices, "tell">;
  readonly store: GenerationStore;
  readonly leases: Leases;
  readonly timings: StudioTimings;
}

/** Presses of one button within this time are one press. */
const DOUBLE_PRESS_MS = 3_000;
const REFERENCE_LIFETIME_MS = 30 * 24 * 60 * 60 * 1000;

export function createStudio(options: StudioOptions): Studio {
  const { clock, ids, log, metrics, accounts, catalogue, ledger, images, store, leases, timings } = options;
  const tools: DriveTools = {
    ...options,
    async tellLater(generation) {
      const { picture } = messagesFor(generation.language);
      await options.notices.tell(generation.account, `undelivered:${generation.id}`, { text: picture.waitsInHistory });
    },
  };
  const drives = createDrives(tools);
  let beating: Promise<void> = Promise.resolve();
  const stopping = new AbortController();

  async function keepReferences(id: string, order: PictureOrder): Promise<readonly string[]> {
    if ("keys" in order.references) return order.references.keys;
    const keepUntil = new Date(clock.now().getTime() + REFERENCE_LIFETIME_MS);
    const keys: string[] = [];
    for (const [index, reference] of order.references.images.entries()) {
      const key = `reference:${id}:${index}`;
      await images.put({ key, account: order.account.id, keepUntil, ...reference });
      keys.push(key);
    }
    return keys;
  }

  async function claim(generation: Generation): Promise<boolean> {
    const mine = advance(generation, { kind: "claimed", owner: leases.process }, clock.now());
    if (!(await store.update(mine))) return false;
    drives.start(mine);
    return true;
  }

  async function shown(id: string): Promise<Generation> {
    const generation = await store.find(id);
    if (generation === null || generation.deletedAt !== null) throw refuse("picture-gone", {});
    return generation;
  }

  async function own(id: string, account: Account): Promise<Generation> {
    const generation = await shown(id);
    if (generation.account !== account.id) throw refuse("not-yours", {});
    return generation;
  }

  return {
    quote: (request) => catalogue.quote(request, clock.now()),

    async order(order) {
      const { account, request } = order;
      const at = clock.now();
      const price = catalogue.quote(request, at);
      const id = ids.derived(`generation:${order.cause}`);
      // Asked before anything is stored, for the common case; the hold below decides under concurrency.
      const wallet = await ledger.glance(account.id);
      if (
        available(wallet, at) < price.total_credits &&
        available(await ledger.wallet(account.id), at) < price.total_credits
      ) {
        const existing = await store.find(id);
        if (existing !== null) return { generation: existing, repeated: true };
        throw await refusalOf(
          isFrozen(wallet) ? "wallet-frozen" : "credits-insufficient",
          price.total_credits,
          account,
        );
      }
      const generation: Generation = {
        id,
        account: account.id,
        place: order.place,
        language: order.language,
        state: "accepted",
        revision: 1,
        owner: leases.process,
        request,
        references: await keepReferences(id, order),
        price,
        runningMax: accounts.limits(account).picturesAtOnce,
        parent: order.parent,
        submissions: catalogue.submissions(request, Array(request.references).fill("")).map((submission) => ({
          sentAt: null,
          requestId: null,
          endpoint: submission.endpoint,
          images: submission.images,
          seed: submission.seed,
          results: null,
          refused: null,
        })),
        images: [],
        settlement: null,
        ending: null,
        acceptedAt: at,
        changedAt: at,
        closedAt: null,
        deletedAt: null,
      };
      const inserted = await store.insert(generation);
      if (!inserted.inserted) return { generation: inserted.existing, repeated: true };
      metrics.pictureState("accepted", request.model);
      return { generation: await holdOrRefuse(generation, account), repeated: false };
    },

    own,
    shown,
    history: (account, before, limit) => store.history(account.id, before, limit),

    async rerollCause(parent) {
      const over = await store.countRerolls(parent.id, new Date(clock.now().getTime() - DOUBLE_PRESS_MS));
      return `reroll:${parent.id}:${over}`;
    },

    async delete(id, account) {
      const generation = await own(id, account);
      if (generation.closedAt === null) throw refuse("still-running", {});
      // Marked first: a picture without bytes must never look as if it were still there.
      const deleted = advance(generation, { kind: "deleted" }, clock.now());
      if (!(await store.update(deleted))) throw refuse("already-asked", {});
      await images.delete([...generation.images.map((image) => image.key), ...generation.references]);
      return deleted;
    },

    async ended({ tag, requestId }) {
      const [id = "", submission = ""] = tag.split(".");
      const driven = drives.current(id);
      if (driven?.submissions[Number(submission)]?.requestId === requestId) return drives.wake(id, "look");
      await learnRequest(id, Number(submission), requestId);
      drives.wake(id, "changed");
    },

    async resume(limit) {
      const found = await store.abandoned(
        {
          alive: leases.alive().filter((process) => process !== leases.process),
          process: leases.process,
          driving: drives.ids(),
          quietSince: new Date(clock.now().getTime() - timings.deadAfter_ms),
        },
        limit,
      );
      let resumed = 0;
      for (const generation of found) {
        if (!stopping.signal.aborted && !drives.has(generation.id) && (await claim(generation))) resumed += 1;
      }
      if (resumed > 0) log.info({ resumed }, "went on with pictures that nobody was driving");
      return resumed;
    },

    async start({ alone }) {
      await leases.beat();
      if (alone) await this.resume(1000);
      beating = beat();
    },

    async stop() {
      stopping.abort();
      await drives.stop(timings.finishWithin_ms);
      await beating;
      await leases.leave();
    },
  };

  async function holdOrRefuse(generation: Generation, account: Account): Promise<Generation> {
    const drive = drives.open(generation.id);
    let held: Generation;
    try {
      held = await hold(generation, drive);
    } catch (error) {
      // Stored, but not known how far it came: it is driven on, as after a crash, and its place will show how it went.
      if (!(error instanceof Overtaken)) log.warn({ error, generation: generation.id }, "a hold is tried again");
      drives.start(generation);
      return generation;
    }
    if (!isEnding(held.state)) {
      drives.start(held);
      return held;
    }
    const reason = held.ending?.reason ?? "provider-lost";
    await writeStep(tools, held, {
      kind: "closed",
      settlement: {
        rule: "nothing-held",
        termsVersion: termsInForce.version,
        captured_credits: 0,
        released_credits: 0,
      },
    });
    throw await refusalOf(reason, generation.price.total_credits, account);
  }

  async function refusalOf(reason: EndingReason, price: number, account: Account) {
    const wallet = await ledger.wallet(account.id);
    if (reason === "credits-insufficient") {
      return refuse("credits-insufficient", { price, available: available(wallet, clock.now()) });
    }
    if (reason === "too-many-running") {
      const max = accounts.limits(account).picturesAtOnce;
      return refuse("too-many-running", { running: Math.max(max, wallet.holds.length), max });
    }
    return refuse("wallet-frozen", {});
  }

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

  async function beat(): Promise<void> {
    while (!stopping.signal.aborted) {
      try {
        await clock.sleep(timings.beatEvery_ms, stopping.signal);
        await leases.beat();
      } catch (error) {
        if (!stopping.signal.aborted) log.warn({ error }, "a heartbeat did not reach the database");
      }
    }
  }
}
