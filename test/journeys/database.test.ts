import { afterEach, describe, expect, test, vi } from "vitest";
import { startTestApp, type TestApp } from "../support/app.ts";
import { testDatabase } from "../support/mongo.ts";
import { startWireProxy, type WireProxy } from "../support/wire-proxy.ts";

let easel: TestApp | null = null;
let proxy: WireProxy | null = null;
afterEach(async () => {
  await easel?.stop();
  await proxy?.close();
  easel = null;
  proxy = null;
});

interface Started {
  readonly commandName: string;
  readonly command: Readonly<Record<string, unknown>>;
}

/** Asked as time goes by, whether anybody paints or not. */
function isOfClock(name: string, command: Started["command"]): boolean {
  if (["hello", "ping", "endSessions"].includes(name)) return true;
  const filter = command["filter"] as { open?: boolean } | undefined;
  const clocks = ["agendaJobs", "agenda_logs", "processes", "switches", "price_changes", "notices", "takedowns"];
  return clocks.includes(String(command[name])) || (name === "find" && filter?.open === true);
}

function stateIn(command: Started["command"]): string {
  const [update] = (command["updates"] ?? []) as { u: { $set?: { state?: string } } }[];
  const state = update?.u.$set?.state;
  return state === undefined ? "" : ` to ${state}`;
}

describe("the database", () => {
  test("is asked at most 10 times from /imagine to the delivered picture", async () => {
    let commands: string[] = [];
    easel = await startTestApp({
      monitorCommands: (client) =>
        client.on("commandStarted", ({ commandName, command }: Started) => {
          if (!isOfClock(commandName, command))
            commands.push(`${commandName} ${command[commandName]}${stateIn(command)}`);
        }),
      // The job that looks for what a dead process left asks on its own account.
      config: { roles: ["web"] },
    });
    const ada = await easel.person("counted");
    const isDelivered = () => expect(commands).toContain("update generations to delivered");
    await ada.answerTo("/imagine a first fox");
    await vi.waitFor(isDelivered, 10_000);
    commands = [];
    await ada.answerTo("/imagine a second fox");
    await vi.waitFor(isDelivered, 10_000);
    expect(commands.length, commands.join("\n")).toBeLessThanOrEqual(10);
  });

  test("may stall for five seconds, and a person still sees at once that the request was heard", async () => {
    const database = await testDatabase();
    proxy = await startWireProxy(database.uri);
    easel = await startTestApp({ config: { database: { uri: proxy.uri, dataDir: null as unknown as string } } });
    const ada = await easel.person("patient");
    await ada.answerTo("/imagine a first fox");
    proxy.freeze();
    const id = await ada.say("/imagine a second fox");
    // Nothing of the database has moved when this shows.
    await ada.until((all) => all.find((message) => message.id === id && message.waiting));
    await new Promise((resolve) => setTimeout(resolve, 5_000));
    proxy.thaw();
    const picture = await ada.final(id);
    expect(picture.reply?.tone).toBe("good");
  });
});
