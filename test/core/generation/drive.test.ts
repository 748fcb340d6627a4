import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Account } from "../../../src/core/accounts/account.ts";
import type { Generation } from "../../../src/core/generation/generation.ts";
import type { Studio, StudioOptions } from "../../../src/core/generation/studio.ts";
import { ProviderUnreachable } from "../../../src/core/provider.ts";
import type { Clock } from "../../../src/core/services.ts";
import { type TestServices, testServices } from "../../support/services.ts";
import { moment, orderOf, type Painter, painter, personOf, restlessClock, studioOf } from "./stage.ts";

const PATIENCE = { timeout: 60_000, interval: 20 };

let easel: TestServices;
let provider: Painter;
const studios: Studio[] = [];
beforeAll(async () => {
  easel = await testServices();
  provider = await painter(easel);
});
afterAll(async () => {
  await Promise.all(studios.map((studio) => studio.stop()));
  await easel.stop();
});

let processes = 0;
function process(parts: Partial<StudioOptions> = {}): Studio {
  const studio = studioOf(easel, `process-${++processes}`, { provider, clock: restlessClock(easel), ...parts });
  studios.push(studio);
  return studio;
}

const idOf = (cause: string) => easel.ids.derived(`generation:${cause}`);
const holdsOf = async ({ id }: Account) => (await easel.ledger.wallet(id)).holds.length;
const movesOf = async ({ id }: Account) =>
  (await easel.ledger.movements(id, { limit: 50 })).map(({ kind }) => kind).toReversed();
const endingsIn = (place: string) => easel.chat.shown(place).filter(({ tone }) => tone === "fault" || tone === "plain");
const closed = (id: string): Promise<Generation | null> =>
  expect
    .poll(async () => (await easel.generations.find(id))?.closedAt ?? null, PATIENCE)
    .not.toBeNull()
    .then(() => easel.generations.find(id));

/** A small picture to start from. */
async function reference() {
  const bytes = await provider.download("memory:any", 1);
  return { bytes, contentType: "image/png", width: 64, height: 64 } as const;
}

/** A clock that also says when it is slept on for so long. */
function listeningClock(duration_ms: number, heard: () => void): Clock {
  const clock = restlessClock(easel);
  return {
    ...clock,
    sleep(asked_ms, signal) {
      if (asked_ms === duration_ms) heard();
      return clock.sleep(asked_ms, signal);
    },
  };
}

describe("a step that goes on failing although the database answers", () => {
  const away = () => Promise.reject(new Error("the store of images is broken"));

  test.each([
    ["while the picture is brought home", { put: away }, false],
    ["before the request can leave", { read: away }, true],
  ])(
    "%s gives the credits back once, after a while, and tells its person once",
    async (_when, broken, withReference) => {
      const ada = await personOf(easel, `faulty-${withReference}`);
      const one = process({ images: { ...easel.images, ...broken } });
      const images = withReference ? [await reference()] : [];
      const order = orderOf(easel, ada, { references: { images } });
      const begun = easel.clock.now().getTime();
      const { generation } = await one.order(order);
      const ended = await closed(generation.id);
      expect(ended).toMatchObject({ state: "failed", ending: { reason: "our-fault" } });
      expect(ended?.settlement).toMatchObject({
        captured_credits: 0,
        released_credits: generation.price.total_credits,
      });
      // Long enough that somebody could have mended it.
      expect((ended?.closedAt?.getTime() ?? 0) - begun).toBeGreaterThan(600_000);
      expect(await movesOf(ada)).toEqual(["grant", "hold", "release"]);
      expect(endingsIn(order.place)).toHaveLength(1);
      // A step that is only carried is no success: the faults in a row go on being counted, and the pauses grow.
      const counts = easel.log.lines
        .filter(({ facts, message }) => facts["generation"] === generation.id && message.startsWith("a step failed"))
        .map(({ facts }) => facts["faults"]);
      expect(counts.length).toBeGreaterThan(10);
      expect(counts).toEqual(counts.map((_, at) => at + 1));
    },
  );
});

describe("a hold that comes after the end of its picture", () => {
  /** A ledger that holds only once the picture was cancelled and closed, by `cancel`. */
  function late(cancel: () => Promise<unknown>, release = easel.ledger.release) {
    let isFirst = true;
    const hold: TestServices["ledger"]["hold"] = async (...asked) => {
      if (isFirst) {
        isFirst = false;
        await cancel();
      }
      return easel.ledger.hold(...asked);
    };
    return { ...easel.ledger, hold, release };
  }

  async function elsewhere(cause: string, account: Account): Promise<void> {
    await process().cancel(idOf(cause), account);
    await closed(idOf(cause));
  }

  test("goes back although the wallet cannot be written for a while", async () => {
    const ada = await personOf(easel, "late-1");
    const cause = easel.ids.random();
    let refused = 0;
    const ledger = late(
      () => elsewhere(cause, ada),
      async (...asked) => {
        if (refused++ < 3) throw new Error("the wallets are away");
        return easel.ledger.release(...asked);
      },
    );
    await process({ ledger }).order(orderOf(easel, ada, { cause }));
    await expect.poll(() => movesOf(ada), PATIENCE).toEqual(["grant", "hold", "release"]);
    expect(refused).toBe(4);
    expect(provider.taken.filter((tag) => tag.startsWith(idOf(cause)))).toEqual([]);
  });

  test("goes back when its process stops at that moment", async () => {
    const ada = await personOf(easel, "late-2");
    const cause = easel.ids.random();
    const stopping: { studio?: Studio } = {};
    const ledger = late(async () => {
      await elsewhere(cause, ada);
      await stopping.studio?.stop();
    });
    stopping.studio = process({ ledger });
    await stopping.studio.order(orderOf(easel, ada, { cause }));
    expect(await movesOf(ada)).toEqual(["grant", "hold", "release"]);
  });

  test("goes back when its process stops before the request leaves", async () => {
    const ada = await personOf(easel, "late-3");
    const cause = easel.ids.random();
    const reading = moment();
    const aborted = moment();
    const one = process({
      ledger: late(() => elsewhere(cause, ada)),
      images: {
        ...easel.images,
        async read(key) {
          reading.comes();
          await aborted.came;
          return easel.images.read(key);
        },
      },
      // For so long a stop waits for the last word of what it has ended.
      clock: listeningClock(2_000, aborted.comes),
    });
    await one.order(orderOf(easel, ada, { cause, references: { images: [await reference()] } }));
    await reading.came;
    await one.stop();
    await expect.poll(() => movesOf(ada), PATIENCE).toEqual(["grant", "hold", "release"]);
  });

  test("goes back when the same process is still busy with the cancellation", async () => {
    const ada = await personOf(easel, "late-4");
    const [cause, place] = [easel.ids.random(), easel.chat.place()];
    const showing = moment();
    const shown = moment();
    const own: { studio?: Studio } = {};
    const ledger = late(async () => {
      await own.studio?.cancel(idOf(cause), ada);
      // What was held is given back before the end is shown, and here nothing was held yet.
      await showing.came;
    });
    easel.chat.pause = async (where) => {
      if (where !== place) return;
      showing.comes();
      await shown.came;
    };
    own.studio = process({ ledger });
    await own.studio.order(orderOf(easel, ada, { cause, place }));
    expect(await holdsOf(ada)).toBe(0);
    expect(await movesOf(ada)).toEqual(["grant", "hold", "release"]);
    shown.comes();
    expect(await closed(idOf(cause))).toMatchObject({ state: "cancelled" });
    easel.chat.pause = () => Promise.resolve();
  });
});

describe("a picture that another process ends", () => {
  test("is shown as it ended, although this process showed how it goes on after that", async () => {
    const ada = await personOf(easel, "overtaken-1");
    const order = orderOf(easel, ada);
    let asked = 0;
    const one = process({
      provider: {
        ...provider,
        async status() {
          if (asked++ === 0) {
            await process().cancel(idOf(order.cause), ada);
            await closed(idOf(order.cause));
          }
          return { state: "running" };
        },
      },
    });
    await one.order(order);
    await expect.poll(() => endingsIn(order.place).length, PATIENCE).toBe(2);
    const shown = easel.chat.shown(order.place).map(({ tone }) => tone);
    expect(shown[0]).toBe("plain");
    expect(shown.slice(1)).toContain("working");
    expect(shown.at(-1)).toBe("plain");
  });

  test("leaves no bytes behind, although its pictures were fetched after that", async () => {
    const ada = await personOf(easel, "overtaken-2");
    const order = orderOf(easel, ada);
    const id = idOf(order.cause);
    const one = process({
      images: {
        ...easel.images,
        async put(image) {
          await process().cancel(id, ada);
          await closed(id);
          await easel.images.put(image);
        },
      },
    });
    await one.order(order);
    await expect.poll(() => endingsIn(order.place).length, PATIENCE).toBe(2);
    expect(await easel.images.read(`${id}:0`)).toBeNull();
    expect(await movesOf(ada)).toEqual(["grant", "hold", "release"]);
  });

  test("leaves no bytes behind either where it was delivered and deleted elsewhere while they were on their way", async () => {
    const ada = await personOf(easel, "overtaken-3");
    const order = orderOf(easel, ada);
    const id = idOf(order.cause);
    let isPut = false;
    const one = process({
      images: {
        ...easel.images,
        async put(image) {
          const stored = await easel.generations.find(id);
          if (stored === null) throw new Error("it is not there");
          const at = easel.clock.now();
          const gone = { state: "delivered", closedAt: at, deletedAt: at, clearedAt: at } as const;
          await easel.generations.update({ ...stored, ...gone, owner: "another", revision: stored.revision + 1 });
          await easel.images.put(image);
          isPut = true;
        },
      },
    });
    await one.order(order);
    await expect.poll(() => isPut, PATIENCE).toBe(true);
    await expect.poll(() => easel.images.read(`${id}:0`), PATIENCE).toBeNull();
  });

  test("is stopped at the provider, and no longer driven, when it was erased while its request left", async () => {
    const ada = await personOf(easel, "erased");
    const order = orderOf(easel, ada);
    let isErased = false;
    let looks = 0;
    const one = process({
      store: {
        ...easel.generations,
        async update(generation) {
          isErased ||= generation.submissions[0]?.requestId !== null;
          return isErased ? false : easel.generations.update(generation);
        },
        async find(id) {
          if (isErased && ++looks > 50) throw new Error("it is looked for again and again");
          return isErased ? null : easel.generations.find(id);
        },
      },
    });
    const { generation } = await one.order(order);
    await expect.poll(() => provider.cancelled, PATIENCE).toContain(`request-${generation.id}.0`);
    await one.stop();
    expect(looks).toBeLessThan(5);
  });
});

describe("a wait is shown, with a way out once it is long,", () => {
  test.each([
    ["for a provider that does not take the request", "no", "provider-unreachable"],
    ["for the word of a submission that got no answer", "maybe", "provider-lost"],
  ] as const)("%s", async (_what, taken, reason) => {
    const ada = await personOf(easel, `waiting-${taken}`);
    const order = orderOf(easel, ada);
    const submit = () => Promise.reject(new ProviderUnreachable("timeout", taken));
    await process({ provider: { ...provider, submit } }).order(order);
    expect(await closed(idOf(order.cause))).toMatchObject({ state: "failed", ending: { reason } });
    const waits = easel.chat.shown(order.place).filter(({ tone }) => tone === "working");
    expect(waits.length).toBeGreaterThan(3);
    expect(waits[0]?.text).toContain("Waiting for the model");
    expect(waits.at(-1)?.buttons).toMatchObject([{ label: "Cancel" }]);
    expect(await movesOf(ada)).toEqual(["grant", "hold", "release"]);
  });
});

test("a picture that was sent by a process whose clock is ahead has not been under way for less than no time", async () => {
  const ada = await personOf(easel, "ahead");
  const order = orderOf(easel, ada);
  const painting = { ...provider, status: async () => ({ state: "running" }) as const };
  const ahead = { ...restlessClock(easel), now: () => new Date(easel.clock.now().getTime() + 300_000) };
  const one = process({ provider: painting, clock: ahead });
  await one.order(order);
  await expect.poll(async () => (await easel.generations.find(idOf(order.cause)))?.state, PATIENCE).toBe("submitted");
  await one.stop();
  await process({ provider: painting }).resume(100);
  await closed(idOf(order.cause));
  const shown = easel.chat.shown(order.place).map(({ text }) => text);
  expect(shown.length).toBeGreaterThan(3);
  expect(shown.filter((text) => text?.includes("-"))).toEqual([]);
});

test("an order that cannot be paid is refused as such, although another process closes it", async () => {
  const ada = await personOf(easel, "poor");
  const store = {
    ...easel.generations,
    update: async (generation: Generation) => generation.closedAt === null && easel.generations.update(generation),
  };
  const hold = async () => ({ outcome: "insufficient", available: 0 }) as const;
  const one = process({ store, ledger: { ...easel.ledger, hold } });
  await expect(one.order(orderOf(easel, ada))).rejects.toMatchObject({ refusal: { code: "credits-insufficient" } });
});
