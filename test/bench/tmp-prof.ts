import { connectMongo } from "../../adapters/mongo/connect.ts";
import { mongoWallets } from "../../adapters/mongo/wallets.ts";
import { createLedger } from "../../src/core/credits/ledger.ts";

const mongo = await connectMongo({
  uri: `mongodb://127.0.0.1:27217/b${Date.now()}?replicaSet=rs0`,
  log: console as never,
});
await mongo.ensureIndexes();
const clock = { now: () => new Date(), sleep: (ms: number) => new Promise<void>((r) => setTimeout(r, ms)) };
const ids = { random: () => "x", derived: (c: string) => c, chance: (n: number) => Math.floor(Math.random() * n) };
const ledger = createLedger({
  store: mongoWallets(mongo.connection),
  clock,
  ids,
  log: console as never,
  metrics: { creditsMoved() {} },
});
const accounts = Array.from({ length: 250 }, (_, i) => `w${i}`);
await Promise.all(
  accounts.map((a) => ledger.grant(a, { cause: "g", amount: 1e6, kind: "bought", expiresAt: null, reason: "x" })),
);
let n = 0,
  done = 0;
const t = performance.now();
const cpu = process.cpuUsage();
await Promise.all(
  Array.from({ length: 16 }, async () => {
    while (performance.now() - t < 4000) {
      const i = n++;
      const a = accounts[i % 250]!;
      await ledger.hold(a, { cause: `h${i}`, amount: 4, since: clock.now(), reason: "b" });
      await ledger.capture(a, { hold: `h${i}`, amount: 3, reason: "b" });
      done++;
    }
  }),
);
const u = process.cpuUsage(cpu);
const dt = performance.now() - t;
console.log(
  "pairs/s",
  ((done * 1000) / dt).toFixed(0),
  "cpu",
  ((u.user + u.system) / 1000 / dt).toFixed(2),
  "us cpu/pair",
  ((u.user + u.system) / done).toFixed(0),
);
await mongo.connection.db!.dropDatabase();
await mongo.close();
