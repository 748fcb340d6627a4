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
  console.log("A pair is hold + capture. Ratios are to the bare findOneAndUpdate measured in turns with it.\n");
  console.log("in flight | bare debits/s | pairs/s, wallets in use | ratio | pairs/s, wallets read first | ratio");
  console.log("---------:|--------------:|------------------------:|------:|----------------------------:|-----:");
  for (const inFlight of [16, 32]) {
    const {
      bare_perSecond: bare,
      warm_pairsPerSecond: warm,
      cold_pairsPerSecond: cold,
    } = await benchLedger(mongo.connection, inFlight);
    const cells = [
      inFlight,
      bare.toFixed(0),
      warm.toFixed(0),
      (warm / bare).toFixed(2),
      cold.toFixed(0),
      (cold / bare).toFixed(2),
    ];
    console.log(cells.join(" | "));
    if (warm / bare < RATIO_MIN) console.log(`The aim of ${RATIO_MIN} was missed at ${inFlight} in flight.`);
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
