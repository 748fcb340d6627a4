import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { advance, type Event, type Generation, isEnding, WrongStep } from "../../../src/core/generation/generation.ts";
import { sampleGeneration } from "../../support/generations.ts";

const at = new Date("2026-01-01T00:00:00Z");
const ending = { reason: "took-too-long", code: null } as const;
const settlement = {
  rule: "delivered-in-full",
  termsVersion: "1",
  captured_credits: 1,
  released_credits: 0,
} as const;
const made = { url: "https://example.test/1.png", seed: 1, flagged: false };
const image = { key: "g:0", contentType: "image/png", width: 1, height: 1, seed: 1 };

function following(generation: Generation, ...events: Event[]): Generation {
  return events.reduce((current, event) => advance(current, event, at), generation);
}

const wholeLife: readonly [Event, Generation["state"]][] = [
  [{ kind: "held" }, "held"],
  [{ kind: "sending", submission: 0 }, "held"],
  [{ kind: "sent", submission: 0, requestId: "r" }, "submitted"],
  [{ kind: "answered", submission: 0, results: [made] }, "made"],
  [{ kind: "stored", images: [image] }, "stored"],
  [{ kind: "settled", settlement }, "settled"],
  [{ kind: "delivered" }, "delivered"],
];

describe("the life of a picture", () => {
  test("goes from accepted to delivered in this order, one revision a step", () => {
    let generation = sampleGeneration();
    for (const [event, state] of wholeLife) {
      generation = advance(generation, event, at);
      expect(generation.state).toBe(state);
    }
    expect(generation.revision).toBe(sampleGeneration().revision + wholeLife.length);
    expect(generation.closedAt).toEqual(at);
  });

  test("no step can be made twice or out of its order", () => {
    let generation = sampleGeneration();
    for (const [index, [event]] of wholeLife.entries()) {
      for (const [other, [wrong]] of wholeLife.entries()) {
        if (other === index) continue;
        // A webhook may bring the answer before we learnt that the request was taken.
        if (wrong.kind === "answered" && ["held", "submitted"].includes(generation.state)) continue;
        if (wrong.kind === "sent" && generation.state === "held") continue;
        expect(() => advance(generation, wrong, at), `${wrong.kind} in ${generation.state}`).toThrow(WrongStep);
      }
      generation = advance(generation, event, at);
    }
  });

  test("a submission that was sent is not sent again", () => {
    const sending = following(sampleGeneration(), { kind: "held" }, { kind: "sending", submission: 0 });
    expect(() => advance(sending, { kind: "sending", submission: 0 }, at)).toThrow(WrongStep);
  });

  test("a submission that surely was not taken may be sent again", () => {
    const unsent = following(
      sampleGeneration(),
      { kind: "held" },
      { kind: "sending", submission: 0 },
      { kind: "unsent", submission: 0 },
    );
    expect(unsent.submissions[0]?.sentAt).toBeNull();
    expect(advance(unsent, { kind: "sending", submission: 0 }, at).submissions[0]?.sentAt).toEqual(at);
  });

  test("what is stored can no longer be cancelled, and what is cancelled can no longer be stored", () => {
    const cancel: Event = { kind: "ended", state: "cancelled", ending: { reason: "cancelled", code: null } };
    const done = following(sampleGeneration(), ...wholeLife.slice(0, 5).map(([event]) => event));
    expect(() => advance(done, cancel, at)).toThrow(WrongStep);
    const cancelled = following(sampleGeneration(), ...wholeLife.slice(0, 4).map(([event]) => event), cancel);
    expect(() => advance(cancelled, { kind: "stored", images: [image] }, at)).toThrow(WrongStep);
  });

  test("several submissions are submitted when all have left, and made when all have an outcome", () => {
    const two = sampleGeneration({ submissions: 2 });
    const first = following(
      two,
      { kind: "held" },
      { kind: "sending", submission: 0 },
      { kind: "sent", submission: 0, requestId: "a" },
    );
    expect(first.state).toBe("held");
    const both = following(first, { kind: "sending", submission: 1 }, { kind: "sent", submission: 1, requestId: "b" });
    expect(both.state).toBe("submitted");
    const half = following(both, { kind: "answered", submission: 1, results: [made] });
    expect(half.state).toBe("submitted");
    expect(following(half, { kind: "turned-down", submission: 0, ending }).state).toBe("made");
  });

  test("a picture is deleted only when nothing is left to do", () => {
    expect(() => advance(sampleGeneration(), { kind: "deleted" }, at)).toThrow(WrongStep);
    const delivered = following(sampleGeneration(), ...wholeLife.map(([event]) => event));
    expect(advance(delivered, { kind: "deleted" }, at).deletedAt).toEqual(at);
  });

  test("under any events, credits are settled at most once and a closed picture stays closed", () => {
    const event = fc.oneof(
      ...wholeLife.map(([step]) => fc.constant(step)),
      fc.constant<Event>({ kind: "unsent", submission: 0 }),
      fc.constant<Event>({ kind: "turned-down", submission: 0, ending }),
      fc.constantFrom<Event>(
        { kind: "ended", state: "failed", ending },
        { kind: "ended", state: "cancelled", ending: { reason: "cancelled", code: null } },
      ),
      fc.constant<Event>({ kind: "closed", settlement: { ...settlement, rule: "cancelled-returned" } }),
      fc.constant<Event>({ kind: "claimed", owner: "another" }),
    );
    fc.assert(
      fc.property(fc.array(event, { maxLength: 40 }), (events) => {
        let generation = sampleGeneration();
        let settlements = 0;
        for (const next of events) {
          let changed: Generation;
          try {
            changed = advance(generation, next, at);
          } catch (error) {
            if (error instanceof WrongStep) continue;
            throw error;
          }
          if (next.kind === "settled" || next.kind === "closed") settlements++;
          expect(changed.revision).toBe(generation.revision + 1);
          if (generation.closedAt !== null) expect(changed.closedAt).toEqual(generation.closedAt);
          if (isEnding(generation.state)) expect(changed.state).toBe(generation.state);
          generation = changed;
        }
        expect(settlements).toBeLessThanOrEqual(1);
        expect(generation.state === "delivered" && isEnding(generation.state)).toBe(false);
      }),
    );
  });
});
