import { afterEach, beforeEach, expect, test } from "vitest";
import { createChats } from "../../../src/core/chat/chats.ts";
import { studioTimings } from "../../../src/core/generation/timings.ts";
import { sampleGeneration } from "../../support/generations.ts";
import { recordingChat } from "../../support/recording-chat.ts";
import { type TestServices, testServices } from "../../support/services.ts";
import { painter, studioOf } from "./stage.ts";

let easel: TestServices;
beforeEach(async () => {
  easel = await testServices();
});
afterEach(() => easel.stop());

/** Three that were asked for in a chat, and one in another, later. */
async function leftBehind(): Promise<void> {
  const at = easel.clock.now();
  for (const number of [1, 2, 3, 4]) {
    const acceptedAt = new Date(at.getTime() + number);
    const place = number === 4 ? "memory/4" : `elsewhere/${number}`;
    await easel.generations.insert(
      sampleGeneration({ id: `picture-${number}`, place, owner: "dead", acceptedAt, changedAt: acceptedAt }),
    );
  }
}

const ownerOf = async (number: number) => (await easel.generations.find(`picture-${number}`))?.owner;

test("pictures of a chat that this process does not reach do not keep those that it does reach waiting", async () => {
  const studio = studioOf(easel, "alive", { provider: await painter(easel) });
  await leftBehind();
  expect(await studio.resume(3)).toBe(1);
  expect([await ownerOf(1), await ownerOf(4)]).toEqual(["dead", "alive"]);
  await studio.stop();
});

test("pictures that nobody reaches are gone on with after a while, by a process without any chat as well", async () => {
  const provider = await painter(easel);
  const studio = studioOf(easel, "worker", { provider, chats: createChats([]) });
  await leftBehind();
  expect(await studio.resume(10)).toBe(0);
  easel.clock.move(studioTimings.chatAwayMax_ms + 1_000);
  expect(await studio.resume(10)).toBe(4);
  await studio.stop();
});

test("a platform whose name begins like another one's is another one", async () => {
  const chats = createChats([recordingChat("else")]);
  const studio = studioOf(easel, "alive", { provider: await painter(easel), chats });
  await leftBehind();
  expect(await studio.resume(10)).toBe(0);
  await studio.stop();
});
