import { beforeEach, describe, expect, test } from "vitest";
import type { Account } from "../../../src/core/accounts/account.ts";
import { ticketNumber } from "../../../src/core/support/ticket.ts";
import { DAY_MS, HOUR_MS, MINUTE_MS } from "../../support/credits.ts";
import { act, type SupportStage, said, supportStage, titles } from "./stage.ts";

let stage: SupportStage;
let ada: Account;
beforeEach(() => {
  stage = supportStage();
  ada = stage.person("ada");
});

const open = async (words = "help", account = ada) =>
  (await stage.support.open({ ...said(account, words), category: "other" })).ticket;

describe("operators", () => {
  test("hear of new tickets at once, then once in ten minutes with the count", async () => {
    await open("one");
    for (const name of ["b", "c", "d"]) await open("more", stage.person(name));
    expect([...stage.alerts.values()].map(({ text }) => text)).toEqual([
      "One ticket is waiting that was not before. /admin tickets shows it.",
    ]);
    stage.clock.move(5 * MINUTE_MS);
    await stage.support.tend();
    expect(stage.alerts.size).toBe(1);
    stage.clock.move(5 * MINUTE_MS);
    await Promise.all([stage.support.tend(), stage.again().tend()]);
    await stage.support.tend();
    expect([...stage.alerts.values()].at(-1)?.text).toBe(
      "3 tickets are waiting that were not before. /admin tickets shows them.",
    );
    expect(stage.alerts.size).toBe(2);
  });

  test("hear at once when somebody writes back to what was answered, and not of more words while it is our turn", async () => {
    const ticket = await open();
    await stage.support.write(ticket.id, said(ada, "and this"));
    expect(stage.alerts.size).toBe(1);
    await stage.support.desk.answer(act(await stage.support.own(ticket.id, ada)), "Yes", "answered");
    stage.clock.move(10 * MINUTE_MS);
    await stage.support.write(ticket.id, said(ada, "no"));
    expect(stage.alerts.size).toBe(2);
  });

  test("hear of somebody’s safety at once, however many others there were", async () => {
    await open();
    const words = said(stage.person("bob"), "somebody threatens me");
    const { ticket } = await stage.support.open({ ...words, category: "safety" });
    expect(titles(stage.alerts)).toEqual(["Tickets wait for an answer", "A ticket about safety"]);
    const text = [...stage.alerts.values()].at(-1)?.text ?? "";
    expect(text).toContain(ticketNumber(ticket.id));
    expect(text).not.toContain("threatens");
  });

  test("hear of a flood about safety by ten messages and one that counts, in ten minutes, and of every ticket", async () => {
    for (let number = 0; number < 30; number++) {
      const words = said(stage.person(`p${number}`), "somebody threatens me");
      await stage.support.open({ ...words, category: "safety" });
    }
    await Promise.all([stage.support.tend(), stage.again().tend()]);
    expect(stage.alerts.size).toBe(11);
    stage.clock.move(10 * MINUTE_MS);
    await Promise.all([stage.support.tend(), stage.again().tend()]);
    expect(stage.alerts.size).toBe(12);
    expect([...stage.alerts.values()].at(-1)?.text).toContain("19 more tickets are about somebody’s safety");
    stage.clock.move(10 * MINUTE_MS);
    await stage.support.tend();
    expect(stage.alerts.size).toBe(12);
    await stage.support.open({ ...said(stage.person("later"), "help"), category: "safety" });
    expect(stage.alerts.size).toBe(13);
  });

  test("hear of one that the process died over, with the next look", async () => {
    stage.failing.alerts = 1;
    await open();
    expect(stage.alerts.size).toBe(0);
    stage.clock.move(10 * MINUTE_MS);
    await stage.support.tend();
    expect(titles(stage.alerts)).toEqual(["Tickets wait for an answer"]);
  });

  test("are reminded of each overdue ticket once a day, by number and age, never by its words", async () => {
    const ticket = await open("my secret");
    const other = await open("another secret", stage.person("bob"));
    stage.clock.move(3 * DAY_MS + 5 * HOUR_MS);
    await stage.support.tend();
    await stage.again().tend();
    const reminders = () => [...stage.alerts.values()].filter(({ title }) => title === "Tickets are overdue");
    expect(reminders()).toHaveLength(1);
    expect(reminders()[0]?.text).toContain(`${ticketNumber(ticket.id)}, late for 5 hours`);
    expect(reminders()[0]?.text).toContain(ticketNumber(other.id));
    expect(reminders()[0]?.text).not.toContain("secret");
    await stage.support.desk.answer(act(other), "Yes", "answered");
    stage.clock.move(DAY_MS);
    await stage.support.tend();
    expect(reminders()).toHaveLength(2);
    expect(reminders()[1]?.text).toContain(`${ticketNumber(ticket.id)}, late for 29 hours`);
    expect(reminders()[1]?.text).not.toContain(ticketNumber(other.id));
    expect(await stage.support.counts()).toEqual({ open: 1, overdue: 1 });
  });

  test("are reminded of what became overdue later the same day by itself", async () => {
    const first = await open();
    stage.clock.move(HOUR_MS);
    const second = await open("help", stage.person("bob"));
    stage.clock.move(3 * DAY_MS - HOUR_MS + 1);
    await stage.support.tend();
    stage.clock.move(HOUR_MS);
    await stage.support.tend();
    const named = [...stage.alerts.values()].filter(({ title }) => title === "Tickets are overdue");
    expect(named.map(({ text }) => text?.match(/S-[A-Z2-7]{4}-[A-Z2-7]{4}/gu))).toEqual([
      [ticketNumber(first.id)],
      [ticketNumber(second.id)],
    ]);
  });

  test("are not reminded twice when the process died between telling and noting it", async () => {
    await open();
    stage.clock.move(4 * DAY_MS);
    const { reminded } = stage.store;
    stage.store.reminded = async () => {
      stage.store.reminded = reminded;
      throw new Error("the process died");
    };
    await expect(stage.support.tend()).rejects.toThrow("died");
    await stage.again().tend();
    expect(titles(stage.alerts).filter((title) => title === "Tickets are overdue")).toHaveLength(1);
  });

  test("find the queue in order, by number and by id", async () => {
    const first = await open();
    stage.clock.move(HOUR_MS);
    const second = await open("later", stage.person("bob"));
    expect((await stage.support.desk.queue(null, 9)).map(({ id }) => id)).toEqual([first.id, second.id]);
    expect((await stage.support.desk.queue(first, 9)).map(({ id }) => id)).toEqual([second.id]);
    expect((await stage.support.desk.find(` ${ticketNumber(first.id)} `))?.id).toBe(first.id);
    expect((await stage.support.desk.find(second.id))?.id).toBe(second.id);
    expect(await stage.support.desk.find("S-AAAA-AAAA")).toBeNull();
  });
});
