import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { connectMongo } from "../../adapters/mongo/connect.ts";
import { type StripeSandbox, startStripeSandbox } from "../../adapters/stripe/sandbox/server.ts";
import { syncStripe } from "../../adapters/stripe/sync.ts";
import { defaultOffers } from "../../src/core/catalogue/offers.ts";
import { createLog } from "../../src/log.ts";
import { systemClock, systemIds } from "../../src/system.ts";
import { freePort } from "../support/app.ts";
import { type Child, startChild } from "../support/child.ts";
import { idIn, linkIn } from "../support/customer.ts";
import { testDatabase } from "../support/mongo.ts";
import { personAt } from "../support/person.ts";
import { type SeenCommand, startWireProxy } from "../support/wire-proxy.ts";

const updatesOf = ({ body }: SeenCommand) =>
  (body["updates"] ?? []) as { readonly u: Readonly<Record<string, unknown>> }[];
const orderBecomes = (state: string) => (command: SeenCommand) =>
  command.collection === "orders" && updatesOf(command).some(({ u }) => u["state"] === state);

/** Where the process is killed: its write is done, and it dies before it hears of it. */
const moments: readonly [moment: string, matches: (command: SeenCommand) => boolean][] = [
  ["the order says that it is paid", orderBecomes("paid")],
  [
    "the credits are in the wallet",
    (command) =>
      command.collection === "wallets" &&
      updatesOf(command).some(({ u }) => (u["$push"] as { journal?: { reason?: string } })?.journal?.reason === "pack"),
  ],
];

let sandbox: StripeSandbox;
const directories: string[] = [];
beforeAll(async () => {
  sandbox = await startStripeSandbox({
    ...{ clock: systemClock, ids: systemIds },
    behaviour: { eventPauses_ms: Array.from({ length: 240 }, () => 500) },
  });
  for await (const { did } of syncStripe({ ...sandbox, offers: defaultOffers })) expect(did).toBe("created");
});
afterAll(async () => {
  await sandbox.stop();
  for (const directory of directories) await rm(directory, { recursive: true, force: true });
});

test("a process that is killed between the money and its credits, at any moment: they are given once", async () => {
  const own = await testDatabase();
  const proxy = await startWireProxy(own.uri);
  const dataDir = await mkdtemp(join(tmpdir(), "easel-money-kill-"));
  directories.push(dataDir);
  const environment = {
    ...{ DATA_DIR: dataDir, PORT: String(await freePort()), STRIPE_API_URL: sandbox.apiUrl, MONGODB_URI: proxy.uri },
    STRIPE_SECRET_KEY: sandbox.secretKey,
    STRIPE_WEBHOOK_SECRET: sandbox.webhookSecrets.join(","),
  };
  let child: Child | null = null;
  try {
    child = await startChild(environment);
    sandbox.sendEventsTo(`${child.url}/stripe`);
    const ann = await personAt(child.url, "ann");
    await ann.answerTo("/start");
    await ann.press("I am 13");
    const titled = (title: string) =>
      ann.messages().filter(({ pane, reply }) => pane === "direct" && reply?.title === title);
    for (const [index, [moment, matches]] of moments.entries()) {
      await ann.press("500 credits", await ann.answerTo("/buy"));
      const link = linkIn(await ann.until(() => titled("Your payment link")[index]), "Pay");
      const reached = proxy.freezeAfter(matches);
      sandbox.press(idIn(link), "pay");
      await reached;
      await child.kill();
      proxy.thaw();

      child = await startChild(environment);
      await ann.until(() => titled("Your credits are here")[index], 60_000);
      // The event is sent until it is taken, and whatever came of it before was done once.
      await expect.poll(() => sandbox.events().length).toBeGreaterThan(0);
      await sandbox.idle();
      const balance = await ann.answerTo("/balance");
      expect(balance.reply?.title, moment).toBe(`You have ${25 + 500 * (index + 1)} credits`);
    }
    ann.leave();
    expect(await child.terminate(), child.errors()).toBe(0);
    const mongo = await connectMongo({ uri: own.uri, log: createLog({ level: "silent" }) });
    const { journal } = (await mongo.connection.getClient().db().collection("wallets").findOne({})) as unknown as {
      journal: { reason: string }[];
    };
    await mongo.close();
    expect(journal.filter(({ reason }) => reason === "pack")).toHaveLength(moments.length);
  } finally {
    await child?.kill();
    await proxy.close();
    await own.drop();
  }
}, 180_000);
