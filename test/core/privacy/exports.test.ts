import { afterEach, beforeEach, expect, test } from "vitest";
import { packExports } from "../../../jobs/pack-exports.ts";
import { purgeImages } from "../../../jobs/purge-images.ts";
import type { Stores } from "../../../src/stores.ts";
import { DAY_MS, HOUR_MS, MINUTE_MS } from "../../support/credits.ts";
import { type LinkingStage, linkingStage, type Person } from "../../support/linking.ts";

let stage: LinkingStage;
let ada: Person;
beforeEach(async () => {
  stage = await linkingStage();
  ada = stage.person("discord", "ada");
  await ada.accept();
});
afterEach(() => stage.stop());

const packDue = (services = stage.services) => packExports.run(undefined, services);
const filesIn = (person: Person) => person.inbox().flatMap(({ files = [] }) => files);

/** Stores whose images can be written only while `broken` says nothing else. */
function failing(broken: { times: number }): (stores: Stores) => Stores {
  return (stores) => ({
    ...stores,
    images: {
      ...stores.images,
      async put(image) {
        if (broken.times-- > 0) throw new Error("the disk is full");
        await stores.images.put(image);
      },
    },
  });
}

test("is answered at once, comes privately, and is the same one for a day", async () => {
  expect((await ada.say("/privacy export")).text).toContain("I am putting it together");
  expect((await ada.say("/privacy export")).text).toContain("I am putting it together");
  await Promise.all([packDue(), packDue(stage.process().services)]);
  await packDue();
  expect(filesIn(ada)).toHaveLength(1);
  const [file] = filesIn(ada);
  expect(await stage.stores.images.read(file?.key ?? "")).toMatchObject({ contentType: "application/zip" });
  // Whoever takes no messages gets it here.
  const again = await ada.say("/privacy export");
  expect(again).toMatchObject({ title: "Your data", files: [file] });
  stage.clock.move(23 * HOUR_MS);
  expect((await ada.say("/privacy export")).files).toEqual([file]);
  await packDue();
  expect(filesIn(ada)).toHaveLength(1);
});

test("is there for a day, then gone, and then there may be another", async () => {
  await ada.say("/privacy export");
  await packDue();
  stage.clock.move(DAY_MS + MINUTE_MS);
  await purgeImages.run(undefined, stage.services);
  expect(await stage.stores.images.read(filesIn(ada)[0]?.key ?? "")).toBeNull();
  expect((await ada.say("/privacy export")).text).toContain("I am putting it together");
  await packDue();
  expect(new Set(filesIn(ada).map(({ key }) => key)).size).toBe(2);
});

test("whose process dies in the middle is made anew by another one, and brought once", async () => {
  const dying = stage.process(failing({ times: 1 })).services;
  await ada.say("/privacy export");
  await packDue(dying);
  expect((await ada.say("/privacy export")).text).toContain("still being put together");
  await packDue();
  expect(filesIn(ada)).toEqual([]);
  stage.clock.move(3 * MINUTE_MS);
  await packDue();
  await packDue();
  expect(filesIn(ada)).toHaveLength(1);
});

test("whose process dies before it was brought is brought by another one", async () => {
  const dying = stage.process((stores) => ({
    ...stores,
    notices: {
      ...stores.notices,
      insert: async () => {
        throw new Error("the database is away");
      },
    },
  })).services;
  await ada.say("/privacy export");
  await packDue(dying);
  // It is packed, so whoever asks has it.
  expect((await ada.say("/privacy export")).files).toHaveLength(1);
  stage.clock.move(3 * MINUTE_MS);
  await packDue();
  expect(filesIn(ada)).toHaveLength(1);
});

test("that cannot be made is given up, told, and may be asked for again", async () => {
  const { services } = stage.process(failing({ times: 100 }));
  await ada.say("/privacy export");
  for (let attempt = 0; attempt < 7; attempt++) {
    await packDue(services);
    stage.clock.move(3 * MINUTE_MS);
  }
  expect(ada.inbox().map(({ text }) => text)).toEqual([expect.stringContaining("could not be put together")]);
  expect((await ada.say("/privacy export")).text).toContain("could not be put together");
  stage.clock.move(DAY_MS);
  expect((await ada.say("/privacy export")).text).toContain("I am putting it together");
  await packDue();
  expect(filesIn(ada)).toHaveLength(1);
});

test("waits for somebody whose messages are closed, and says how it is had", async () => {
  stage.chats.discord.directsClosed = true;
  await ada.say("/privacy export");
  await packDue();
  const next = await ada.say("/balance");
  expect(next.text).toContain("send /privacy export");
  expect((await ada.say("/privacy export")).files).toHaveLength(1);
});
