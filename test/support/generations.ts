import type { Generation } from "../../src/core/generation/generation.ts";

/** A generation as it is accepted, for tests that need one without a studio. */
export function sampleGeneration({
  submissions = 1,
  ...changed
}: Partial<Omit<Generation, "submissions">> & { submissions?: number } = {}): Generation {
  return {
    id: "aaaaaaaaaaaaaaaaaaaa",
    account: "bbbbbbbbbbbbbbbbbbbb",
    place: "playground/ada/1",
    language: "en",
    state: "accepted",
    revision: 1,
    owner: "process-1",
    request: {
      model: "z-image",
      prompt: "a red fox",
      ratio: "1:1",
      resolution: "1K",
      quality: null,
      n: 1,
      seed: null,
      references: 0,
      strength: null,
      style: null,
      isPrivate: false,
      width: 1024,
      height: 1024,
    },
    references: [],
    price: { perImage_credits: 1, total_credits: 1 },
    share: { inWorksMax: 5, atOnce: 2, weight: 1 },
    server: null,
    parent: null,
    action: null,
    events: [],
    mayBeFirst: false,
    submissions: Array.from({ length: submissions }, () => ({
      sentAt: null,
      requestId: null,
      endpoint: "fal-ai/z-image/turbo",
      images: 1,
      seed: null,
      results: null,
      refused: null,
    })),
    images: [],
    settlement: null,
    ending: null,
    acceptedAt: new Date("2026-01-01T00:00:00Z"),
    changedAt: new Date("2026-01-01T00:00:00Z"),
    closedAt: null,
    deletedAt: null,
    clearedAt: null,
    takenDownAt: null,
    ...changed,
  };
}

/** A generation that brought one picture, was paid and delivered. Nothing is in the store for it. */
export function finishedPicture(changed: Partial<Omit<Generation, "submissions">> = {}): Generation {
  const at = new Date("2026-01-01T00:00:10Z");
  return sampleGeneration({
    state: "delivered",
    images: [{ key: "aaaaaaaaaaaaaaaaaaaa:0", contentType: "image/png", width: 1024, height: 1024, seed: 5 }],
    settlement: { rule: "delivered-in-full", termsVersion: "v", captured_credits: 1, released_credits: 0 },
    closedAt: at,
    changedAt: at,
    ...changed,
  });
}
