import type { Call, Engine, Handler } from "../call.ts";
import { type Document, MAX_DOCUMENT_BYTES } from "../document.ts";
import { MAX_MESSAGE_BYTES } from "../wire.ts";

export const SET_NAME = "easel";
const VERSION = "7.0.0";

/** A replica set of one: only then do drivers offer sessions, transactions and retryable writes. */
function helloReply({ address, clock }: Engine): Document {
  return {
    helloOk: true,
    ismaster: true,
    isWritablePrimary: true,
    secondary: false,
    setName: SET_NAME,
    setVersion: 1,
    hosts: [address],
    primary: address,
    me: address,
    maxBsonObjectSize: MAX_DOCUMENT_BYTES,
    maxMessageSizeBytes: MAX_MESSAGE_BYTES,
    maxWriteBatchSize: 100_000,
    localTime: new Date(clock()),
    logicalSessionTimeoutMinutes: 30,
    connectionId: 1,
    minWireVersion: 0,
    maxWireVersion: 21,
    readOnly: false,
  };
}

const hello: Handler = ({ engine }) => helloReply(engine);

const endSessions: Handler = ({ command, engine }) => {
  engine.sessions.finish(Object.values(command)[0]);
  return {};
};

const buildInfo: Handler = () => ({
  version: VERSION,
  versionArray: [7, 0, 0, 0],
  gitVersion: "easel-embedded",
  modules: [],
  storageEngines: ["easel"],
  bits: 64,
  maxBsonObjectSize: MAX_DOCUMENT_BYTES,
});

const serverStatus: Handler = ({ engine }: Call) => ({
  host: engine.address,
  version: VERSION,
  process: "easel-embedded",
  pid: process.pid,
  uptime: process.uptime(),
  localTime: new Date(engine.clock()),
  repl: { setName: SET_NAME, isWritablePrimary: true, hosts: [engine.address], me: engine.address },
  storageEngine: { name: "easel", persistent: true },
  metrics: { cursor: { open: { total: engine.cursors.size } } },
});

export const SESSION_COMMANDS: Readonly<Record<string, Handler>> = {
  hello,
  isMaster: hello,
  ismaster: hello,
  ping: () => ({}),
  buildInfo,
  buildinfo: buildInfo,
  serverStatus,
  connectionStatus: () => ({ authInfo: { authenticatedUsers: [], authenticatedUserRoles: [] } }),
  getParameter: () => ({ featureCompatibilityVersion: { version: "7.0" } }),
  startSession: () => ({}),
  refreshSessions: () => ({}),
  endSessions,
  killSessions: endSessions,
};
