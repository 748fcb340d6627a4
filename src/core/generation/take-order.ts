import type { Account } from "../accounts/account.ts";
import type { Accounts } from "../accounts/accounts.ts";
import type { Catalogue, Quote } from "../catalogue/catalogue.ts";
import type { PictureRequest } from "../catalogue/picture-request.ts";
import type { Ledger } from "../credits/ledger.ts";
import { available, isFrozen } from "../credits/wallet.ts";
import { plainRule } from "../moderation/money-table.ts";
import type { Pricing } from "../pricing/pricing.ts";
import { type Refusal, refuse } from "../refusal.ts";
import type { Allowance, GenerationServer } from "../servers/allowance.ts";
import type { Clock, Ids, ImageStore, Log, Metrics } from "../services.ts";
import { type DriveTools, letGo } from "./drive.ts";
import type { Drives } from "./drives.ts";
import { type EndingReason, type Generation, isEnding, type Submission } from "./generation.ts";
import type { GenerationStore } from "./generation-store.ts";
import type { Reference } from "./references.ts";
import { hold } from "./settle.ts";
import { Overtaken, writeStep } from "./write-step.ts";

export interface PictureOrder {
  /** What makes it happen once: the id of the event, or of the button that was pressed. */
  readonly cause: string;
  readonly account: Account;
  readonly place: string;
  readonly language: string;
  readonly request: PictureRequest;
  /** What the person agreed to; absent: what it costs them now. */
  readonly price?: Quote;
  readonly references: OrderReferences;
  /** See `Generation.server`. */
  readonly server: GenerationServer | null;
  readonly parent: string | null;
  /** See `Generation.action`. */
  readonly action?: string;
  /** The press, where the cause does not come from the event itself. */
  readonly event?: string;
}

/** Keys of stored pictures, and then those that came with the order. */
export interface OrderReferences {
  readonly keys?: readonly string[];
  readonly images?: readonly Reference[];
}

export interface Ordered {
  readonly generation: Generation;
  /** The same cause had ordered it before; nothing was charged again. */
  readonly repeated: boolean;
}

/** References are kept so that a picture can be made again from them (T15). */
export const REFERENCE_KEPT_MS = 30 * 24 * 60 * 60 * 1000;

/** Stores the order, holds its price and starts the work; refuses before anything is stored where that can be seen. */
export function createOrderTaker(options: {
  readonly clock: Clock;
  readonly ids: Ids;
  readonly log: Log;
  readonly metrics: Metrics;
  readonly accounts: Pick<Accounts, "limits">;
  readonly catalogue: Catalogue;
  readonly pricing: Pick<Pricing, "for">;
  readonly ledger: Ledger;
  readonly images: ImageStore;
  readonly store: GenerationStore;
  readonly process: string;
  readonly allowance: Allowance;
  readonly tools: DriveTools;
  readonly drives: Drives;
}): (order: PictureOrder) => Promise<Ordered> {
  const { clock, ids, log, metrics, accounts, catalogue, pricing, ledger, images, store, process, allowance } = options;
  const { tools, drives } = options;

  return async (order) => {
    const { account, request } = order;
    const at = clock.now();
    const id = ids.derived(`generation:${order.cause}`);
    const event = order.event === undefined ? null : ids.derived(`event:${order.event}`);
    const asked = event === null ? null : await store.ofEvent(event);
    if (asked !== null) return { generation: asked, repeated: true };
    const price = order.price ?? catalogue.quote(request, await pricing.for(account.id));
    const refused = await firstLook(order, price, at);
    if (refused !== null) {
      const existing = await store.find(id);
      if (existing !== null) return { generation: existing, repeated: true };
      throw refused;
    }
    const inserted = await store.insert({
      id,
      account: account.id,
      place: order.place,
      language: order.language,
      state: "accepted",
      revision: 1,
      owner: process,
      request,
      references: await keepReferences(id, order),
      price,
      share: accounts.limits(account),
      server: order.server,
      ...displayOf(account.settings),
      parent: order.parent,
      action: order.action ?? null,
      events: event === null ? [] : [event],
      mayBeFirst: account.firstPicture === null,
      submissions: submissionsOf(request),
      images: [],
      settlement: null,
      ending: null,
      acceptedAt: at,
      changedAt: at,
      closedAt: null,
      deletedAt: null,
      clearedAt: null,
      takenDownAt: null,
    });
    if (!inserted.inserted) {
      if (event !== null) await store.addEvent(id, event);
      return { generation: inserted.existing, repeated: true };
    }
    metrics.pictureState("accepted", request.model);
    return { generation: await holdOrRefuse(inserted.generation, account), repeated: false };
  };

  /** A first look, so that what cannot be paid is not even stored; the hold decides under concurrency. */
  async function firstLook({ account, server }: PictureOrder, price: Quote, at: Date): Promise<Refusal | null> {
    const { total_credits } = price;
    const counted = { account: account.id, server, acceptedAt: at };
    if (!(await allowance.hasRoom(counted, total_credits))) return allowance.refusal(counted, total_credits);
    if (available(await ledger.glance(account.id), at) >= total_credits) return null;
    const wallet = await ledger.wallet(account.id);
    if (available(wallet, at) >= total_credits) return null;
    return refusal(isFrozen(wallet) ? "wallet-frozen" : "credits-insufficient", price, account);
  }

  async function keepReferences(id: string, { references, account }: PictureOrder): Promise<readonly string[]> {
    const keepUntil = new Date(clock.now().getTime() + REFERENCE_KEPT_MS);
    const keys = [...(references.keys ?? [])];
    for (const [index, reference] of (references.images ?? []).entries()) {
      const key = `reference:${id}:${index}`;
      await images.put({ key, account: account.id, keepUntil, ...reference });
      keys.push(key);
    }
    return keys;
  }

  function submissionsOf(request: PictureRequest): Submission[] {
    // Where the references will be is not known yet, and does not matter for what is written down.
    const links = Array.from({ length: request.references }, () => "");
    return catalogue.submissions(request, links).map(({ endpoint, images: count, seed }) => ({
      sentAt: null,
      requestId: null,
      endpoint,
      images: count,
      seed,
      results: null,
      refused: null,
    }));
  }

  async function holdOrRefuse(generation: Generation, account: Account): Promise<Generation> {
    let held: Generation;
    try {
      held = await hold(generation, drives.open());
    } catch (error) {
      // Stored, but not known how far it came: it is driven on, as after a crash, and its place will show how it went.
      if (!(error instanceof Overtaken)) log.warn({ error, generation: generation.id }, "a hold is tried again");
      await drive(generation);
      return generation;
    }
    if (!isEnding(held.state)) {
      await drive(held);
      return held;
    }
    await allowance.settle(held, 0);
    const settlement = { rule: plainRule("never-held"), captured_credits: 0, released_credits: 0 } as const;
    const termsVersion = tools.terms.inForce().version;
    await writeStep(tools, held, { kind: "closed", settlement: { ...settlement, termsVersion } }).catch(
      (error: unknown) => {
        // Whoever took this process for dead closes it.
        if (!(error instanceof Overtaken)) throw error;
      },
    );
    const reason = held.ending?.reason ?? "provider-lost";
    if (reason === "server-cap") throw await allowance.refusal(held, held.price.total_credits);
    throw await refusal(reason, generation.price, account);
  }

  /** Cancelled before the hold was there, it may have a loop already, which knows nothing of the hold; and a stop lets none begin. */
  async function drive(generation: Generation): Promise<void> {
    if (!drives.start(generation)) await letGo(generation, drives.open());
  }

  async function refusal(reason: EndingReason, { total_credits: price }: Quote, account: Account): Promise<Refusal> {
    const wallet = await ledger.wallet(account.id);
    if (reason === "credits-insufficient") return refuse(reason, { price, available: available(wallet, clock.now()) });
    if (reason === "too-many-running") {
      const { inWorksMax: max } = accounts.limits(account);
      return refuse(reason, { running: Math.max(max, wallet.holds.length), max });
    }
    return refuse("wallet-frozen", {});
  }
}

function displayOf({ originals, spoilers }: Account["settings"]): Pick<Generation, "display"> {
  return originals || spoilers ? { display: { originals, spoilers } } : {};
}
