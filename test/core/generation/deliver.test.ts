import { describe, expect, test } from "vitest";
import { createCatalogue } from "../../../src/core/catalogue/catalogue.ts";
import type { Reply } from "../../../src/core/chat/reply.ts";
import { deliver } from "../../../src/core/generation/deliver.ts";
import type { Drive } from "../../../src/core/generation/drive.ts";
import { advance, type Generation } from "../../../src/core/generation/generation.ts";
import { studioTimings } from "../../../src/core/generation/timings.ts";
import { TestClock, TestLog } from "../../support/credits.ts";
import { finishedPicture } from "../../support/generations.ts";

/** A drive that has what delivering needs, over a chat that shows or is gone. */
function driveOver(outcome: "shown" | "gone") {
  const shown: Reply[] = [];
  const later: boolean[] = [];
  let asked = 0;
  const clock = new TestClock();
  const tools = {
    clock,
    log: new TestLog(),
    timings: studioTimings,
    catalogue: createCatalogue(),
    accounts: {
      showsFirst: async () => {
        asked += 1;
        return true;
      },
    },
    chats: {
      show: async (_place: string, reply: Reply) => {
        shown.push(reply);
        return outcome;
      },
    },
    tellLater: async (_generation: Generation, isFirst: boolean) => void later.push(isFirst),
  };
  const drive = {
    tools,
    signal: new AbortController().signal,
    write: async (generation: Generation, event: Parameters<typeof advance>[1]) =>
      advance(generation, event, clock.now()),
  } as unknown as Drive;
  return { drive, shown, later, asked: () => asked };
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
