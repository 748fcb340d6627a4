import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { createErasures } from "../../../src/core/privacy/erasures.ts";
import { DAY_MS, give, HOUR_MS, MINUTE_MS } from "../../support/credits.ts";
import { type LinkingStage, linkingStage, linkPeople, type Person } from "../../support/linking.ts";

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

describe("an erasure", () => {
  test("waits for a goodbye that another process says, and then keeps nothing of it", async () => {
    const telegram = stage.person("telegram", "lovelace");
    for (const person of [ada, telegram]) await person.accept();
    await linkPeople(ada, telegram);
    const account = await ada.account();
    await plan(ada);
    stage.clock.move(DAY_MS);
    const worker = stage.process(undefined, []).services;
    const bot = stage.process(undefined, ["telegram"]).services;
    expect(await worker.erasures.finishDue(10)).toEqual({ erased: 0, swept: 0 });
    expect(await isGone(account.id)).toBe(false);
    const said = () => telegram.inbox().filter(({ text }) => text?.includes("is being deleted now"));
    stage.clock.move(MINUTE_MS);
    await bot.notices.sendDue(10);
    await bot.notices.sendDue(10);
    expect(said()).toHaveLength(1);
    // No process serves Discord any more: that must not keep anybody from being forgotten.
    expect(await worker.erasures.finishDue(10)).toEqual({ erased: 0, swept: 0 });
    stage.clock.move(HOUR_MS);
    expect(await worker.erasures.finishDue(10)).toEqual({ erased: 1, swept: 0 });
    expect(await isGone(account.id)).toBe(true);
    const notices = stage.mongo.connection.getClient().db().collection("notices");
    expect(await notices.countDocuments({ account: account.id })).toBe(0);
    stage.clock.move(HOUR_MS);
    await bot.notices.sendDue(10);
    expect(said()).toHaveLength(1);
  });

  test("of a frozen account, or while a bank asks about a payment, waits until that is over", async () => {
    const bob = stage.person("discord", "bob");
    await give(stage.services.ledger, (await bob.account()).id, 100, "order-1");
    for (const person of [ada, bob]) await plan(person);
    const { ledger } = stage.services;
    const [frozen, disputed] = [(await ada.account()).id, (await bob.account()).id];
    await ledger.freeze(frozen, { cause: "sanction:1", reason: "review" });
    await ledger.freeze(disputed, { cause: "dispute:1", order: "order-1", reason: "dispute" });
    stage.clock.move(DAY_MS);
    expect(await finishDue()).toEqual({ erased: 0, swept: 0 });
    await ledger.thaw(frozen, { freeze: "sanction:1", reason: "review" });
    stage.clock.move(DAY_MS);
    expect(await finishDue()).toEqual({ erased: 1, swept: 0 });
    expect([await isGone(frozen), await isGone(disputed)]).toEqual([true, false]);
    await ledger.thaw(disputed, { freeze: "dispute:1", reason: "dispute" });
    stage.clock.move(DAY_MS);
    await finishDue();
    expect(await isGone(disputed)).toBe(true);
  });

  test("waits while content is withheld, and one that fails keeps no other waiting", async () => {
    const bob = stage.person("discord", "bob");
    const [withheld, other] = [(await ada.account()).id, (await bob.account()).id];
    await plan(ada);
    await plan(bob);
    stage.clock.move(DAY_MS);
    const { stores, clock, log, services } = stage;
    let isWithheld = true;
    const erasures = createErasures({
      ...{
        store: stores.erasures,
        accounts: stores.accounts,
        notices: services.notices,
        ids: services.ids,
        clock,
        log,
      },
      records: [],
      steps: [
        {
          name: "fails",
          async run({ account }) {
            if (account.id === withheld) throw new Error("never");
            return "done";
          },
        },
      ],
      isWithheld: async (account) => account === withheld && isWithheld,
    });
    expect(await erasures.finishDue(10)).toEqual({ erased: 1, swept: 0 });
    expect(await isGone(other)).toBe(true);
    expect((await ada.account()).id).toBe(withheld);
    isWithheld = false;
    clock.move(DAY_MS);
    await erasures.finishDue(10);
    expect(log.lines.at(-1)).toMatchObject({ level: "error", facts: { account: withheld, overdue_minutes: 1440 } });
    // What fails is tried ever more rarely, and each time the log says for how long it is overdue.
    const failures = () => log.lines.filter(({ message }) => message === "an account could not be erased yet").length;
    const before = failures();
    for (let minute = 0; minute < 4 * 60; minute++) {
      clock.move(MINUTE_MS);
      await erasures.finishDue(10);
    }
    expect(failures() - before).toBe(4);
  });
});
