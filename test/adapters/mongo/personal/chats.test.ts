import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { connectMongo, type Mongo } from "../../../../adapters/mongo/connect.ts";
import { mongoEventJournal } from "../../../../adapters/mongo/event-journal.ts";
import { chatEvents } from "../../../../adapters/mongo/personal/chats.ts";
import { personalRecords } from "../../../../adapters/mongo/personal/kind.ts";
import type { EventBatches } from "../../../../src/core/chat/event-batches.ts";
import type { EventJournal } from "../../../../src/core/chat/event-journal.ts";
import type { PersonalRecord, PersonalRecords } from "../../../../src/core/privacy/personal-records.ts";
import { TestLog } from "../../../support/credits.ts";
import { testDatabase } from "../../../support/mongo.ts";

const ADA = { discord: "471100000000000001", telegram: 4712000002 };
const BOB = { discord: "471100000000000003", telegram: 4712000004 };
const ada = { accounts: [], tags: [], identities: [`discord:${ADA.discord}`, `telegram:${ADA.telegram}`] };
const at = new Date("2054-11-24T12:00:00Z");
const later = new Date("2054-11-26T12:00:00Z");

let mongo: Mongo;
let journal: EventJournal & EventBatches;
let records: PersonalRecords;
beforeAll(async () => {
  mongo = await connectMongo({ uri: (await testDatabase()).uri, log: new TestLog() });
  journal = mongoEventJournal(mongo.connection);
  await mongo.ensureIndexes();
  records = personalRecords(mongo.connection.getClient().db(), chatEvents);
});
afterAll(() => mongo.close());

const events = () => mongo.connection.collection<{ _id: string; open: boolean }>("chatEvents");
const discordUser = (id: string, username: string) => ({ id, username, global_name: username });
const telegramUser = (id: number, first_name: string) => ({ id, is_bot: false, first_name });

/** Each of them names the other one. */
beforeEach(async () => {
  await events().deleteMany({});
  const pressed = (id: string, by: string, on: { user: string; words: string }) => ({
    ...{
      key: `discord:${id}`,
      platform: "discord",
      who: `discord:${by}`,
      place: `discord/app/${id}/a-secret-token`,
      at,
    },
    body: JSON.stringify({
      ...{ id, type: 3, token: "a-secret-token", member: { user: discordUser(by, `user ${by}`) } },
      data: { component_type: 2, custom_id: `pressed by ${by}` },
      message: { content: on.words, interaction_metadata: { user: discordUser(on.user, "the other") } },
    }),
  });
  const chosen = {
    ...{ key: "discord:3", platform: "discord", who: `discord:${ADA.discord}`, at },
    body: JSON.stringify({
      ...{ id: "3", type: 2, token: "a-secret-token", user: discordUser(ADA.discord, "Ada") },
      data: {
        ...{ name: "Report", target_id: "9" },
        resolved: { messages: { 9: { content: "words of Bob", author: discordUser(BOB.discord, "Bob") } } },
      },
    }),
  };
  await journal.keep(
    [
      pressed("1", ADA.discord, { user: BOB.discord, words: "words of Bob" }),
      pressed("2", BOB.discord, { user: ADA.discord, words: "words of Ada" }),
      chosen,
    ],
    later,
  );
  const said = (id: number, by: number, text: string, to: { by: number; text: string }) => ({
    ...{ key: `telegram:1/${id}`, platform: "telegram:1", who: `telegram:${by}`, at },
    body: JSON.stringify({
      update_id: id,
      message: {
        ...{ message_id: id, from: telegramUser(by, "one"), chat: { id: -1 }, text },
        reply_to_message: { message_id: 1, from: telegramUser(to.by, "the other"), text: to.text },
      },
    }),
  });
  await journal.accept(said(4, ADA.telegram, "words of Ada", { by: BOB.telegram, text: "words of Bob" }), later);
  await journal.accept(said(5, BOB.telegram, "words of Bob", { by: ADA.telegram, text: "words of Ada" }), later);
  const query = {
    id: "77",
    from: telegramUser(ADA.telegram, "Ada"),
    data: "a button",
    message: { text: "words of Bob" },
  };
  await journal.accept(
    {
      ...{ key: "telegram:1/6", platform: "telegram:1", who: `telegram:${ADA.telegram}`, at },
      body: JSON.stringify({ update_id: 6, callback_query: query }),
    },
    later,
  );
});

async function exported(): Promise<readonly PersonalRecord[]> {
  const found: PersonalRecord[] = [];
  for await (const record of records.about(ada)) found.push(record);
  return found.toSorted((a, b) => String(a["id"]).localeCompare(String(b["id"])));
}

test("an export has what the person sent, and neither what others said nor anybody's token", async () => {
  const found = await exported();
  expect(found.map(({ id }) => id)).toEqual(["discord:1", "discord:3", "telegram:1/4", "telegram:1/6"]);
  const text = JSON.stringify(found);
  for (const own of [`pressed by ${ADA.discord}`, "Report", "words of Ada", "a button", `discord:${ADA.discord}`]) {
    expect(text).toContain(own);
  }
  for (const other of ["words of Bob", "the other", BOB.discord, String(BOB.telegram), "a-secret-token"]) {
    expect(text).not.toContain(other);
  }
});

test("one that cannot be read is exported without what it says", async () => {
  await events().updateOne({ _id: "discord:1" }, { $set: { body: '{"token":"a-secret-token"' } });
  expect((await exported())[0]).toMatchObject({ id: "discord:1", body: null });
});

test("an erasure leaves marks that tell nobody, and the events of others as they were", async () => {
  for (let times = 0; times < 2; times++) await records.erase(ada);
  expect(await exported()).toEqual([]);
  const left = await events().find({}).sort({ _id: 1 }).toArray();
  expect(left).toHaveLength(6);
  const marks = left.filter(({ open }) => !open);
  expect(marks.map(({ _id }) => _id)).toEqual(["discord:1", "discord:3", "telegram:1/4", "telegram:1/6"]);
  expect(JSON.stringify(marks)).not.toMatch(/4711|4712|secret|words/u);
  const others = left.filter(({ open }) => open);
  expect(JSON.stringify(others)).toContain("words of Bob");
  // Whoever has the words of an erased one still knows that it came.
  expect(await journal.stateOf("telegram:1/4")).toBe("closed");
  expect(await journal.opened("discord", null, 10)).toEqual([{ key: "discord:2", touchedAt: at, takeovers: 0 }]);
});
