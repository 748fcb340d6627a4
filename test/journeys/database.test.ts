import { afterEach, describe, expect, test } from "vitest";
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

describe("the database", () => {
  test("is asked at most 14 times from /imagine to the delivered picture", async () => {
    let commands: string[] = [];
    easel = await startTestApp({
      monitorCommands: (client) =>
        client.on("commandStarted", ({ commandName, command }: Started) => {
          const collection = String(command[commandName]);
          // The clock's own questions go on whether anybody paints or not.
          if (["hello", "ping", "endSessions"].includes(commandName)) return;
          if (["agendaJobs", "agenda_logs", "processes", "switches"].includes(collection)) return;
          commands.push(`${commandName} ${collection}`);
        }),
      // The job that looks for what a dead process left asks on its own account.
      config: { roles: ["web"] },
    });
    const ada = await easel.person("counted");
    await ada.answerTo("/imagine a first fox");
    commands = [];
    await ada.answerTo("/imagine a second fox");
    await new Promise((resolve) => setTimeout(resolve, 300));
    expect(commands.length, commands.join("\n")).toBeLessThanOrEqual(14);
  });

  test("may stall for five seconds, and a person still sees at once that the request was heard", async () => {
    const database = await testDatabase();
    proxy = await startWireProxy(database.uri);
    easel = await startTestApp({ config: { database: { uri: proxy.uri, dataDir: null as unknown as string } } });
    const ada = await easel.person("patient");
    await ada.answerTo("/imagine a first fox");
    proxy.freeze();
    const asked = performance.now();
    const id = await ada.say("/imagine a second fox");
    await ada.until((all) => all.find((message) => message.id === id && message.waiting));
    expect(performance.now() - asked).toBeLessThan(500);
    await new Promise((resolve) => setTimeout(resolve, 5_000));
    proxy.thaw();
    const picture = await ada.final(id);
    expect(picture.reply?.tone).toBe("good");
  });
});
