import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";

/**
 * A program that answers like `mongod` as far as starting it goes: its version, its command line, and the commands that
 * make a replica set. What it is sent it keeps in `commands.log` of its data directory.
 */
export function writeFakeMongod(directory: string, version = "8.2.6"): string {
  mkdirSync(directory, { recursive: true });
  const path = join(directory, "mongod");
  writeFileSync(path, program(version), { mode: 0o755 });
  return path;
}

const bson = pathToFileURL(join(process.cwd(), "node_modules/bson/lib/bson.mjs")).href;

const program = (version: string): string => `#!${process.execPath}
const args = process.argv.slice(2);
if (args.includes("--version")) {
  console.log("db version v${version}");
  process.exit(0);
}
import(${JSON.stringify(bson)}).then(({ serialize, deserialize }) => {
  const fs = require("node:fs");
  const option = (name) => args[args.indexOf(name) + 1];
  const file = option("--dbpath") + "/set.json";
  let primary = false;
  const answer = (command) => {
    const [name] = Object.keys(command);
    fs.appendFileSync(option("--dbpath") + "/commands.log", name + "\\n");
    const config = fs.existsSync(file) ? JSON.parse(fs.readFileSync(file, "utf8")) : undefined;
    const me = "127.0.0.1:" + option("--port");
    if (/^(hello|ismaster)$/i.test(name))
      return { ok: 1, ismaster: primary, isWritablePrimary: primary, helloOk: true, maxWireVersion: 21, minWireVersion: 0,
        maxBsonObjectSize: 16777216, maxMessageSizeBytes: 48000000, maxWriteBatchSize: 100000,
        ...(config && { setName: config._id, hosts: [config.members[0].host], me, primary: me }) };
    if (name === "replSetInitiate") {
      if (config) return { ok: 0, code: 23, codeName: "AlreadyInitialized", errmsg: "already initialized" };
      fs.writeFileSync(file, JSON.stringify({ version: 1, ...command.replSetInitiate }));
    }
    if (name === "replSetGetConfig") return { ok: 1, config };
    if (name === "replSetReconfig") fs.writeFileSync(file, JSON.stringify(command.replSetReconfig));
    if (name.startsWith("replSet")) setTimeout(() => { primary = true; }, 120);
    return { ok: 1 };
  };
  require("node:net").createServer((socket) => {
    let data = Buffer.alloc(0);
    socket.on("error", () => {});
    socket.on("data", (chunk) => {
      data = Buffer.concat([data, chunk]);
      while (data.length >= 4 && data.length >= data.readInt32LE(0)) {
        const message = data.subarray(0, data.readInt32LE(0));
        data = data.subarray(message.length);
        const legacy = message.readInt32LE(12) === 2004;
        const start = legacy ? message.indexOf(0, 20) + 9 : 21;
        const body = serialize(answer(deserialize(message.subarray(start))));
        const head = Buffer.alloc(legacy ? 36 : 21);
        head.writeInt32LE(head.length + body.length, 0);
        head.writeInt32LE(message.readInt32LE(4), 8);
        head.writeInt32LE(legacy ? 1 : 2013, 12);
        if (legacy) head.writeInt32LE(1, 32);
        socket.write(Buffer.concat([head, body]));
      }
    });
  }).listen(Number(option("--port")), "127.0.0.1", () => console.log("Waiting for connections"));
});
process.on("SIGINT", () => process.exit(0));
process.on("SIGTERM", () => process.exit(0));
`;
