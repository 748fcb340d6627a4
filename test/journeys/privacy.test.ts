import { createHash } from "node:crypto";
import { unzipSync } from "fflate";
import { type Binary, MongoClient } from "mongodb";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { ShownMessage } from "../../adapters/playground/replies.ts";
import { eraseAccounts } from "../../jobs/erase-accounts.ts";
import { systemClock } from "../../src/system.ts";
import { startTestApp, type TestApp } from "../support/app.ts";
import { DAY_MS, MINUTE_MS } from "../support/credits.ts";
import { testImages } from "../support/images.ts";
import { expectLaws } from "../support/laws.ts";

let ahead_ms = 0;
const clock = { now: () => new Date(Date.now() + ahead_ms), sleep: systemClock.sleep };
/** Longer than the clock is moved by: whether a picture takes too long is not the question here. */
const PICTURE_MAX_MS = 100 * DAY_MS;

let easel: TestApp;
let client: MongoClient;
beforeAll(async () => {
  easel = await startTestApp({ clock, speed: { slow_ms: 30_000 }, timings: { pictureMax_ms: PICTURE_MAX_MS } });
  client = new MongoClient(easel.config.database.uri ?? "");
});
afterAll(async () => {
  await client.close();
  await easel.stop();
});

const eraseDue = () => eraseAccounts.run(undefined, easel.app.services);

/** All of the database: documents as text, and hashes of whatever bytes there are. */
async function everything(): Promise<{ readonly text: string; readonly hashes: ReadonlySet<string> }> {
  const texts: string[] = [];
  const hashes = new Set<string>();
  for (const { name } of await client.db().listCollections().toArray()) {
    for await (const document of client.db().collection(name).find()) {
      if (name === "images.chunks") hashes.add(hashOf((document["data"] as Binary).value()));
      else texts.push(JSON.stringify(document));
    }
  }
  return { text: texts.join("\n"), hashes };
}

function hashOf(bytes: Uint8Array): string {
  return createHash("sha256").update(bytes).digest("hex");
}

async function download(message: ShownMessage): Promise<Uint8Array> {
  const response = await fetch(new URL(message.reply?.files[0]?.href ?? "", easel.app.url));
  expect(response.headers.get("content-disposition")).toContain("easel-data.zip");
  return new Uint8Array(await response.arrayBuffer());
}

test("T15 · somebody takes all of theirs along, and is forgotten: pictures in the works, references, prompts and name", async () => {
  const ada = await easel.person("ada-to-forget");
  const bob = await easel.person("bob-who-stays");
  const photo = { name: "holiday.jpg", bytes: new Uint8Array(await testImages.jpeg(320, 200)) };
  const fox = await ada.answerTo("/imagine a marzipan fox --n 2");
  await ada.answerTo("/edit make it liquorice --res 0.5K", { files: [photo] });
  await ada.answerTo("/history marzipan");
  const kept = await bob.answerTo("/imagine a lighthouse that stays");
  const account = (await easel.app.services.accounts.of({ platform: "playground", user: ada.name, name: "" })).id;
  const references = client.db().collection("images.files").find({ "metadata.account": account });
  const stored = (await references.toArray()).map((file) => String(file["metadata"]["hash"]));
  expect(stored).toHaveLength(4);

  // The answer comes at once, the files when the job has put them together.
  expect((await ada.answerTo("/privacy export")).reply?.text).toContain("I am putting it together");
  const brought = await ada.until((all) =>
    all.find(({ pane, reply }) => pane === "direct" && reply?.files.length === 1),
  );
  const files = unzipSync(await download(brought));
  expect(Object.keys(files).filter((name) => /^(pictures|references)\//u.test(name))).toHaveLength(4);
  const packed = new Set(Object.values(files).map(hashOf));
  for (const hash of stored) expect(packed).toContain(hash);
  expect(new TextDecoder().decode(files["generations.json"])).toContain("a marzipan fox");
  expect(new TextDecoder().decode(files["account.json"])).toContain("ada-to-forget");

  const asked = await ada.answerTo("/privacy delete");
  await ada.press("Yes, delete everything", asked);
  expect((await ada.answerTo("/balance")).reply?.text).toContain("Your account will be deleted on");
  // In the channel nobody else reads it: it is said in private.
  expect((await ada.answerTo("/imagine a nougat boat")).reply?.text).not.toContain("deleted");
  await ada.until((all) =>
    all.find(({ pane, reply }) => pane === "direct" && reply?.text?.includes("will be deleted on")),
  );
  const slow = await ada.say("/imagine [slow] a nougat castle");
  await ada.until((all) => all.find(({ id, reply }) => id === slow && reply?.text?.startsWith("Painting")));

  ahead_ms += DAY_MS;
  await eraseDue();
  expect((await ada.final(slow)).reply?.text).toContain("Stopped");
  await easel.restart();
  const { accounts } = easel.app.services;
  const find = async () => {
    await eraseDue();
    return accounts.find(account);
  };
  await expect.poll(find, { timeout: 20_000 }).toBeNull();
  await ada.until((all) => all.find(({ reply }) => reply?.text?.includes("Your account is being deleted now")));

  const { text, hashes } = await everything();
  for (const word of ["ada-to-forget", "marzipan", "liquorice", "nougat"]) expect(text, word).not.toContain(word);
  for (const hash of stored) expect(text.includes(hash) || hashes.has(hash)).toBe(false);
  await expectLaws(easel.app.services);
  expect(text).toContain("a lighthouse that stays");
  const picture = await fetch(new URL(kept.reply?.images[0]?.href ?? "", easel.app.url));
  expect(picture.status).toBe(200);
  expect((await fetch(new URL(fox.reply?.images[0]?.href ?? "", easel.app.url))).status).toBe(404);

  // Whoever comes is new, and asked for the terms again.
  expect((await ada.answerTo("/imagine a fresh fox")).reply?.title).toBe("Before the first picture");
  ahead_ms += 11 * MINUTE_MS;
  await eraseDue();
  expect((await ada.press("I am 13")).reply?.text).not.toContain("25 credits");
  expect((await ada.answerTo("/balance")).reply?.title).toBe("You have 0 credits");
  expect(easel.logged.join("\n")).not.toMatch(/marzipan|liquorice|nougat|ada-to-forget/u);
});
