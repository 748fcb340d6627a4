import { beforeEach, describe, expect, test } from "vitest";
import type { Reply } from "../../../src/core/chat/reply.ts";
import { finishEnding } from "../../../src/core/generation/deliver.ts";
import type { Drive } from "../../../src/core/generation/drive.ts";
import { advance, type EndingReason, type Generation } from "../../../src/core/generation/generation.ts";
import { refusedShare_credits } from "../../../src/core/generation/refused.ts";
import { endingReply } from "../../../src/core/generation/replies.ts";
import { capture } from "../../../src/core/generation/settle.ts";
import { studioTimings } from "../../../src/core/generation/timings.ts";
import { MINUTE_MS, TestLog } from "../../support/credits.ts";
import { sampleGeneration } from "../../support/generations.ts";
import { expectLaws } from "../../support/laws.ts";
import { type ConductStage, conductStage, refusal } from "../moderation/conduct-stage.ts";

let stage: ConductStage;
let shown: Reply[];
let costs: number[];
let drive: Drive;
beforeEach(async () => {
  stage = conductStage();
  shown = [];
  costs = [];
  drive = {
    tools: {
      ...{ clock: stage.clock, log: new TestLog(), timings: studioTimings, ledger: stage.ledger },
      conduct: stage.conduct,
      terms: { inForce: () => ({ version: "2026-05-21" }) },
      chats: { show: async (_place: string, reply: Reply) => shown.push(reply) && "shown" },
      allowance: { settle: async (_generation: Generation, cost_credits: number) => void costs.push(cost_credits) },
      images: { delete: async () => undefined },
    },
    signal: new AbortController().signal,
    write: async (generation: Generation, event: Parameters<typeof advance>[1]) =>
      advance(generation, event, stage.clock.now()),
    carry: (generation: Generation, event: Parameters<typeof advance>[1]) =>
      advance(generation, event, stage.clock.now()),
  } as unknown as Drive;
});

/** A picture that was asked for now, held for, and whose requests ended so. */
async function ended(id: string, reasons: readonly (EndingReason | null)[]): Promise<Generation> {
  stage.clock.move(MINUTE_MS);
  const base = sampleGeneration({ id, account: "ada", submissions: reasons.length, acceptedAt: stage.clock.now() });
  const total_credits = 2 * reasons.length;
  await stage.hold("ada", id, total_credits);
  return {
    ...base,
    ...{
      state: "refused",
      ending: { reason: reasons.find((reason) => reason !== null) ?? "provider-lost", code: null },
    },
    request: { ...base.request, n: reasons.length },
    price: { perImage_credits: 2, total_credits },
    submissions: base.submissions.map((one, index) => {
      const reason = reasons[index] ?? null;
      return { ...one, refused: reason === null ? null : { reason, code: "x" } };
    }),
  };
}

async function threeBefore(): Promise<void> {
  for (const one of ["1", "2", "3"]) {
    stage.clock.move(MINUTE_MS);
    await stage.conduct.judge(refusal(stage, one));
  }
}

describe("a picture that the provider refused", () => {
  test("stores the rule, the terms and the count, and the third one warns", async () => {
    const replies: (string | undefined)[] = [];
    for (const id of ["first", "second", "third"]) {
      const closed = await finishEnding(await ended(id, ["policy-prompt"]), drive);
      replies.push(shown.at(-1)?.text);
      expect(closed.settlement).toMatchObject({
        ...{ rule: "refused-by-provider-returned", termsVersion: "2026-05-21" },
        ...{ captured_credits: 0, released_credits: 2 },
      });
    }
    expect(replies.map((text) => text?.includes("the last one whose credits come back"))).toEqual([false, false, true]);
    expect(await stage.balance("ada")).toBe(6);
  });

  test("is charged whole from the fourth on, with its reason in the ledger, and leads to an appeal", async () => {
    await threeBefore();
    const closed = await finishEnding(await ended("fourth", ["policy-reference", "policy-prompt"]), drive);
    expect(closed.settlement).toMatchObject({
      ...{ rule: "refused-by-provider-kept", captured_credits: 4, released_credits: 0 },
      judged: { refusals: 4, isLastReturned: false },
    });
    const [entry] = await stage.ledger.movements("ada", { limit: 1 });
    expect(entry).toMatchObject({ kind: "capture", reason: "refused-by-provider", amount: 4 });
    expect(shown.at(-1)?.text).toContain("4 credits were kept");
    expect(shown.at(-1)?.buttons).toMatchObject([{ token: expect.stringContaining("appeal/write") }]);
    expect(costs).toEqual([4]);
    // Shown again, as for an event that came twice, it says the same.
    expect(endingReply(closed)).toEqual(shown.at(-1));
    await expectLaws(stage);
  });

  test("is settled once, also when its process died before it was closed", async () => {
    await threeBefore();
    const fourth = await ended("fourth", ["policy-prompt"]);
    const first = await finishEnding(fourth, drive);
    const again = await finishEnding(fourth, drive);
    expect(again.settlement).toEqual(first.settlement);
    expect(await stage.balance("ada")).toBe(0);
    expect((await stage.conduct.strikes("ada")).sum).toBe(4);
  });

  test("pays nothing for requests that failed beside the refused ones", async () => {
    await threeBefore();
    const fourth = await ended("fourth", ["policy-prompt", "provider-failed", "took-too-long"]);
    const { settlement } = await finishEnding(fourth, drive);
    expect(settlement).toMatchObject({ captured_credits: 2, released_credits: 4 });
    expect(await stage.balance("ada")).toBe(4);
  });

  test("whose credits came back before anybody wrote down why says that they came back", async () => {
    await threeBefore();
    const fourth = await ended("fourth", ["policy-prompt"]);
    const { judge } = stage.conduct;
    Object.assign(drive.tools, {
      conduct: {
        async judge(word: Parameters<typeof judge>[0]) {
          const judgement = await judge(word);
          await stage.ledger.release("ada", { hold: fourth.id, reason: "policy-prompt" });
          return judgement;
        },
      },
    });
    const { settlement } = await finishEnding(fourth, drive);
    expect(settlement).toMatchObject({
      rule: "refused-by-provider-returned",
      captured_credits: 0,
      released_credits: 2,
    });
    expect(shown.at(-1)?.text).toContain("are back");
    await expectLaws(stage);
  });

  test("whose refusal is taken back at the same moment costs nothing", async () => {
    await threeBefore();
    const fourth = await ended("fourth", ["policy-prompt"]);
    const { judge } = stage.conduct;
    let asked = 0;
    Object.assign(drive.tools, {
      conduct: {
        async judge(word: Parameters<typeof judge>[0]) {
          const judgement = await judge(word);
          asked += 1;
          // An operator takes it back between the judgement and the charge.
          if (asked === 1) await stage.conduct.reverse(judgement.violation, "memory:operator", "the model erred");
          return judgement;
        },
      },
    });
    const { settlement } = await finishEnding(fourth, drive);
    expect(settlement).toMatchObject({
      rule: "refused-by-provider-returned",
      captured_credits: 0,
      released_credits: 2,
    });
    expect(await stage.balance("ada")).toBe(2);
    expect(shown.at(-1)?.text).toContain("are back");
    await expectLaws(stage);
  });
});

test("what was refused of a batch whose other pictures came is given back, as what was hidden is", async () => {
  await threeBefore();
  const batch = await ended("batch", [null, "policy-prompt"]);
  const image = { key: "batch:0", contentType: "image/png", width: 1, height: 1, seed: null };
  const stored: Generation = { ...batch, state: "stored", ending: null, images: [image] };
  const settled = await capture(stored, drive);
  expect(settled.settlement).toMatchObject({
    ...{ rule: "flagged-share-returned", captured_credits: 2, released_credits: 2 },
  });
  await capture(stored, drive);
  expect((await stage.conduct.strikes("ada")).sum).toBe(3.5);
});

test("a picture that was hidden whole always comes back", async () => {
  await threeBefore();
  const hidden = { ...(await ended("hidden", [null])), ending: { reason: "policy-image", code: null } as const };
  const { settlement } = await finishEnding(hidden, drive);
  expect(settlement).toMatchObject({ rule: "flagged-share-returned", released_credits: 2 });
  expect(settlement?.judged).toBeUndefined();
});

test("the refused share is of the price that was held, also where a batch costs less than its pictures", () => {
  const base = sampleGeneration({ submissions: 1, price: { perImage_credits: 3, total_credits: 10 } });
  const refused = { reason: "policy-prompt", code: null } as const;
  const [one] = base.submissions;
  if (one === undefined) throw new Error("it has a submission");
  const whole = { ...base, request: { ...base.request, n: 4 }, submissions: [{ ...one, images: 4, refused }] };
  expect(refusedShare_credits(whole)).toBe(10);
  expect(refusedShare_credits(base)).toBe(0);
});
