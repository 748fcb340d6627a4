import { expect, test } from "vitest";
import { KeyedQueue } from "../../src/core/keyed-queue.ts";

function pause(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}

test("tasks with one key run one after the other, in their order", async () => {
  const queue = new KeyedQueue();
  const seen: string[] = [];
  const task = (name: string) => async () => {
    seen.push(`${name} begins`);
    await pause();
    seen.push(`${name} ends`);
  };
  await Promise.all(["a", "b", "c"].map((name) => queue.run("wallet", task(name))));
  expect(seen).toEqual(["a begins", "a ends", "b begins", "b ends", "c begins", "c ends"]);
});

test("tasks with different keys run side by side", async () => {
  const queue = new KeyedQueue();
  let open = () => {};
  const gate = new Promise<void>((resolve) => {
    open = resolve;
  });
  const blocked = queue.run("one", () => gate);
  expect(await queue.run("other", async () => "done")).toBe("done");
  open();
  await blocked;
});

test("a failure belongs to its own task", async () => {
  const queue = new KeyedQueue();
  const failing = queue.run("wallet", () => Promise.reject(new Error("mine")));
  const next = queue.run("wallet", async () => "fine");
  await expect(failing).rejects.toThrow("mine");
  expect(await next).toBe("fine");
});

test("nothing is kept of what has ended", async () => {
  const queue = new KeyedQueue();
  const tasks = Array.from({ length: 300 }, (_, index) =>
    queue.run(`wallet-${index % 7}`, () => (index % 5 ? pause() : Promise.reject(new Error("failed")))),
  );
  expect(queue.size).toBe(7);
  await Promise.allSettled(tasks);
  expect(queue.size).toBe(0);
});
