import { mongoProcesses } from "../../../adapters/mongo/processes.ts";
import { mongoSpending } from "../../../adapters/mongo/spending.ts";
import type { Account } from "../../../src/core/accounts/account.ts";
import type { PictureRequest } from "../../../src/core/catalogue/catalogue.ts";
import { createChats } from "../../../src/core/chat/chats.ts";
import { createLeases } from "../../../src/core/generation/leases.ts";
import { createStudio, type Studio, type StudioOptions } from "../../../src/core/generation/studio.ts";
import type { PictureOrder } from "../../../src/core/generation/take-order.ts";
import { studioTimings } from "../../../src/core/generation/timings.ts";
import type { Provider, ProviderStatus } from "../../../src/core/provider.ts";
import { createAllowance } from "../../../src/core/servers/allowance.ts";
import type { Clock } from "../../../src/core/services.ts";
import { identityOf, type TestServices } from "../../support/services.ts";

/** A provider in memory, for tests of what the core does with its answers. It is done when `state` says so. */
export interface Painter extends Provider {
  state: ProviderStatus["state"];
  /** Tags of the requests that it took. */
  readonly taken: string[];
  readonly cancelled: string[];
}

export async function painter({ imaging }: Pick<TestServices, "imaging">): Promise<Painter> {
  const svg =
    '<svg xmlns="http://www.w3.org/2000/svg" width="64" height="64"><rect width="40" height="9" fill="red"/></svg>';
  const bytes = await imaging.rasterize(svg, "png");
  const [taken, cancelled]: [string[], string[]] = [[], []];
  const painter: Painter = {
    ...{ state: "done", taken, cancelled },
    async submit({ tag }) {
      taken.push(tag);
      return { requestId: `request-${tag}` };
    },
    status: async () => (painter.state === "queued" ? { state: "queued", ahead: null } : { state: painter.state }),
    result: async () => ({ seed: null, images: [{ url: "memory:picture", contentType: "image/png", flagged: false }] }),
    async cancel({ requestId }) {
      cancelled.push(requestId);
      return true;
    },
    download: async () => bytes,
    upload: async () => "memory:reference",
  };
  return painter;
}

/** Whoever sleeps here moves the time by as much: hours of trying again take no time. */
export function restlessClock({ clock }: Pick<TestServices, "clock">): Clock {
  return {
    now: () => clock.now(),
    async sleep(duration_ms, signal) {
      await clock.sleep(duration_ms, signal);
      clock.move(duration_ms);
    },
  };
}

/** A studio as one process has it, over the database and the chat of all; parts of it may be other ones. */
export function studioOf(
  easel: TestServices,
  process: string,
  { provider, ...parts }: Pick<StudioOptions, "provider"> & Partial<StudioOptions>,
): Studio {
  const { connection } = easel.mongo;
  const timings = parts.timings ?? studioTimings;
  return createStudio({
    ...easel,
    provider,
    metrics: { pictureState() {}, creditsMoved() {}, queueDepth() {}, acknowledged() {}, ...noCalls },
    allowance: createAllowance({ store: mongoSpending(connection), ids: easel.ids }),
    blocked: easel.gallery.blocked,
    takedowns: easel.gallery.takedowns,
    chats: createChats([easel.chat]),
    store: easel.generations,
    leases: createLeases({
      ...{ process, store: mongoProcesses(connection), clock: easel.clock, timings },
      drives: () => true,
    }),
    timings,
    concurrency: 10,
    ...parts,
  });
}

const noCalls = { providerCall() {}, paymentCall() {}, paymentEvent() {} };

/** Somebody with the terms behind them and their welcome gift. */
export async function personOf(easel: TestServices, user: string): Promise<Account> {
  await easel.accept(user);
  return easel.accounts.of(identityOf(user));
}

export function orderOf(easel: TestServices, account: Account, more: Partial<PictureOrder> = {}): PictureOrder {
  const images = more.references?.images ?? [];
  const model = easel.catalogue.models().find(({ references }) => images.length === 0 || references.max > 0)?.id;
  const request: PictureRequest = easel.catalogue.settle({ model, prompt: "a red fox", references: images.length });
  return {
    ...{ cause: easel.ids.random(), account, place: easel.chat.place(), language: "en", request },
    ...{ references: {}, server: null, parent: null },
    ...more,
  };
}

/** Something that happens once, and those who wait for it. */
export function moment(): { readonly came: Promise<void>; comes(): void } {
  let comes: () => void = () => undefined;
  const came = new Promise<void>((resolve) => {
    comes = resolve;
  });
  return { came, comes: () => comes() };
}
