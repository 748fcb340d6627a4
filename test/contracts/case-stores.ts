import { describe, expect, test } from "vitest";
import type { OpenedCase } from "../../src/core/moderation/case.ts";
import { newCase } from "../../src/core/moderation/case-opening.ts";
import type { CaseStore, StoredCase } from "../../src/core/moderation/case-store.ts";
import type { Evidence } from "../../src/core/moderation/evidence.ts";
import type { EvidenceStore } from "../../src/core/moderation/evidence-store.ts";
import { DAY_MS, HOUR_MS, START } from "../support/credits.ts";

const later = (duration_ms: number) => new Date(START.getTime() + duration_ms);

export function aCase(id: string, opened: Partial<OpenedCase> = {}, at = START): StoredCase {
  return newCase(id, { kind: "report", account: "ada", cause: id, ...opened }, at);
}

export function anEvidence(key: string, changes: Partial<Evidence> = {}): Evidence {
  const facts = { account: "ada", words: "what was asked for", bytes: null, contentType: null };
  return { key, ...facts, at: START, keepUntil: later(180 * DAY_MS), ...changes };
}

/** What every store of cases does. `make`: an empty one. */
export function caseStoreContract(name: string, make: () => Promise<CaseStore>): void {
  describe(`cases in ${name}`, () => {
    test("come back as they were put, and only the first of an id stands", async () => {
      const store = await make();
      const full = aCase("one", {
        ...{ generation: "g", violations: ["v1", "v2"], sanction: "s", report: "r" },
        ...{ statement: "It was a statue.", evidence: ["e"], dueAt: later(HOUR_MS) },
      });
      expect(await store.insert(full)).toBe(true);
      expect(await store.insert(aCase("one", { account: "bob" }))).toBe(false);
      expect(await store.find("one")).toEqual(full);
      const bare = aCase("two", { account: null });
      await store.insert(bare);
      expect(await store.find("two")).toEqual(bare);
      expect(await store.find("three")).toBeNull();
    });

    test("are written on the revision that was read, by one of two", async () => {
      const store = await make();
      const one = aCase("one");
      await store.insert(one);
      const decision = { outcome: "acted", by: "discord:1", note: "Taken down.", at: START } as const;
      const decided: StoredCase = { ...one, decision, order: { suspend_hours: null }, revision: 2 };
      const answers = await Promise.all([
        store.write(one, decided),
        store.write(one, { ...one, count: 2, revision: 2 }),
      ]);
      expect(answers.toSorted()).toEqual([false, true]);
      if (answers[0]) expect(await store.find("one")).toEqual(decided);
    });

    test("wait in their order, and leave the queue when they are decided", async () => {
      const store = await make();
      const all = [
        aCase("old", {}, later(1)),
        aCase("older", {}, later(0)),
        aCase("due later", { kind: "infringement", dueAt: later(9 * HOUR_MS) }, later(2)),
        aCase("due soon", { kind: "intimate", dueAt: later(5 * HOUR_MS) }, later(3)),
        aCase("gravest", { kind: "gravest" }, later(7 * HOUR_MS)),
      ];
      for (const one of all) await store.insert(one);
      const inOrder = async (skipped = 0) => (await store.waiting(10, skipped)).map(({ id }) => id);
      expect(await inOrder()).toEqual(["due soon", "gravest", "due later", "older", "old"]);
      expect(await inOrder(3)).toEqual(["older", "old"]);
      expect((await store.waiting(2, 1)).map(({ id }) => id)).toEqual(["gravest", "due later"]);

      const [older] = all.filter(({ id }) => id === "older");
      if (older === undefined) throw new Error("it is there");
      const decision = { outcome: "dismissed", by: "discord:1", note: "Nothing in it.", at: START } as const;
      await store.write(older, { ...older, decision, revision: 2 });
      expect(await inOrder()).toEqual(["due soon", "gravest", "due later", "old"]);
      expect((await store.undone(5)).map(({ id }) => id)).toEqual(["older"]);
      await store.write({ id: "older", revision: 2 }, { ...older, decision, carriedOutAt: START, revision: 3 });
      expect(await store.undone(5)).toEqual([]);
      expect(await store.countOpen("report")).toBe(1);
      expect(await store.countOpen("report", { from: later(0), before: later(60) })).toBe(1);
      // What is opened at the end belongs to the next while.
      expect(await store.countOpen("report", { from: new Date(0), before: later(0) })).toBe(0);
      expect(await store.countOpen("report", { from: later(2), before: later(60) })).toBe(0);
      expect(await store.countOpened("report", { from: later(0), before: later(60) })).toBe(2);
      expect(await store.countOpened("report", { from: later(0), before: later(1) })).toBe(1);
    });

    test("are found by their account, also after it was joined into another", async () => {
      const store = await make();
      await store.insert(aCase("first", { kind: "appeal" }, later(0)));
      await store.insert(aCase("second", { kind: "appeal" }, later(HOUR_MS)));
      await store.insert(aCase("third", { kind: "pattern" }, later(2 * HOUR_MS)));
      await store.insert(aCase("bob's", { account: "bob" }));
      expect((await store.ofAccount("ada", 2)).map(({ id }) => id)).toEqual(["third", "second"]);
      expect((await store.opened("ada", "appeal", later(0))).map(({ id }) => id)).toEqual(["second"]);
      await store.moveAccount("ada", "eve");
      await store.moveAccount("ada", "eve");
      expect(await store.ofAccount("ada", 9)).toEqual([]);
      expect((await store.ofAccount("eve", 9)).map(({ id }) => id)).toEqual(["third", "second", "first"]);
    });

    test("know which evidence open ones need", async () => {
      const store = await make();
      const one = aCase("one", { evidence: ["e1", "e2"] });
      await store.insert(one);
      await store.insert(aCase("two", { evidence: ["e3"] }));
      expect(await store.evidenceInUse(["e1", "e3", "e4"])).toEqual(["e1", "e3"]);
      const decision = { outcome: "upheld", by: "discord:1", note: "It stands.", at: START } as const;
      await store.write(one, { ...one, decision, revision: 2 });
      expect(await store.evidenceInUse(["e1", "e3", "e4"])).toEqual(["e3"]);
    });
  });
}

/** What every store of evidence does. */
export function evidenceStoreContract(name: string, make: () => Promise<EvidenceStore>): void {
  describe(`evidence in ${name}`, () => {
    test("comes back as it was put, and the first one of a key stands", async () => {
      const store = await make();
      const bytes = Uint8Array.from({ length: 9_000_001 }, (_, index) => index % 251);
      const file = anEvidence("upload:1", { words: null, bytes, contentType: "image/png" });
      const words = anEvidence("violation:1");
      await Promise.all([store.put(file), store.put(file), store.put(words)]);
      await store.put(anEvidence("violation:1", { words: "something else" }));
      const read = await store.read("upload:1");
      expect(Buffer.compare(read?.bytes ?? new Uint8Array(), bytes)).toBe(0);
      expect({ ...read, bytes: null }).toEqual({ ...file, bytes: null });
      expect(await store.read("violation:1")).toEqual(words);
      expect(await store.read("violation:2")).toBeNull();
    });

    test("is listed by account without what is only sealed for being shown, and follows the account", async () => {
      const store = await make();
      await store.put(anEvidence("b", { at: later(2) }));
      await store.put(anEvidence("a", { at: later(1) }));
      await store.put(anEvidence("sealed:x"));
      await store.put(anEvidence("c", { account: "bob" }));
      expect(await store.ofAccount("ada")).toEqual(["a", "b"]);
      await store.moveAccount("ada", "bob");
      expect(await store.ofAccount("ada")).toEqual([]);
      expect((await store.ofAccount("bob")).toSorted()).toEqual(["a", "b", "c"]);
      expect(await store.read("a")).toMatchObject({ account: "bob", words: "what was asked for" });
    });

    test("is kept until its time is over, which only gets later", async () => {
      const store = await make();
      await store.put(anEvidence("a", { keepUntil: later(DAY_MS) }));
      await store.put(anEvidence("b", { keepUntil: later(2 * DAY_MS) }));
      expect(await store.expired(later(DAY_MS - 1), 9)).toEqual([]);
      expect(await store.expired(later(2 * DAY_MS), 9)).toEqual(["a", "b"]);
      await store.extend(["a", "none"], later(3 * DAY_MS));
      await store.extend(["a", "b"], later(DAY_MS));
      expect(await store.expired(later(2 * DAY_MS), 9)).toEqual(["b"]);
      await store.delete(["b", "none"]);
      await store.delete(["b"]);
      expect(await store.read("b")).toBeNull();
      expect(await store.read("a")).toMatchObject({ keepUntil: later(3 * DAY_MS) });
    });
  });
}
