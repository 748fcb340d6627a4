import { afterEach, beforeEach, expect, test } from "vitest";
import { type LinkingStage, linkingStage, linkPeople, type Person } from "../../support/linking.ts";

let stage: LinkingStage;
let ada: Person;
let lovelace: Person;
beforeEach(async () => {
  stage = await linkingStage();
  ada = stage.person("discord", "ada");
  lovelace = stage.person("telegram", "lovelace");
  await linkPeople(ada, lovelace);
});
afterEach(() => stage.stop());

const news = { text: "Only for one of your chats." };

test("a notice for one of a person's chats goes there and nowhere else, once", async () => {
  const { id } = await ada.account();
  for (const identity of [lovelace.identity, lovelace.identity]) {
    await stage.services.notices.tell(id, "k", news, "service", identity);
  }
  expect(lovelace.inbox().filter((reply) => reply.text === news.text)).toHaveLength(1);
  expect(ada.inbox()).not.toContainEqual(news);
});

test("a notice for a chat that cannot be written to waits, and is not sent to another one instead", async () => {
  const { id } = await ada.account();
  stage.chats.telegram.directsClosed = true;
  await stage.services.notices.tell(id, "k", news, "service", lovelace.identity);
  expect(ada.inbox()).not.toContainEqual(news);
  expect((await lovelace.say("/balance")).text).toContain(news.text);
});
