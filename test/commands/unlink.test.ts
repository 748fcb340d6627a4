import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { finishUnlinks } from "../../jobs/finish-unlinks.ts";
import { identityTag } from "../../src/core/accounts/unlinks.ts";
import { encodeButton } from "../../src/core/chat/button-token.ts";
import { available } from "../../src/core/credits/wallet.ts";
import { systemIds } from "../../src/system.ts";
import { DAY_MS, HOUR_MS } from "../support/credits.ts";
import { expectLaws } from "../support/laws.ts";
import { type LinkingStage, linkingStage, linkPeople, type Person } from "../support/linking.ts";

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

describe("/unlink", () => {
  test("lets a chat leave a day later, as somebody new without a second welcome gift", async () => {
    const together = await idOf(ada);
    expect((await leave(lovelace, ada)).text).toContain(
      "lovelace of telegram (Telegram) leaves this account on 25 Nov 2054",
    );
    expect(lovelace.inbox().at(-1)?.text).toContain("Somebody on your account asked that lovelace of telegram");
    stage.clock.move(DAY_MS - 1);
    await runJob();
    expect(await idOf(lovelace)).toBe(together);

    stage.clock.move(1);
    await Promise.all([runJob(), runJob(stage.process().services)]);
    await runJob();
    const apart = await lovelace.account();
    expect(apart).toMatchObject({ identities: [lovelace.identity], consents: [], joinedFrom: [], joinedInto: null });
    expect(await ada.account()).toMatchObject({ id: together, identities: [ada.identity] });
    expect(lovelace.inbox().at(-1)?.text).toContain("You have left the account");
    expect(ada.inbox().at(-1)?.text).toContain("lovelace of telegram (Telegram) has left your account");

    await lovelace.accept();
    expect(await stage.services.ledger.wallet(apart.id)).toMatchObject({ seq: 0 });
    expect(available(await stage.services.ledger.wallet(together), stage.clock.now())).toBe(25);
    // The button under an old message belongs to those who stayed.
    const stop = encodeButton("unlink", "stop", together, identityTag(lovelace.identity, systemIds));
    expect((await lovelace.press({ buttons: [{ label: "Stop", token: stop }] }, "Stop")).text).toContain(
      "somebody else",
    );
    await expectLaws(stage.services);
  });

  test("gives a gift to nobody who comes, leaves and comes again under another account", async () => {
    await leave(ada, lovelace);
    stage.clock.move(DAY_MS);
    await runJob();
    const fresh = await ada.account();
    expect(fresh.id).not.toBe(await idOf(lovelace));
    expect((await ada.accept()).text).not.toContain("25 credits");
    // Whoever links again and leaves again is another new person.
    await linkPeople(lovelace, ada);
    await leave(ada, lovelace);
    stage.clock.move(DAY_MS);
    await runJob();
    expect([fresh.id, await idOf(lovelace)]).not.toContain(await idOf(ada));
    expect((await ada.accept()).text).not.toContain("25 credits");
    expect(
      JSON.stringify(await stage.mongo.connection.getClient().db().collection("welcomed").find().toArray()),
    ).not.toMatch(/ada|lovelace/u);
    await expectLaws(stage.services);
  });

  test("can be stopped by any side until it happens", async () => {
    await leave(lovelace, lovelace);
    const notice = ada.inbox().at(-1);
    expect((await lovelace.say("/account")).text).toContain("leaves this account on");
    expect((await ada.press(notice, "Stop")).text).toBe("lovelace of telegram (Telegram) stays.");
    expect(lovelace.inbox().at(-1)?.text).toContain("It was stopped");
    expect((await ada.press(notice, "Stop")).text).toBe("lovelace of telegram (Telegram) stays.");
    stage.clock.move(2 * DAY_MS);
    await runJob();
    expect(await idOf(lovelace)).toBe(await idOf(ada));

    await leave(lovelace, ada);
    const planned = await stage.services.unlinks.planned(await ada.account());
    expect(planned[0]?.dueAt.getTime()).toBe(stage.clock.now().getTime() + DAY_MS);
    // Asked for once more it does not begin anew.
    stage.clock.move(HOUR_MS);
    await leave(lovelace, ada);
    expect(await stage.services.unlinks.planned(await ada.account())).toEqual(planned);
    expect((await lovelace.press(await lovelace.say("/account"), "Stop")).text).toContain("stays");
  });

  test("never takes the last chat of an account", async () => {
    await leave(lovelace, ada);
    await leave(ada, lovelace);
    stage.clock.move(DAY_MS);
    await Promise.all([runJob(), runJob(stage.process().services)]);
    await runJob();
    const identities = (await Promise.all([ada.account(), lovelace.account()])).map((account) => account.identities);
    expect(identities).toContainEqual([ada.identity]);
    expect(identities).toContainEqual([lovelace.identity]);
    const alone = stage.person("playground", "alone");
    expect((await alone.say("/unlink")).text).toContain("the only one of your account");
    const token = encodeButton("unlink", "leave", await idOf(alone), identityTag(alone.identity, systemIds));
    expect((await alone.press({ buttons: [{ label: "x", token }] }, "x")).text).toContain("would be lost without it");
  });

  test("is finished by the next run when a process died in the midst of it", async () => {
    await leave(lovelace, ada);
    stage.clock.move(DAY_MS);
    for (const step of ["takeOut", "giveTo"] as const) {
      const dead = stage.process((stores) => ({
        ...stores,
        unlinks: { ...stores.unlinks, [step]: () => Promise.reject(new Error("killed")) },
      }));
      await runJob(dead.services);
      expect(stage.log.lines.at(-1)).toMatchObject({
        level: "error",
        message: "somebody could not leave an account yet",
      });
    }
    await runJob();
    expect(await idOf(lovelace)).not.toBe(await idOf(ada));
    expect((await lovelace.account()).identities).toEqual([lovelace.identity]);
    expect((await ada.account()).identities).toEqual([ada.identity]);
    expect(await stage.stores.unlinks.due(stage.clock.now(), 10)).toEqual([]);
  });

  test("of somebody whose account was joined meanwhile leaves the account that they are in", async () => {
    await leave(lovelace, ada);
    const oldest = stage.person("playground", "oldest");
    await linkPeople(ada, oldest);
    stage.clock.move(DAY_MS);
    await runJob();
    expect(await idOf(oldest)).toBe(await idOf(ada));
    expect(await idOf(lovelace)).not.toBe(await idOf(ada));
    await expectLaws(stage.services);
  });
});
