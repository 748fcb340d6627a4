import { describe, expect, test } from "vitest";
import { createCatalogue } from "../../../src/core/catalogue/catalogue.ts";
import type { Reply } from "../../../src/core/chat/reply.ts";
import { deliver, finishEnding } from "../../../src/core/generation/deliver.ts";
import type { Drive } from "../../../src/core/generation/drive.ts";
import { advance, type Generation } from "../../../src/core/generation/generation.ts";
import { studioTimings } from "../../../src/core/generation/timings.ts";
import { TestClock, TestLog } from "../../support/credits.ts";
import { finishedPicture, sampleGeneration } from "../../support/generations.ts";
import { opening } from "../catalogue/support.ts";

/** A drive that has what delivering needs, over a chat that shows or is gone. */
function driveOver(outcome: "shown" | "gone", failures = 0) {
  const shown: Reply[] = [];
  const kept: string[] = [];
  let failed = 0;
  const later: boolean[] = [];
  const told: Reply[] = [];
  const released: string[] = [];
  const deleted: string[] = [];
  const costs: number[] = [];
  let asked = 0;
  const clock = new TestClock();
  const tools = {
    clock,
    log: new TestLog(),
    timings: studioTimings,
    catalogue: createCatalogue(),
    terms: { inForce: () => ({ version: "2026-05-21" }) },
    pricing: { for: async () => opening },
    accounts: {
      showsFirst: async () => {
        asked += 1;
        return true;
      },
    },
    chats: {
      show: async (_place: string, reply: Reply) => {
        shown.push(reply);
        if (failed++ < failures) throw new Error("the chat is away");
        return outcome;
      },
    },
    tellEnding: async (_generation: Generation, reply: Reply) => void told.push(reply),
    ledger: {
      release: async (_account: string, { hold }: { hold: string }) => {
        released.push(hold);
        return { outcome: "released" };
      },
    },
    allowance: { settle: async (_generation: Generation, cost_credits: number) => void costs.push(cost_credits) },
    images: { delete: async (keys: readonly string[]) => void deleted.push(...keys) },
    tellLater: async (_generation: Generation, isFirst: boolean) => void later.push(isFirst),
  };
  const drive = {
    tools,
    signal: new AbortController().signal,
    write: async (generation: Generation, event: Parameters<typeof advance>[1]) =>
      advance(generation, event, clock.now()),
    writeCarried: async (generation: Generation) => {
      kept.push(generation.state);
      return { ...generation, revision: generation.revision + 1 };
    },
    pause: async () => "time",
  } as unknown as Drive;
  return { drive, shown, later, told, released, deleted, costs, kept, asked: () => asked };
}

const settled = (mayBeFirst: boolean) => finishedPicture({ state: "settled", closedAt: null, mayBeFirst });

describe("what is said once with the first picture", () => {
  test("is said with it, and the delivery goes on", async () => {
    const { drive, shown } = driveOver("shown");
    expect((await deliver(settled(true), drive)).state).toBe("delivered");
    expect(shown[0]?.text).toContain("depends on your country");
  });

  test("asks nobody where there was a picture before", async () => {
    const { drive, shown, asked } = driveOver("shown");
    await deliver(settled(false), drive);
    expect(asked()).toBe(0);
    expect(shown[0]?.text).not.toContain("depends on your country");
  });

  test("is told with the notice when no chat takes the picture any more", async () => {
    const { drive, later } = driveOver("gone");
    await deliver(settled(true), drive);
    expect(later).toEqual([true]);
  });
});

describe("a chat that does not take a picture at once", () => {
  test("is tried again, and meanwhile it is written down that the picture is paid", async () => {
    const { drive, shown, kept } = driveOver("shown", 3);
    const before = settled(false);
    const delivered = await deliver(before, drive);
    expect(delivered).toMatchObject({ state: "delivered", revision: before.revision + 2 });
    expect(shown).toHaveLength(4);
    expect(kept).toEqual(["settled"]);
  });

  test("takes no write where it takes the picture", async () => {
    const { drive, kept } = driveOver("shown");
    await deliver(settled(false), drive);
    expect(kept).toEqual([]);
  });
});

describe("an ending", () => {
  const failed = () =>
    sampleGeneration({ state: "failed", ending: { reason: "provider-lost", code: null }, closedAt: null });

  test("gives the credits back, clears what was stored of it, says so in its place, and is closed", async () => {
    const { drive, shown, told, released, deleted, costs } = driveOver("shown");
    const closed = await finishEnding(failed(), drive);
    expect(closed.closedAt).not.toBeNull();
    expect(closed.settlement).toMatchObject({ rule: "technical-failure-returned", released_credits: 1 });
    expect(released).toEqual([closed.id]);
    expect(costs).toEqual([0]);
    expect(deleted).toEqual([`${closed.id}:0`]);
    expect(shown[0]?.text).toContain("Your credit is back");
    expect(told).toEqual([]);
  });

  test("that no chat takes any more is told at the next contact", async () => {
    const { drive, told } = driveOver("gone");
    await finishEnding(failed(), drive);
    expect(told[0]?.text).toContain("Your credit is back");
  });
});
