import { afterEach, expect, test } from "vitest";
import { startTestApp, type TestApp } from "../support/app.ts";
import { customerOf } from "../support/customer.ts";

/** Of a machine that has much else to do: nothing here is about speed. */
const PATIENCE_MS = 240_000;

let easel: TestApp | null = null;
afterEach(async () => {
  await easel?.stop();
  easel = null;
});

interface Started {
  readonly commandName: string;
  readonly command: Readonly<Record<string, unknown>>;
}

const WRITES = ["insert", "update", "delete", "findAndModify", "createIndexes", "dropIndexes"];
const READS = ["find", "aggregate", "count", "distinct"];

test("every write is on a majority before it counts, and whatever is decided is read from the primary", {
  timeout: PATIENCE_MS,
}, async () => {
  const writes = new Set<string>();
  const weak: string[] = [];
  const reads = new Set<string>();
  const elsewhere: string[] = [];
  const on = await startTestApp({
    monitorCommands: (client) =>
      client.on("commandStarted", ({ commandName, command }: Started) => {
        const collection = String(command[commandName]);
        if (WRITES.includes(commandName)) {
          writes.add(collection);
          const { w, j } = (command["writeConcern"] ?? {}) as { w?: unknown; j?: unknown };
          if (w !== "majority" || j === false) weak.push(`${commandName} ${collection}`);
        }
        if (!READS.includes(commandName)) return;
        reads.add(collection);
        const { mode = "primary" } = (command["$readPreference"] ?? {}) as { mode?: string };
        // `primaryPreferred` is what drivers send to a lone server that they were led to directly.
        if (!mode.startsWith("primary")) elsewhere.push(`${commandName} ${collection} ${mode}`);
      }),
  });
  easel = on;
  const ada = await customerOf(on, "ada");
  await ada.buys("500 credits");
  const shown = await ada.answerTo("/imagine a red fox");
  expect(shown.reply?.tone).toBe("good");
  await ada.answerTo("/imagine [refuse] a red fox");
  await ada.answerTo("/history");
  await ada.answerTo("/privacy export");
  // The jobs have their turn too.
  await expect.poll(() => [...writes], { timeout: 20_000 }).toContain("agendaJobs");
  expect(weak).toEqual([]);
  expect(elsewhere).toEqual([]);
  const money = ["wallets", "orders", "payment-events", "generations", "images.files", "images.chunks", "accounts"];
  expect([...writes]).toEqual(expect.arrayContaining([...money, "exports", "processes"]));
  expect([...reads]).toEqual(expect.arrayContaining(["wallets", "orders", "generations", "agendaJobs"]));
});
