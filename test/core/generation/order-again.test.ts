import { afterAll, beforeAll, expect, test } from "vitest";
import { commands } from "../../../commands/index.ts";
import { createChats } from "../../../src/core/chat/chats.ts";
import { createDispatch } from "../../../src/core/chat/dispatch.ts";
import type { Incoming } from "../../../src/core/chat/incoming.ts";
import type { Studio, StudioOptions } from "../../../src/core/generation/studio.ts";
import { ProviderRefused } from "../../../src/core/provider.ts";
import type { Chat } from "../../../src/core/services.ts";
import { identityOf, type TestServices, testServices } from "../../support/services.ts";
import { moment, type Painter, painter, personOf, studioOf } from "./stage.ts";

const PATIENCE = { timeout: 60_000, interval: 20 };

let easel: TestServices;
const studios: Studio[] = [];
beforeAll(async () => {
  easel = await testServices();
});
afterAll(async () => {
  await Promise.all(studios.map((studio) => studio.stop()));
  await easel.stop();
});

/** A process with a studio and a way in of its own, over the same database; its chat may be slow. */
function process({
  chat = easel.chat,
  ...parts
}: Pick<StudioOptions, "provider"> & Partial<StudioOptions> & { chat?: Chat }) {
  const chats = createChats([chat]);
  const studio = studioOf(easel, `process-${studios.length}`, { chats, ...parts });
  studios.push(studio);
  return createDispatch({ commands, services: { ...easel, studio }, notices: easel.notices, chats });
}

/** The chat as it is for a process whose words arrive only after `first` has happened. */
function slowChat(first: () => Promise<unknown>): Chat {
  let isFirst = true;
  return {
    ...easel.chat,
    async show(place, reply) {
      if (isFirst) {
        isFirst = false;
        await first();
      }
      return easel.chat.show(place, reply);
    },
  };
}

/** Somebody's order, as an event that may come again. */
async function asks(user: string): Promise<Incoming> {
  await personOf(easel, user);
  const action = { kind: "command", name: "imagine", words: "a red fox", values: {}, attachments: [] } as const;
  return { id: `memory:${easel.ids.random()}`, identity: identityOf(user), place: easel.chat.place(), action };
}

const stored = ({ id }: Incoming) => easel.generations.find(easel.ids.derived(`generation:${id}`));
const tones = ({ place }: Incoming) => easel.chat.shown(place).map(({ tone }) => tone);
const lastIn = ({ place }: Incoming) => easel.chat.shown(place).at(-1);
const closed = (event: Incoming) =>
  expect.poll(async () => (await stored(event))?.closedAt ?? null, PATIENCE).not.toBeNull();

async function running(): Promise<Painter> {
  const provider = await painter(easel);
  provider.state = "running";
  return provider;
}

test("an order that another process answers again stays delivered, although the answer comes after the picture", async () => {
  const [event, provider] = [await asks("again-1"), await running()];
  await process({ provider }).handle(event);
  const chat = slowChat(async () => {
    provider.state = "done";
    await closed(event);
  });
  await process({ provider, chat }).handle(event);
  expect(tones(event).slice(-3)).toEqual(["good", "working", "good"]);
  expect(lastIn(event)?.images).toHaveLength(1);
  expect(provider.taken).toHaveLength(1);
});

test("an order that ended while another process answered it again is shown as it ended, once its credits are settled", async () => {
  const [event, provider] = [await asks("again-2"), await running()];
  const answered = moment();
  const looked = moment();
  const painting: Painter = {
    ...provider,
    status() {
      if (provider.state === "running") return Promise.resolve({ state: "running" });
      throw new ProviderRefused("content_policy_violation", true, "prompt");
    },
  };
  // The process that drives it has shown how it ended, and is slow to write that down.
  const slow = {
    ...easel.generations,
    async update(generation: Parameters<TestServices["generations"]["update"]>[0]) {
      if (generation.closedAt !== null) {
        answered.comes();
        await looked.came;
      }
      return easel.generations.update(generation);
    },
  };
  // Charged by the table of money and moderation: as long as that is not written, it reads as if it had come back.
  const judged = { violation: "v", refusals: 4, isLastReturned: false, window_days: 30 };
  const judge = async () => ({ ...judged, rule: "refused-by-provider-kept", credits: "kept" }) as const;
  await process({ provider: painting, store: slow, conduct: { ...easel.conduct, judge } }).handle(event);
  let looks = 0;
  const store = {
    ...easel.generations,
    async find(id: string) {
      if (tones(event).at(-1) === "working" && ++looks === 3) looked.comes();
      return easel.generations.find(id);
    },
  };
  const chat = slowChat(async () => {
    provider.state = "done";
    await answered.came;
  });
  await process({ provider: painting, chat, store }).handle(event);
  expect(tones(event).slice(-3)).toEqual(["refusal", "working", "refusal"]);
  expect(lastIn(event)?.text).toBe(easel.chat.shown(event.place).at(-3)?.text);
});

test("an order that comes again brings back neither what was deleted nor what was taken down", async () => {
  const provider = await painter(easel);
  const ends = {
    deleted: async (id: string, user: string) => {
      await easel.studio.delete(id, await easel.accounts.of(identityOf(user)));
    },
    "taken down": async (id: string) => {
      const generation = await easel.generations.find(id);
      if (generation === null) throw new Error("there is no such picture");
      const why = { ground: "terms", note: "It hurts somebody.", by: "memory:operator", reason: "a report" } as const;
      await easel.gallery.takedowns.takeDown({ generation, ...why });
    },
  };
  for (const [how, end] of Object.entries(ends)) {
    const event = await asks(`again-${how}`);
    await process({ provider }).handle(event);
    await closed(event);
    await end((await stored(event))?.id ?? "", `again-${how}`);
    await process({ provider }).handle(event);
    expect(lastIn(event)).toMatchObject({ tone: "refusal" });
    expect(lastIn(event)?.images).toBeUndefined();
  }
});
