import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type FalSandbox, startFalSandbox } from "../../adapters/fal/sandbox/server.ts";
import { connectMongo, type Mongo } from "../../adapters/mongo/connect.ts";
import { mongoWallets } from "../../adapters/mongo/wallets.ts";
import { createImaging } from "../../adapters/sharp/imaging.ts";
import { createLedger } from "../../src/core/credits/ledger.ts";
import { available } from "../../src/core/credits/wallet.ts";
import { createLog } from "../../src/log.ts";
import { systemClock, systemIds } from "../../src/system.ts";
import { freePort } from "../support/app.ts";
import { type Child, startChild } from "../support/child.ts";
import { testDatabase } from "../support/mongo.ts";
import { personAt } from "../support/person.ts";
import { type SeenCommand, startWireProxy } from "../support/wire-proxy.ts";

/** The write of one step of a picture, as the database sees it. */
function stepTo(state: string, more: (set: Record<string, unknown>) => boolean = () => true) {
  return ({ name, collection, body }: SeenCommand): boolean => {
    if (name !== "update" || collection !== "generations") return false;
    const set = updates(body)[0]?.u["$set"] as Record<string, unknown> | undefined;
    return set?.["state"] === state && more(set);
  };
}
function updates(body: Readonly<Record<string, unknown>>): { u: Record<string, unknown> }[] {
  return (body["updates"] ?? []) as { u: Record<string, unknown> }[];
}
const submissionOf = (set: Record<string, unknown>) =>
  (set["submissions"] as { sentAt: Date | null; requestId: string | null }[])[0];
function walletEntry(kind: string) {
  return ({ collection, body }: SeenCommand): boolean => {
    if (collection !== "wallets") return false;
    const push = updates(body)[0]?.u["$push"] as { journal?: { kind?: string } } | undefined;
    return push?.journal?.kind === kind;
  };
}

type Outcome = "delivered" | "returned";

/** Where the process is killed: its write is done, and it dies before it hears of it. */
const moments: readonly [
  moment: string,
  matches: (command: SeenCommand) => boolean,
  outcome: Outcome,
  prompt?: string,
][] = [
  ["accepted", ({ name, collection }) => name === "insert" && collection === "generations", "delivered"],
  // `held`, `made` and `settled` are written with the step that follows.
  ["the hold is in the wallet", walletEntry("hold"), "delivered"],
  // It may have left: it is not sent again, and without a webhook it is lost.
  ["about to submit", stepTo("held", (set) => submissionOf(set)?.sentAt !== null), "returned"],
  ["submitted", stepTo("submitted"), "delivered"],
  [
    "the bytes are half stored",
    ({ name, collection }) => collection === "images.chunks" && name !== "find",
    "delivered",
  ],
  ["stored", stepTo("stored"), "delivered"],
  ["the charge is in the wallet", walletEntry("capture"), "delivered"],
  ["delivered", stepTo("delivered"), "delivered"],
  ["failed", stepTo("refused"), "returned", "[refuse] a red fox"],
  ["the credits are back in the wallet", walletEntry("release"), "returned", "[refuse] a red fox"],
];

let sandbox: FalSandbox;
let mongo: Mongo;
let database: Awaited<ReturnType<typeof testDatabase>>;
const directories: string[] = [];

beforeAll(async () => {
  sandbox = await startFalSandbox({
    imaging: createImaging(),
    clock: systemClock,
    ids: systemIds,
    speed: {
      queue_ms: 0,
      painting_ms: 100,
      slow_ms: 2_500,
      webhookPauses_ms: [500, 500, 1_000, 1_000, 1_000, 1_000, 1_000],
    },
  });
  database = await testDatabase();
  mongo = await connectMongo({ uri: database.uri, log: createLog({ level: "silent" }) });
});
afterAll(async () => {
  await mongo.close();
  await sandbox.stop();
  await database.drop();
  for (const directory of directories) await rm(directory, { recursive: true, force: true });
});

async function settings(uri: string): Promise<Record<string, string>> {
  const dataDir = await mkdtemp(join(tmpdir(), "easel-kill-"));
  directories.push(dataDir);
  const port = String(await freePort());
  return {
    MONGODB_URI: uri,
    DATA_DIR: dataDir,
    PORT: port,
    PUBLIC_URL: `http://127.0.0.1:${port}`,
    FAL_QUEUE_URL: sandbox.queueUrl,
    FAL_JWKS_URL: sandbox.jwksUrl,
    FAL_KEY: sandbox.key,
  };
}

describe.concurrent("a process that is killed", { timeout: 240_000 }, () => {
  test.each(moments)("once %s", async (moment, matches, outcome, prompt = "a red fox") => {
    const name = moment.replaceAll(/[^a-z]+/gu, "-").slice(0, 30);
    const own = await testDatabase();
    const proxy = await startWireProxy(own.uri);
    const words = `${prompt} ${name}`;
    let child: Child | null = null;
    try {
      const environment = await settings(proxy.uri);
      child = await startChild(environment);
      const ada = await personAt(child.url, name);
      await ada.answerTo("/start");
      await ada.press("I am 13");
      const reached = proxy.freezeAfter(matches);
      const id = await ada.say(`/imagine ${words}`);
      await reached;
      await child.kill();
      proxy.thaw();

      child = await startChild({ ...environment, MONGODB_URI: own.uri });
      const answer = await ada.until(
        (all) =>
          all.find(
            (message) => message.id === id && isOver(message.reply?.text ?? "", message.reply?.images.length ?? 0),
          ),
        60_000,
      );
      expect(answer.reply?.images).toHaveLength(outcome === "delivered" ? 1 : 0);
      expect(ada.messages().filter(({ answers }) => answers === id.replace(".answer", ""))).toHaveLength(1);
      // The provider was asked at most once, so that nobody pays for a picture twice.
      const asked = sandbox.requests().filter(({ input }) => input["prompt"] === words);
      expect(asked.length).toBeLessThanOrEqual(1);
      expect(await child.terminate(), child.errors()).toBe(0);
      await expectSettled(own.uri, outcome);
      ada.leave();
    } finally {
      await child?.kill();
      await proxy.close();
      await own.drop();
    }
  });
});

test("a picture whose deletion was cut off is gone all the same, by the job or when it is asked for again", {
  timeout: 240_000,
}, async () => {
  const own = await testDatabase();
  const proxy = await startWireProxy(own.uri);
  const environment = await settings(proxy.uri);
  let child = await startChild(environment);
  try {
    const ada = await personAt(child.url, "deleting");
    await ada.answerTo("/start");
    await ada.press("I am 13");
    const picture = await ada.answerTo("/imagine a deleted fox");
    const href = picture.reply?.images[0]?.href ?? "";
    const reached = proxy.freezeAfter(
      ({ collection, body }) => collection === "generations" && updates(body).some(({ u }) => isDeletion(u)),
    );
    await ada.click("Delete", { on: picture });
    await reached;
    await child.kill();
    proxy.thaw();
    child = await startChild({ ...environment, MONGODB_URI: own.uri });
    expect((await fetch(child.url + href)).status).toBe(200);
    const deleted = await ada.press("Delete", picture);
    expect(deleted.reply?.title).toBe("Deleted");
    expect((await fetch(child.url + href)).status).toBe(404);
    ada.leave();
  } finally {
    await child.kill();
    await proxy.close();
    await own.drop();
  }
});

function isDeletion(update: Record<string, unknown>): boolean {
  const set = update["$set"] as { deletedAt?: Date | null; clearedAt?: Date | null } | undefined;
  return set?.deletedAt != null && set.clearedAt === null;
}

test("a process that is killed with nothing but its own directory goes on at once where it was", {
  timeout: 240_000,
}, async () => {
  const { MONGODB_URI: _, ...environment } = await settings("");
  let child = await startChild(environment);
  try {
    const ada = await personAt(child.url, "embedded");
    await ada.answerTo("/start");
    await ada.press("I am 13");
    const done = await ada.answerTo("/imagine a finished fox");
    const id = await ada.say("/imagine [slow] an interrupted fox");
    await ada.until((all) => all.find((message) => message.id === id && message.reply?.text?.startsWith("Painting")));
    await child.kill();
    child = await startChild(environment);
    // No other process can exist, so it does not wait to see whether the dead one lives.
    const isAtWork = (await (await fetch(`${child.url}/metrics`)).text()).includes("easel_queue_depth 1");
    const isDone = ada.messages().some((message) => message.id === id && message.reply?.images.length === 1);
    expect(isAtWork || isDone).toBe(true);
    const answer = await ada.until(
      (all) => all.find((message) => message.id === id && message.reply?.images.length),
      60_000,
    );
    expect(answer.reply?.tone).toBe("good");
    expect(ada.messages().some((message) => message.id === done.id && message.reply?.images.length === 1)).toBe(true);
    expect((await ada.answerTo("/balance")).reply?.title).toBe("You have 23 credits");
    expect(sandbox.requests().filter(({ input }) => input["prompt"] === "[slow] an interrupted fox")).toHaveLength(1);
    ada.leave();
  } finally {
    await child.kill();
  }
});

/** What the chat itself says after a restart is not the answer yet. */
function isOver(text: string, images: number): boolean {
  return images > 0 || /\bback\b/u.test(text);
}

async function expectSettled(uri: string, outcome: Outcome): Promise<void> {
  const log = createLog({ level: "silent" });
  const own = await connectMongo({ uri, log });
  try {
    const store = mongoWallets(own.connection);
    const metrics = { creditsMoved: () => undefined };
    const ledger = createLedger({ store, clock: systemClock, ids: systemIds, metrics, log });
    const [wallet] = await store.list(10, null);
    if (wallet === undefined) throw new Error("there is no wallet");
    expect(wallet.holds).toEqual([]);
    expect(available(wallet, systemClock.now())).toBe(outcome === "delivered" ? 24 : 25);
    const broken: unknown[] = [];
    await ledger.audit((violation) => broken.push(violation));
    expect(broken).toEqual([]);
    const open = await own.connection.getClient().db().collection("generations").countDocuments({ open: true });
    expect(open).toBe(0);
  } finally {
    await own.close();
  }
}
