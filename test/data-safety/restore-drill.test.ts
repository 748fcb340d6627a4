import { execFile } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Document, deserialize } from "bson";
import { MongoClient } from "mongodb";
import { afterEach, expect, test } from "vitest";
import { readBackup } from "../../adapters/mongo/backup/format.ts";
import type { ShownMessage } from "../../adapters/playground/replies.ts";
import { startTestApp, type TestApp } from "../support/app.ts";
import { customerOf, sendAllAgain, submit } from "../support/customer.ts";
import { creditsOf, expectLaws } from "../support/laws.ts";

/** Of a machine that has much else to do: nothing here is about speed. */
const PATIENCE_MS = 240_000;
const SLOW_MS = 40_000;

let easel: TestApp | null = null;
let directory: string | null = null;
afterEach(async () => {
  await easel?.stop();
  if (directory !== null) await rm(directory, { recursive: true, force: true });
  easel = null;
  directory = null;
});

function command(
  file: string,
  args: readonly string[],
  uri: string,
): Promise<{ code: number; output: string; errors: string }> {
  return new Promise((resolve) => {
    // As in the image, and with nothing of what Easel itself needs there.
    const env = { PATH: process.env["PATH"] ?? "", NODE_ENV: "production", MONGODB_URI: uri };
    execFile(process.execPath, ["--import", "tsx", file, ...args], { env }, (error, output, errors) =>
      resolve({ code: error === null ? 0 : Number(error.code), output, errors }),
    );
  });
}

async function withDatabase<T>(uri: string, run: (client: MongoClient) => Promise<T>): Promise<T> {
  const client = new MongoClient(uri);
  try {
    return await run(client);
  } finally {
    await client.close();
  }
}

const heldBy = (wallet: Document) =>
  (wallet["holds"] as readonly { readonly amount: number }[]).reduce((sum, { amount }) => sum + amount, 0);

/** The credits that are held, as a backup has them. */
async function heldIn(file: string): Promise<number> {
  let held = 0;
  await readBackup(file, (collection, document) => {
    if (collection === "wallets") held += heldBy(deserialize(document));
  });
  return held;
}

/** The bytes of the last picture that a message shows. */
const pictureOf = async (url: string, { reply }: ShownMessage) => {
  const response = await fetch(new URL(reply?.images.at(-1)?.href ?? "", url));
  expect(response.status).toBe(200);
  return Buffer.from(await response.arrayBuffer()).toString("base64");
};

test("a whole Easel that was backed up, wiped and restored goes on where it was", {
  timeout: PATIENCE_MS,
}, async () => {
  const on = await startTestApp({
    // Still at the provider when Easel stops, on a slow machine too.
    speed: { slow_ms: SLOW_MS },
    // A stop that waits for nothing leaves the picture and its hold as they are.
    timings: { finishWithin_ms: 0 },
  });
  easel = on;
  const { uri } = on.config.database;
  if (uri === null) throw new Error("it has no database of its own");
  directory = await mkdtemp(join(tmpdir(), "easel-drill-"));
  const file = join(directory, "backup");

  const ada = await customerOf(on, "ada");
  const bob = await customerOf(on, "bob");
  await ada.buys("500 credits");
  const picture = await pictureOf(on.app.url, await ada.answerTo("/imagine a red fox"));
  const unpaid = await bob.order("500 credits");
  const ran = await command("src/backup.ts", ["--out", file], uri);
  expect(ran).toMatchObject({ code: 1, errors: expect.stringContaining("Easel is running on this database") });
  expect(await creditsOf(on.app.services, "ada")).toMatchObject({ held: 0 });
  const slow = await ada.say("/imagine [slow] a late fox");
  await expect.poll(() => on.sandbox.requests().length, { timeout: 20_000 }).toBe(2);
  const before = await creditsOf(on.app.services, "ada");
  expect(before.held).toBeGreaterThan(0);
  await on.app.stop();

  const saved = await command("src/backup.ts", ["--out", file], uri);
  expect(saved).toMatchObject({ code: 0, errors: "" });
  expect(saved.output).toMatch(/^wallets 2$/mu);
  expect(await heldIn(file)).toBe(before.held);
  await withDatabase(uri, (client) => client.db().dropDatabase());
  const restored = await command("src/restore.ts", ["--from", file], uri);
  expect(restored).toMatchObject({ code: 0, errors: "" });
  expect(restored.output.split("\n").slice(1).join("\n")).toBe(saved.output);
  // The hold came back with everything else.
  const wallets = await withDatabase(uri, (client) => client.db().collection("wallets").find().toArray());
  expect(wallets.reduce((sum, wallet) => sum + heldBy(wallet), 0)).toBe(before.held);
  await on.restart();

  const { services } = on.app;
  await expectLaws(services);
  // What was in the works has its result fetched, and is paid for once.
  const late = await ada.until((all) => all.find(({ id, reply }) => id === slow && reply?.tone === "good"), 120_000);
  expect(late.reply?.images).toHaveLength(1);
  const after = await creditsOf(services, "ada");
  expect(after).toEqual({ available: before.available, held: 0 });
  expect(on.sandbox.requests()).toHaveLength(2);
  expect(await pictureOf(on.app.url, await ada.answerTo("/history"))).toBe(picture);
  // An order from before is paid and granted once, however often its events come.
  await submit(unpaid.link, "pay");
  await bob.told("Your credits are here");
  const bought = await creditsOf(services, "bob");
  await sendAllAgain(on.stripe);
  expect(await creditsOf(services, "bob")).toEqual(bought);
  expect(await creditsOf(services, "ada")).toEqual(after);
  await expectLaws(services);
  await withDatabase(uri, async (client) => {
    const jobs = await client.db().collection("agendaJobs").find().toArray();
    expect(new Set(jobs.map(({ name }) => name)).size).toBe(jobs.length);
    expect(jobs.length).toBeGreaterThan(20);
  });
});
