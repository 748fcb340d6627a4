import { randomBytes } from "node:crypto";
import { connectMongo } from "../../adapters/mongo/connect.ts";
import { type EmbeddedMongo, startEmbeddedMongo } from "../../adapters/mongo/embedded/start.ts";
import { TestLog } from "../support/credits.ts";
import { benchLedger } from "./ledger.ts";

/** What the ledger should reach of a bare conditional write. A pair is two of them, so half is the ceiling. */
const RATIO_MIN = 0.3;

const given = process.env["MONGODB_URI"];
const engine: EmbeddedMongo | null = given ? null : await startEmbeddedMongo({ dataDir: null, binary: "auto" });
const mongo = await connectMongo({ uri: withDatabase(given || (engine?.uri ?? "")), log: new TestLog() });
try {
  console.log(`Database: ${engine ? `embedded (${engine.kind}, in memory)` : "the server that MONGODB_URI names"}`);
  console.log(
    "A pair is hold + capture; a ratio is to the bare findOneAndUpdate of the same round. All are medians.\n",
  );
  console.log("wallets               | in flight | bare debits/s | pairs/s | ratio");
  console.log("----------------------|----------:|--------------:|--------:|-----:");
  for (const [label, wallets] of [
    ["500, in use", 500],
    ["2,500, read first", 2_500],
  ] as const) {
    for (const inFlight of [16, 32]) {
      const { debits_perSecond, pairs_perSecond, ratio } = await benchLedger(mongo.connection, inFlight, wallets);
      const missed = wallets === 500 && ratio < RATIO_MIN ? ` (the aim of ${RATIO_MIN} is missed)` : "";
      const cells = [
        label.padEnd(21),
        inFlight,
        debits_perSecond.toFixed(0),
        pairs_perSecond.toFixed(0),
        ratio.toFixed(2),
      ];
      console.log(cells.join(" | ") + missed);
    }
  }
} finally {
  await mongo.connection.dropDatabase();
  await mongo.close();
  await engine?.stop();
}

/** A database of its own on the server, gone afterwards. */
function withDatabase(uri: string): string {
  const address = new URL(uri);
  address.pathname = `/easel-bench-${randomBytes(4).toString("hex")}`;
  return address.href;
}
