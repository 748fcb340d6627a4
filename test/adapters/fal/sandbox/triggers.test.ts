import { readFile } from "node:fs/promises";
import { expect, test } from "vitest";
import { type SandboxTrigger, sandboxTriggers } from "../../../../adapters/fal/sandbox/triggers.ts";
import { type Stage, startStage, until } from "./stage.ts";

const Z_IMAGE = "fal-ai/z-image/turbo";
const NANO = "fal-ai/nano-banana-2";
const GPT_EDIT = "openai/gpt-image-2/edit";
const small = { image_size: "square" };
const pause = (duration_ms: number) => new Promise((resolve) => setTimeout(resolve, duration_ms));

const refusal = (code: string, about: string) => ({ name: "ProviderRefused", code, policy: true, about });
const tags = (stage: Stage) => stage.told.map(({ tag }) => tag);

/** One check for each word: a word without a check does not compile. */
const checks: Record<SandboxTrigger, (stage: Stage) => Promise<void>> = {
  async refuse(stage) {
    const result = stage.result(Z_IMAGE, { prompt: "x [refuse]" });
    await expect(result).rejects.toMatchObject(refusal("content_policy_violation", "prompt"));
    await until(() => stage.told.length === 1);
    expect(stage.sandbox.requests()).toMatchObject([{ state: "done", billed: 0 }]);
  },
  async "refuse-at-once"(stage) {
    const submission = stage.submit(Z_IMAGE, { prompt: "x [refuse-at-once]" });
    await expect(submission).rejects.toMatchObject(refusal("content_policy_violation", "prompt"));
    expect(stage.sandbox.requests()).toMatchObject([{ state: "rejected", requestId: null, billed: 0 }]);
  },
  async "refuse-reference"(stage) {
    const input = { prompt: "x [refuse-reference]", image_url: "a" };
    const result = stage.result(`${Z_IMAGE}/image-to-image`, input);
    await expect(result).rejects.toMatchObject(refusal("content_policy_violation", "reference"));
  },
  async "refuse-in-text"(stage) {
    const result = stage.result(NANO, { prompt: "x [refuse-in-text]" });
    await expect(result).rejects.toMatchObject(refusal("refused_in_text", "prompt"));
  },
  async "refuse-downstream"(stage) {
    const result = stage.result(GPT_EDIT, { prompt: "x [refuse-downstream]", image_urls: ["a"] });
    await expect(result).rejects.toMatchObject(refusal("downstream_service_error", "prompt"));
  },
  async flag(stage) {
    const { images } = await stage.result(Z_IMAGE, { prompt: "x [flag]", num_images: 2, ...small });
    expect(images.map(({ flagged }) => flagged)).toEqual([true, true]);
    const result = stage.result(NANO, { prompt: "x [flag]" });
    await expect(result).rejects.toMatchObject(refusal("content_policy_violation", "prompt"));
  },
  async "flag-one"(stage) {
    const { images } = await stage.result(Z_IMAGE, { prompt: "x [flag-one]", num_images: 3, ...small });
    expect(images.map(({ flagged }) => flagged)).toEqual([true, false, false]);
    const without = await stage.result(NANO, { prompt: "x [flag-one]", num_images: 3, resolution: "0.5K" });
    expect(without.images.map(({ flagged }) => flagged)).toEqual([false, false]);
  },
  async fewer(stage) {
    const { images } = await stage.result(Z_IMAGE, { prompt: "x [fewer]", num_images: 3, ...small });
    expect(images).toHaveLength(2);
    expect(stage.sandbox.requests()).toMatchObject([{ billed: 2 }]);
  },
  async slow(stage) {
    const start_ms = performance.now();
    await stage.result(Z_IMAGE, { prompt: "x [slow]", ...small });
    expect(performance.now() - start_ms).toBeGreaterThan(280);
  },
  async stuck(stage) {
    const requestId = await stage.submit(Z_IMAGE, { prompt: "x [stuck]" });
    const state = async () => (await stage.provider.status({ endpoint: Z_IMAGE, requestId })).state;
    await until(async () => (await state()) === "running");
    await pause(100);
    expect(await state()).toBe("running");
    // The others go on.
    await stage.result(Z_IMAGE, { prompt: "x", ...small });
  },
  async fail(stage) {
    const result = stage.result(Z_IMAGE, { prompt: "x [fail]" });
    await expect(result).rejects.toMatchObject({ code: "internal_server_error", policy: false, about: "provider" });
  },
  async busy(stage) {
    const submit = () => stage.submit(Z_IMAGE, { prompt: "x [busy]", ...small });
    await expect(submit()).rejects.toMatchObject({ code: "rate_limited", taken: "no" });
    expect(await submit()).toBeTruthy();
    expect(stage.sandbox.requests().map(({ state }) => state === "rejected")).toEqual([true, false]);
  },
  async down(stage) {
    const submission = stage.submit(Z_IMAGE, { prompt: "x [down]" });
    await expect(submission).rejects.toMatchObject({ name: "ProviderUnreachable", taken: "maybe" });
    expect(stage.sandbox.requests()).toHaveLength(1);
  },
  async "lost-answer"(stage) {
    const submission = stage.submit(Z_IMAGE, { prompt: "x [lost-answer]", ...small }, "gen.9");
    await expect(submission).rejects.toMatchObject({ code: "connection_lost", taken: "maybe" });
    await until(() => stage.told.length === 1);
    const requestId = stage.told[0]?.requestId ?? "";
    expect(stage.told).toEqual([{ tag: "gen.9", requestId }]);
    expect((await stage.provider.result({ endpoint: Z_IMAGE, requestId })).images).toHaveLength(1);
    expect(stage.sandbox.requests()).toMatchObject([{ requestId, state: "done", billed: 1 }]);
  },
  async "lost-all"(stage) {
    const submission = stage.submit(Z_IMAGE, { prompt: "x [lost-all]", ...small });
    await expect(submission).rejects.toMatchObject({ code: "connection_lost", taken: "maybe" });
    await until(() => stage.sandbox.requests()[0]?.state === "done");
    await pause(50);
    expect(stage.hook.requests).toHaveLength(0);
  },
  async "no-webhook"(stage) {
    await stage.result(Z_IMAGE, { prompt: "x [no-webhook]", ...small });
    await pause(50);
    expect(stage.hook.requests).toHaveLength(0);
  },
  async "twice-webhook"(stage) {
    await stage.submit(Z_IMAGE, { prompt: "x [twice-webhook]", ...small });
    await until(() => stage.told.length === 2);
    expect(tags(stage)).toEqual(["gen.0", "gen.0"]);
  },
  async "lost-result"(stage) {
    const result = stage.result(Z_IMAGE, { prompt: "x [lost-result]", ...small });
    await expect(result).rejects.toMatchObject({ name: "ProviderRefused", code: "not_found", policy: false });
  },
  async "broken-file"(stage) {
    const { images } = await stage.result(Z_IMAGE, { prompt: "x [broken-file]", ...small });
    const bytes = await stage.provider.download(images[0]?.url ?? "", 10_000);
    expect(Buffer.from(bytes).toString()).toContain("<!doctype html>");
  },
  async "gone-file"(stage) {
    const { images } = await stage.result(Z_IMAGE, { prompt: "x [gone-file]", ...small });
    const download = stage.provider.download(images[0]?.url ?? "", 10_000);
    await expect(download).rejects.toMatchObject({ name: "ProviderRefused", code: "not_found" });
  },
};

test.each(Object.keys(sandboxTriggers) as SandboxTrigger[])("[%s] does what the table says", async (word) => {
  await using stage = await startStage();
  await checks[word](stage);
});

test("words that are no trigger do nothing", async () => {
  await using stage = await startStage();
  await stage.result(Z_IMAGE, { prompt: "refuse [nonsense] [toString] [refuse", ...small });
  expect(stage.sandbox.requests()).toMatchObject([{ state: "done", billed: 1 }]);
});

test("the README shows every trigger word with what it does", async () => {
  const readme = await readFile("adapters/fal/sandbox/README.md", "utf8");
  for (const [word, effect] of Object.entries(sandboxTriggers)) {
    expect(readme).toContain(`| \`[${word}]\` | ${effect} |`);
  }
});
