import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { readPlace } from "../../../adapters/discord/place.ts";
import { connectMongo, type Mongo } from "../../../adapters/mongo/connect.ts";
import { mongoEventJournal } from "../../../adapters/mongo/event-journal.ts";
import type { EventBatches } from "../../../src/core/chat/event-batches.ts";
import type { Form, Reply } from "../../../src/core/chat/reply.ts";
import { messagesFor } from "../../../src/core/messages.ts";
import type { Channel, StoredInteraction } from "../../servers/discord/world.ts";
import { TestLog } from "../../support/credits.ts";
import type { DiscordPerson } from "../../support/discord-person.ts";
import { testDatabase } from "../../support/mongo.ts";
import { type Answer, type Stage, setStage } from "./stage.ts";

const FORM_PATIENCE_MS = 120;
/** It looks after nothing: to the others it is as dead as if it had been killed. */
const DEAD = { lookEvery_ms: 3_600_000 };
const QUICK = { lookEvery_ms: 50, orphaned_ms: 300 };
const button = "imagine/again/ab/1";
const form: Form = {
  title: "Change the words",
  submit: "Make it",
  token: "imagine/again/ab/2",
  fields: [{ kind: "text", name: "prompt", label: "What?", lengthMax: 100 }],
};

let mongo: Mongo;
let journal: EventBatches;
beforeAll(async () => {
  mongo = await connectMongo({ uri: (await testDatabase()).uri, log: new TestLog() });
  journal = mongoEventJournal(mongo.connection);
  await mongo.ensureIndexes();
});
afterAll(() => mongo.close());
const events = () => mongo.connection.collection<{ _id: string }>("chatEvents");

let first: Stage;
let heir: Stage | null;
let channel: Channel;
let ada: DiscordPerson;
let bob: DiscordPerson;
let die: () => void;
beforeEach(async () => {
  first = await setStage({ journal, takeover: DEAD, formPatience_ms: FORM_PATIENCE_MS });
  heir = null;
  die = () => undefined;
  channel = first.discord.channel(first.discord.guild());
  ada = first.discord.person("ada");
  bob = first.discord.person("bob");
});
afterEach(async () => {
  expect(first.discord.violations).toEqual([]);
  die();
  await heir?.stop();
  await first.stop();
  await events().deleteMany({});
});

/** From now on, the first process begins with what it gets, and never ends it. */
function hang(key: string, ...shown: readonly Reply[]): void {
  const end = new Promise<void>((resolve) => {
    die = resolve;
  });
  first.dispatch.answers.set(key, async (incoming, chat) => {
    for (const reply of shown) await chat.show(incoming.place, reply);
    await end;
  });
}

/** Another process comes, to which the settings say something else. */
async function takenOver(key: string, answer: Answer, settings: { isPrivate: boolean }): Promise<void> {
  heir = await setStage({ beside: first, journal, takeover: QUICK, unstarted: true });
  heir.dispatch.answers.set(key, answer);
  if (settings.isPrivate) heir.dispatch.privately.add(key);
  await heir.restart();
}

const showing =
  (reply: Reply, before: () => void = () => undefined): Answer =>
  async (incoming, chat) => {
    before();
    await chat.show(incoming.place, reply);
  };

async function acknowledged(sent: StoredInteraction): Promise<StoredInteraction> {
  await ada.until(() => sent.acknowledgedAt);
  return sent;
}
async function ask(): Promise<StoredInteraction> {
  return acknowledged(ada.slash("imagine", { prompt: "a red fox" }, { in: channel }));
}
async function press(): Promise<StoredInteraction> {
  first.dispatch.reply("imagine", { text: "a picture", buttons: [{ label: "Again", token: button }] });
  return acknowledged(ada.click(await ada.answerTo("imagine", { prompt: "a red fox" }, { in: channel }), "Again"));
}
const textsSeenBy = (person: DiscordPerson) => person.sees(channel).map(({ text }) => text);

describe("what a dead process had begun for everyone to see, and is private by now", () => {
  const secret: Reply = { text: "for her alone", onlyCaller: true };

  test("is answered for the person alone, and the sign that all saw is taken back", async () => {
    hang("imagine");
    const sent = await ask();
    expect(bob.sees(channel)).toHaveLength(1);
    await takenOver("imagine", showing(secret), { isPrivate: true });
    expect(await ada.final(sent)).toMatchObject({ text: "for her alone", isPrivate: true });
    expect(bob.sees(channel)).toEqual([]);
  });

  test("is so for a button that was pressed as well", async () => {
    hang(button);
    const sent = await press();
    await takenOver(button, showing(secret), { isPrivate: true });
    await ada.until(() => ada.answers(sent).find(({ text }) => text === "for her alone"));
    expect(textsSeenBy(bob)).toEqual(["a picture"]);
  });
});

describe("what a dead process had begun for the person alone, and is public by now", () => {
  test("stays private, also once the token is dead", async () => {
    first.dispatch.privately.add("imagine");
    hang("imagine");
    const sent = await ask();
    await takenOver(
      "imagine",
      showing({ text: "for her alone" }, () => first.discord.expire(sent)),
      { isPrivate: false },
    );
    await ada.until(() => ada.sees(ada.direct).find(({ text }) => text.includes("for her alone")));
    expect(bob.sees(channel)).toEqual([]);
  });

  test("leaves the pressed message as it is", async () => {
    first.dispatch.privately.add(button);
    hang(button);
    const sent = await press();
    await takenOver(button, showing({ text: "for her alone" }), { isPrivate: false });
    const answer = await ada.until(() => ada.answers(sent).find(({ text }) => text === "for her alone"));
    expect(answer.isPrivate).toBe(true);
    expect(textsSeenBy(bob)).toEqual(["a picture"]);
  });
});

test("where it is not written down who saw the sign, the answer comes by direct message", async () => {
  hang("imagine");
  await ask();
  // As the version before wrote it.
  await events().updateMany({}, { $unset: { place: "", who: "" } });
  await takenOver("imagine", showing({ text: "for her alone" }), { isPrivate: false });
  await ada.until(() => ada.sees(ada.direct).find(({ text }) => text.includes("for her alone")));
  expect(textsSeenBy(bob).join()).not.toContain("for her alone");
});

test("where it is not written down who saw the sign, later processes do not use the token either", async () => {
  hang("imagine");
  await ask();
  await events().updateMany({}, { $unset: { place: "", who: "" } });
  let place = "";
  const remember: Answer = async (incoming) => {
    place = incoming.place;
  };
  await takenOver("imagine", remember, { isPrivate: false });
  await expect.poll(() => place).not.toBe("");
  expect(readPlace(place)).toMatchObject({ isPrivate: true, createdAt: 0 });
});

describe("what a form was expected for", () => {
  test("is written down once a sign of work stands there instead, and is gone on with", async () => {
    first.dispatch.forms.add("edit");
    hang("edit");
    const sent = await acknowledged(ada.slash("edit", {}, { in: channel }));
    await expect.poll(() => events().countDocuments()).toBe(1);
    await takenOver("edit", showing({ form }), { isPrivate: false });
    const waiting = await ada.final(sent);
    expect(waiting).toMatchObject({ isPrivate: true });
    expect(waiting.text).toContain(messagesFor("en").discord.formWaits);
    await expect.poll(() => events().countDocuments()).toBe(0);
  });

  test("is forgotten once it was answered, and never written down where the form opens at once", async () => {
    first.dispatch.forms.add("edit");
    first.dispatch.answers.set("edit", async (incoming, chat) => {
      await new Promise((resolve) => setTimeout(resolve, FORM_PATIENCE_MS * 2));
      await chat.show(incoming.place, { text: "late" });
    });
    expect((await ada.final(ada.slash("edit", {}, { in: channel }))).text).toBe("late");
    await expect.poll(() => events().countDocuments()).toBe(0);
    first.dispatch.reply("edit", { form });
    await ada.form(ada.slash("edit", {}, { in: channel }));
    await first.dispatch.idle();
    expect(await events().countDocuments()).toBe(0);
  });
});

test("whoever gets no answer, however often it is tried, is told so in their language; what stands there already stays", async () => {
  const gerda = first.discord.person("gerda", { locale: "de" });
  hang("imagine");
  const nothing = gerda.slash("imagine", { prompt: "a red fox" }, { in: channel });
  await gerda.until(() => nothing.acknowledgedAt);
  const unanswered = die;
  hang("imagine", { text: "a picture" });
  const pictured = ada.slash("imagine", { prompt: "a blue fox" }, { in: channel });
  await ada.final(pictured);
  const ends = [unanswered, die];
  die = () => {
    for (const end of ends) end();
  };
  await events().updateMany({}, { $set: { takeovers: 3 } });
  await takenOver("imagine", showing({ text: "too late" }), { isPrivate: false });
  await gerda.until(() => gerda.answers(nothing).find(({ text }) => text.includes(messagesFor("de").discord.givenUp)));
  const told = await ada.until(() =>
    ada.answers(pictured).find(({ text }) => text.includes(messagesFor("en").discord.givenUp)),
  );
  expect(told.isPrivate).toBe(true);
  expect(textsSeenBy(bob)).toContain("a picture");
  await expect.poll(() => events().countDocuments()).toBe(0);
  expect(heir?.dispatch.received).toEqual([]);
});
