import { readFileSync } from "node:fs";
import { unzipSync } from "fflate";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { PersonalRecord } from "../../../src/core/privacy/personal-records.ts";
import { subjectOf } from "../../../src/core/privacy/subject.ts";
import { DAY_MS, MINUTE_MS } from "../../support/credits.ts";
import { expectLaws } from "../../support/laws.ts";
import { type LinkingStage, linkingStage } from "../../support/linking.ts";
import { allDocuments, type Lives, livesFull } from "./stage.ts";

let stage: LinkingStage;
let lives: Lives;
beforeAll(async () => {
  stage = await linkingStage();
  lives = await livesFull(stage);
});
afterAll(() => stage.stop());

/** Collections that say nothing about anybody; `docs/privacy.md` lists them all. */
function documented(): ReadonlyMap<string, string> {
  const table = readFileSync(new URL("../../../docs/privacy.md", import.meta.url), "utf8");
  const rows = [...table.matchAll(/^\| `([\w.-]+)` \| (.*) \|$/gmu)];
  return new Map(rows.map(([, collection = "", rest = ""]) => [collection, rest]));
}

test("what somebody has done is exported whole, erased whole, and every collection is accounted for", async () => {
  const { services } = stage;
  const { discord, telegram, bob, accounts, secrets, pictures } = lives;
  const account = await discord.account();
  const subject = subjectOf(account, services.ids);

  // The scan sees what it looks for.
  const before = await allDocuments(stage);
  for (const secret of secrets)
    expect(
      before.some(({ text }) => text.includes(secret)),
      secret,
    ).toBe(true);
  const names = documented();
  const collections = await stage.mongo.connection.getClient().db().listCollections().toArray();
  for (const { name } of collections) expect([...names.keys()], `docs/privacy.md on ${name}`).toContain(name);

  // Exported: each document that names them is there, and nothing of somebody else's.
  expect(await services.exports.finishDue(10)).toBe(1);
  const [message] = discord.inbox().filter(({ files }) => files !== undefined);
  expect(message?.files).toEqual([{ key: expect.stringMatching(/^export:/u), name: "easel-data.zip" }]);
  const zip = await stage.stores.images.read(message?.files?.[0]?.key ?? "");
  expect(zip).toMatchObject({ contentType: "application/zip", account: account.id });
  const files = unzipSync(zip?.bytes ?? new Uint8Array());
  const records = Object.entries(files)
    .filter(([name]) => name.endsWith(".json"))
    .flatMap(([, bytes]) => JSON.parse(new TextDecoder().decode(bytes)) as PersonalRecord[]);
  const exported = new Set(records.map(({ id }) => id));
  const mentions = [...subject.accounts, ...subject.identities, ...subject.tags];
  const about = before.filter(({ text }) => mentions.some((mention) => text.includes(mention)));
  expect(about.length).toBeGreaterThan(30);
  for (const { collection, id } of about) expect(exported, `${collection} ${id}`).toContain(id);
  expect(exported).toContain("telegram:1/99");
  const packedPictures = Object.entries(files).filter(([name]) => name.endsWith(".png"));
  expect(packedPictures.map(([name]) => name).toSorted()).toEqual([
    "pictures/pppppppppppppppppppp-0.png",
    "references/pppppppppppppppppppp-0.png",
  ]);
  for (const [index, [, bytes]] of packedPictures.toSorted().entries()) {
    expect(Buffer.compare(bytes, pictures[index] ?? new Uint8Array())).toBe(0);
  }
  const text = JSON.stringify(records);
  expect(text).toContain("a secret fox in a secret snow");
  expect(text).not.toContain("a secret complaint of his");
  expect(text).not.toContain("bob of playground");
  expect(text).not.toContain("playground:operator");
  expect(text).not.toContain((await bob.account()).id);

  // Erased: nothing of it is left, and the books are whole.
  await discord.press(await discord.say("/privacy delete"), "Yes");
  stage.clock.move(DAY_MS);
  expect(await services.erasures.finishDue(10)).toEqual({ erased: 1, swept: 0 });
  const after = await allDocuments(stage);
  for (const secret of secrets) {
    const left = after.filter((document) => document.text.includes(secret));
    expect(
      left.map(({ collection, id }) => `${collection} ${id}`),
      secret,
    ).toEqual([]);
  }
  for (const tag of subject.tags) expect(after.filter((document) => document.text.includes(tag))).toEqual([]);
  expect((await services.ledger.wallet(account.id)).lots).toEqual([]);
  expect(await services.billing.order("order-1")).toMatchObject({ account: account.id, credits: expect.any(Number) });
  await expectLaws(services);

  // Somebody else's things are as they were.
  expect(await stage.stores.generations.find("q".repeat(20))).toMatchObject({ references: ["pppppppppppppppppppp:0"] });
  expect((await bob.say("/account")).fields?.[0]?.value).toBe("bob of playground (the playground)");
  expect(await stage.stores.chatMemory.find("telegram:question:2")).not.toBeNull();

  // Every chat was told, and whoever comes is new, at once and after the sweep, without a second gift.
  for (const person of [discord, telegram]) expect(person.inbox().at(-1)?.text).toContain("is being deleted now");
  const fresh = [await discord.account(), await telegram.account()];
  expect(new Set([...accounts, ...fresh.map(({ id }) => id)]).size).toBe(4);
  expect((await discord.accept()).text).not.toContain("25");
  stage.clock.move(11 * MINUTE_MS);
  expect(await services.erasures.finishDue(10)).toEqual({ erased: 0, swept: 1 });
  expect((await discord.account()).id).toBe(fresh[0]?.id);
  expect((await discord.account()).consents).toHaveLength(1);
  expect(await services.erasures.finishDue(10)).toEqual({ erased: 0, swept: 0 });
});
