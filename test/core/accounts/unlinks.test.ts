import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { finishUnlinks } from "../../../jobs/finish-unlinks.ts";
import { identityTag } from "../../../src/core/accounts/unlinks.ts";
import { encodeButton } from "../../../src/core/chat/button-token.ts";
import { systemIds } from "../../../src/system.ts";
import { DAY_MS, HOUR_MS, MINUTE_MS } from "../../support/credits.ts";
import { expectLaws } from "../../support/laws.ts";
import { codeIn, type LinkingStage, linkingStage, linkPeople, type Person } from "../../support/linking.ts";

let stage: LinkingStage;
let ada: Person;
let lovelace: Person;
beforeEach(async () => {
  stage = await linkingStage();
  ada = stage.person("discord", "ada");
  lovelace = stage.person("telegram", "lovelace");
  await ada.accept();
  stage.clock.move(HOUR_MS);
  await linkPeople(ada, lovelace);
});
afterEach(() => stage.stop());

const idOf = async (person: Person) => (await person.account()).id;
const runJob = (services = stage.services) => finishUnlinks.run(undefined, services);

async function leave(person: Person, by: Person) {
  return by.press(await by.say("/unlink"), `Unlink ${person.identity.name}`);
}

/** The two accounts that an identity is written down in, by its list and by the collection of identities. */
async function ownersOf({ identity }: Person): Promise<{ readonly listed: string[]; readonly known: string }> {
  const database = stage.mongo.connection.getClient().db();
  const { platform, user } = identity;
  const listed = await database
    .collection("accounts")
    .find({ joinedInto: null, identities: { $elemMatch: { platform, user } } })
    .toArray();
  const known = await database.collection("identities").findOne({ _id: `${platform}:${user}` as never });
  return { listed: listed.map(({ _id }) => String(_id)), known: String(known?.["account"]) };
}

describe("leaving an account", () => {
  test("waits for a join that a dead process left half-way, and no identity is ever in two accounts", async () => {
    const oldest = stage.person("playground", "oldest");
    await oldest.accept();
    const database = stage.mongo.connection.getClient().db();
    // The account of the two is the younger one: it is the one that goes.
    await database.collection<{ _id: string }>("accounts").updateOne(
      { _id: await idOf(oldest) },
      {
        $set: { createdAt: new Date(0) },
      },
    );
    await leave(lovelace, ada);
    stage.clock.move(DAY_MS - 5 * MINUTE_MS);
    // Killed between forward and absorb.
    const dead = stage.process((stores) => ({
      ...stores,
      accountJoins: { ...stores.accountJoins, absorb: () => Promise.reject(new Error("killed")) },
    }));
    const last = stage.person("discord", "ada", dead);
    const question = await oldest.say(`/link ${codeIn(await ada.say("/link"))}`);
    await oldest.press(question, "Yes");
    await last.press(ada.inbox().at(-1), "Yes");
    stage.clock.move(5 * MINUTE_MS);
    await runJob();
    await runJob(stage.process().services);
    expect(await stage.stores.unlinks.due(stage.clock.now(), 10)).toHaveLength(1);
    expect(lovelace.inbox().some(({ text }) => text?.includes("have left"))).toBe(false);

    await stage.services.links.finishDue(10);
    await runJob();
    expect(await idOf(ada)).toBe(await idOf(oldest));
    const { listed, known } = await ownersOf(lovelace);
    expect(listed).toEqual([known]);
    expect(known).not.toBe(await idOf(ada));
    expect(await stage.stores.unlinks.due(stage.clock.now(), 10)).toEqual([]);
    // Nothing is kept locked.
    expect(await database.collection("accounts").countDocuments({ linking: { $ne: null } })).toBe(0);
    await expectLaws(stage.services);
  });

  test("that a dead process left half-way keeps the account from being joined until it is done", async () => {
    await leave(lovelace, ada);
    stage.clock.move(DAY_MS);
    const dead = stage.process((stores) => ({
      ...stores,
      unlinks: { ...stores.unlinks, giveTo: () => Promise.reject(new Error("killed")) },
    }));
    await runJob(dead.services);
    const other = stage.person("playground", "other");
    expect((await linkPeople(ada, other)).text).toContain("being joined");
    expect(await idOf(other)).not.toBe(await idOf(ada));
    await runJob();
    await stage.services.links.finishDue(10);
    expect(await idOf(other)).toBe(await idOf(ada));
    const { listed, known } = await ownersOf(lovelace);
    expect(listed).toEqual([known]);
    await expectLaws(stage.services);
  });

  test("that a dead process left before anything was done waits while the account is withheld", async () => {
    await leave(lovelace, ada);
    const account = await idOf(ada);
    stage.clock.move(DAY_MS);
    const dead = stage.process((stores) => ({
      ...stores,
      unlinks: { ...stores.unlinks, takeOut: () => Promise.reject(new Error("killed")) },
    }));
    await runJob(dead.services);
    await stage.services.ledger.freeze(account, { cause: "sanction:1", reason: "review" });
    await runJob();
    expect(await idOf(lovelace)).toBe(account);
    await stage.services.ledger.thaw(account, { freeze: "sanction:1", reason: "review" });
    stage.clock.move(DAY_MS);
    await runJob();
    expect(await idOf(lovelace)).not.toBe(account);
  });

  test("is stopped for the last chat of an account, who reads why", async () => {
    await leave(lovelace, ada);
    await leave(ada, lovelace);
    stage.clock.move(DAY_MS);
    await runJob();
    await runJob();
    const told = [ada, lovelace].flatMap(({ inbox }) => inbox()).filter(({ text }) => text?.includes("no other chat"));
    expect(told).toHaveLength(1);
  });

  test("of a frozen account is refused, and waits where it was planned before", async () => {
    await leave(lovelace, ada);
    const account = await idOf(ada);
    await stage.services.ledger.freeze(account, { cause: "sanction:1", reason: "review" });
    stage.clock.move(DAY_MS);
    await runJob();
    expect(await idOf(lovelace)).toBe(account);
    expect((await leave(ada, lovelace)).text).toContain("no chat can leave it now");
    // Who knows the button of an old message gets no further.
    const token = encodeButton("unlink", "leave", account, identityTag(ada.identity, systemIds));
    expect((await ada.press({ buttons: [{ label: "x", token }] }, "x")).text).toContain("no chat can leave it now");
    await stage.services.ledger.thaw(account, { freeze: "sanction:1", reason: "review" });
    await runJob();
    expect(await idOf(lovelace)).toBe(account);
    stage.clock.move(DAY_MS);
    await runJob();
    expect(await idOf(lovelace)).not.toBe(account);
  });
});

test("an account that is to be deleted is not linked, and its person reads how to keep it", async () => {
  await ada.press(await ada.say("/privacy delete"), "Yes");
  const other = stage.person("playground", "other");
  const refused = await other.say(`/link ${codeIn(await ada.say("/link"))}`);
  expect(refused.text).toContain("/privacy keep");
  await ada.say("/privacy keep");
  await linkPeople(ada, other);
  expect(await idOf(other)).toBe(await idOf(ada));
});
