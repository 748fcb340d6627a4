import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { available } from "../../../src/core/credits/wallet.ts";
import type { PersonalRecords } from "../../../src/core/privacy/personal-records.ts";
import type { Stores } from "../../../src/stores.ts";
import { DAY_MS, HOUR_MS, MINUTE_MS } from "../../support/credits.ts";
import { sampleGeneration } from "../../support/generations.ts";
import { expectLaws } from "../../support/laws.ts";
import { codeIn, type LinkingStage, linkingStage, linkPeople, type Person } from "../../support/linking.ts";
import { allDocuments, livesFull } from "./stage.ts";

let stage: LinkingStage;
let ada: Person;
beforeEach(async () => {
  stage = await linkingStage();
  ada = stage.person("discord", "ada-0001");
});
afterEach(() => stage.stop());

const finishDue = () => stage.services.erasures.finishDue(10);
const plan = async (person: Person) => person.press(await person.say("/privacy delete"), "Yes");
const isGone = async (id: string) => (await stage.services.accounts.find(id)) === null;

/** Whoever uses these stores dies once before and once after each step. */
function deadly(stores: Stores): Stores {
  const died = new Set<string>();
  const dieOnce = (where: string) => {
    if (died.has(where)) return;
    died.add(where);
    throw new Error(`died ${where}`);
  };
  const records = stores.personalData.records.map(
    (kind): PersonalRecords => ({
      ...kind,
      async erase(subject) {
        dieOnce(`before ${kind.name}`);
        await kind.erase(subject);
        dieOnce(`after ${kind.name}`);
      },
    }),
  );
  return {
    ...stores,
    personalData: { ...stores.personalData, records },
    erasures: {
      ...stores.erasures,
      async stepDone(erasure, step) {
        dieOnce(`before ${step} was noted`);
        await stores.erasures.stepDone(erasure, step);
        dieOnce(`after ${step} was noted`);
      },
      async finish(erasure, sweepAt) {
        dieOnce("before the end");
        await stores.erasures.finish(erasure, sweepAt);
      },
      async swept(erasure) {
        dieOnce("before the sweep was noted");
        await stores.erasures.swept(erasure);
      },
    },
  };
}

describe("an erasure", () => {
  test("comes to its end wherever processes die, tells each chat once, and leaves nothing", async () => {
    const lives = await livesFull(stage);
    const [account] = lives.accounts;
    await plan(lives.telegram);
    stage.clock.move(DAY_MS);
    const { services } = stage.process(deadly);
    let runs = 0;
    while (!(await isGone(account ?? ""))) {
      await services.erasures.finishDue(10);
      // What failed is tried again after a while.
      stage.clock.move(HOUR_MS);
      runs += 1;
      expect(runs).toBeLessThan(300);
    }
    expect(runs).toBeGreaterThan(60);
    for (let run = 0; run < 50; run++) {
      stage.clock.move(HOUR_MS);
      await services.erasures.finishDue(10);
    }
    const left = await allDocuments(stage);
    for (const secret of lives.secrets) {
      expect(left.filter(({ text }) => text.includes(secret)).map(({ collection }) => collection)).toEqual([]);
    }
    for (const { inbox } of [lives.discord, lives.telegram]) {
      expect(inbox().filter(({ text }) => text?.includes("is being deleted now"))).toHaveLength(1);
    }
    await expectLaws(stage.services);
  });

  test("is told to the other chats, can be taken back from each of them, and is said with every answer meanwhile", async () => {
    const telegram = stage.person("telegram", "lovelace");
    for (const person of [ada, telegram]) await person.accept();
    await linkPeople(ada, telegram);
    const planned = await plan(ada);
    expect(planned.text).toContain("25 Nov 2054, 12:00 UTC");
    expect(planned.buttons?.map(({ label }) => label)).toEqual(["Keep my account", "Export my data"]);
    expect((await ada.say("/balance")).text).toContain("will be deleted on 25 Nov 2054");
    expect((await ada.say("/privacy")).text).toContain("will be deleted on 25 Nov 2054");
    const notice = telegram.inbox().at(-1);
    expect(notice?.text).toContain("asked that it be deleted");

    stage.clock.move(23 * HOUR_MS);
    expect(await finishDue()).toEqual({ erased: 0, swept: 0 });
    expect((await telegram.press(notice, "Keep")).text).toContain("stays as it is");
    expect(ada.inbox().at(-1)?.text).toContain("It was taken back");
    stage.clock.move(DAY_MS);
    expect(await finishDue()).toEqual({ erased: 0, swept: 0 });
    expect((await ada.say("/balance")).text ?? "").not.toContain("deleted");
    // An old button is harmless.
    expect((await telegram.press(notice, "Keep")).text).toContain("stays as it is");
  });

  test("that was taken back stays so when the event that had asked for it comes once more", async () => {
    const account = await ada.account();
    const { erasures } = stage.services;
    const first = await erasures.plan(account, ada.identity, "event-1");
    expect(await erasures.plan(account, ada.identity, "event-1")).toEqual(first);
    // A second press is the same plan.
    stage.clock.move(HOUR_MS);
    expect(await erasures.plan(account, ada.identity, "event-2")).toEqual(first);
    expect(await erasures.keep(account, ada.identity)).toBe("kept");
    expect(await erasures.keep(account, ada.identity)).toBe("kept");
    expect(await erasures.plan(account, ada.identity, "event-1")).toMatchObject({ outcome: "kept" });
    expect((await ada.account()).erasureDueAt).toBeNull();
    expect(await erasures.plan(account, ada.identity, "event-3")).toMatchObject({ outcome: "planned" });
  });

  test("and a change of mind at the last moment: one of them wins", async () => {
    for (let round = 0; round < 12; round++) {
      const person = stage.person("discord", `late-${round}`);
      const account = await person.account();
      const { erasures } = stage.services;
      await erasures.plan(account, person.identity, `event-${round}`);
      stage.clock.move(DAY_MS);
      const others = stage.process().services.erasures;
      const late = async () => {
        for (let wait = 0; wait < round * 3; wait++) await new Promise((resolve) => setImmediate(resolve));
        return erasures.keep(account, person.identity);
      };
      const [kept] = await Promise.all([late(), finishDue(), others.finishDue(10)]);
      await finishDue();
      expect(await isGone(account.id)).toBe(kept === "too-late");
    }
    const account = await ada.account();
    await plan(ada);
    const planned = await stage.stores.erasures.find(account.id);
    if (planned === null) throw new Error("nothing was planned");
    expect(await stage.stores.erasures.begin(planned)).toBe(true);
    expect((await ada.say("/privacy keep")).text).toContain("can no longer be taken back");
    expect(await stage.stores.erasures.begin(planned)).toBe(false);
  });

  test("is not brought over another account by a link, and one that joins is waited for", async () => {
    const telegram = stage.person("telegram", "lovelace");
    for (const person of [ada, telegram]) await person.accept();
    const question = await telegram.say(`/link ${codeIn(await ada.say("/link"))}`);
    await telegram.press(question, "Yes");
    await plan(telegram);
    expect((await ada.press(ada.inbox().at(-1), "Yes")).text).toContain("/privacy keep");
    expect((await ada.account()).id).not.toBe((await telegram.account()).id);

    const account = await ada.account();
    expect(await stage.stores.accountJoins.lock(account.id, "link-1")).toBe("locked");
    expect((await plan(ada)).text).toContain("is being linked with another one");
    await stage.stores.accountJoins.unlock(account.id, "link-1");
    await plan(ada);
    stage.clock.move(DAY_MS);
    await stage.stores.accountJoins.lock(account.id, "link-2");
    expect(await finishDue()).toEqual({ erased: 1, swept: 0 });
    expect(await isGone(account.id)).toBe(false);
    await stage.stores.accountJoins.unlock(account.id, "link-2");
    expect(await finishDue()).toEqual({ erased: 1, swept: 0 });
    expect(await isGone(account.id)).toBe(true);
    expect(await stage.stores.accountJoins.lock(account.id, "link-3")).toBe("busy");
  });

  test("frees whoever was about to become one with it", async () => {
    const telegram = stage.person("telegram", "lovelace");
    for (const person of [ada, telegram]) await person.accept();
    const { id } = await stage.services.links.redeem(
      codeIn(await ada.say("/link")),
      await telegram.account(),
      telegram.identity,
    );
    await plan(ada);
    stage.clock.move(DAY_MS);
    // Somebody had begun to join the two, and could not go on.
    await stage.stores.accountJoins.lock((await telegram.account()).id, id);
    expect(await finishDue()).toMatchObject({ erased: 1 });
    expect(await stage.stores.accountJoins.lock((await telegram.account()).id, "another")).toBe("locked");
  });

  test("stops pictures that are in the works, and waits for those that are too late to be stopped", async () => {
    await ada.accept();
    const { id: account } = await ada.account();
    const { ledger, studio } = stage.services;
    const [running, ready] = ["r".repeat(20), "t".repeat(20)];
    const place = stage.chats.discord.place();
    for (const id of [running, ready]) await ledger.hold(account, { cause: id, amount: 1, reason: "picture" });
    await stage.stores.generations.insert(sampleGeneration({ id: running, account, state: "held", place }));
    const late = sampleGeneration({ id: ready, account, state: "settled", place: stage.chats.discord.place() });
    await stage.stores.generations.insert(late);
    await plan(ada);
    stage.clock.move(DAY_MS);
    expect(await finishDue()).toEqual({ erased: 0, swept: 0 });
    await expect.poll(() => studio.isOver(running)).toBe(true);
    expect(stage.chats.discord.shown(place).at(-1)?.text).toContain("Stopped");
    expect(await finishDue()).toEqual({ erased: 0, swept: 0 });
    expect((await ada.say("/imagine one more")).tone).toBe("refusal");
    await ledger.capture(account, { hold: ready, amount: 1, reason: "picture" });
    await stage.stores.generations.update({ ...late, state: "delivered", revision: 2, closedAt: stage.clock.now() });
    expect(await finishDue()).toEqual({ erased: 1, swept: 0 });
    expect(await stage.stores.generations.find(running)).toBeNull();
    expect(available(await ledger.wallet(account), stage.clock.now())).toBe(0);
    await expectLaws(stage.services);
  });

  test("makes room for one new person, however many messages come at once, and the sweep leaves that one alone", async () => {
    await ada.accept();
    const { id } = await ada.account();
    await plan(ada);
    stage.clock.move(DAY_MS);
    await finishDue();
    const processes = Array.from({ length: 4 }, () => stage.process().services.accounts);
    const fresh = await Promise.all(processes.map((accounts) => accounts.of(ada.identity)));
    expect(new Set(fresh.map((account) => account.id)).size).toBe(1);
    expect(fresh[0]?.id).not.toBe(id);
    // Begun for the old account just before it was erased.
    await stage.stores.generations.insert(sampleGeneration({ id: "o".repeat(20), account: id, closedAt: new Date(0) }));
    await ada.accept();
    expect(available(await stage.services.ledger.wallet(fresh[0]?.id ?? ""), stage.clock.now())).toBe(0);
    stage.clock.move(11 * MINUTE_MS);
    expect(await finishDue()).toEqual({ erased: 0, swept: 1 });
    expect(await stage.stores.generations.find("o".repeat(20))).toBeNull();
    expect((await ada.account()).consents).toHaveLength(1);
    // And once more, for the life after that.
    await plan(ada);
    stage.clock.move(DAY_MS);
    await finishDue();
    expect([id, fresh[0]?.id]).not.toContain((await ada.account()).id);
  });
});
