import { calculateObjectSize, type Document } from "bson";
import type { MongoClient } from "mongodb";

/** One command that the database was sent, and what it answered. */
export interface SeenCommand {
  readonly name: string;
  readonly collection: string;
  readonly command: Document;
  readonly sent_bytes: number;
  /** 0 until the answer is there. */
  received_bytes: number;
}

/** What goes on whether anybody asks for anything or not: the driver's own, and what each process does by the clock. */
const BACKGROUND = {
  commands: new Set(["hello", "ping", "endSessions", "explain"]),
  collections: new Set(["agendaJobs", "agenda_logs", "processes", "switches", "price_changes"]),
};

/** Writes down what a driver sends, background left out, from one `start` to the next. */
export class CommandWatch {
  #seen = new Map<string, SeenCommand>();
  #keeps: "all" | "kinds" = "all";
  readonly #open = new Map<number, SeenCommand>();

  /** The client must have been made with `monitorCommands`. */
  follow(client: Pick<MongoClient, "on">): void {
    client.on("commandStarted", ({ requestId, commandName, command }) => {
      const collection = String(command[commandName]);
      if (BACKGROUND.commands.has(commandName) || BACKGROUND.collections.has(collection)) return;
      const sent_bytes = calculateObjectSize(command);
      const seen: SeenCommand = { name: commandName, collection, command, sent_bytes, received_bytes: 0 };
      this.#seen.set(this.#keeps === "all" ? String(this.#seen.size) : kindOf(seen), seen);
      this.#open.set(requestId, seen);
    });
    client.on("commandSucceeded", ({ requestId, reply }) => {
      const seen = this.#open.get(requestId);
      this.#open.delete(requestId);
      if (seen !== undefined) seen.received_bytes = calculateObjectSize(reply as Document);
    });
    client.on("commandFailed", ({ requestId }) => this.#open.delete(requestId));
  }

  /** Forgets what was before. `kinds`: of those that ask the same way for something else, only the last is kept. */
  start(keeps: "all" | "kinds" = "all"): void {
    this.#keeps = keeps;
    this.#seen.clear();
    this.#open.clear();
  }

  seen(): readonly SeenCommand[] {
    return [...this.#seen.values()];
  }
}

function kindOf({ name, collection, command }: SeenCommand): string {
  return JSON.stringify([name, collection, Object.keys(command["filter"] ?? {})]);
}

/** How a server says that it would find what a command asks for. */
export interface Finding {
  /** Documents that it looks at. */
  readonly documents: number;
  /** Whether it would walk through a whole collection. */
  readonly scans: boolean;
}

const explained = new Set(["find", "aggregate", "count", "distinct", "update", "delete", "findAndModify"]);
/** Of the conversation, not of the question. */
const ABOUT_THE_WAY = ["lsid", "txnNumber", "writeConcern", "readConcern", "bypassDocumentValidation"];

/** null: there is nothing to find, or the server does not explain in MongoDB's words. */
export async function explain(client: MongoClient, { name, command }: SeenCommand): Promise<Finding | null> {
  if (!explained.has(name)) return null;
  const question = Object.entries(command).filter(([key]) => !key.startsWith("$") && !ABOUT_THE_WAY.includes(key));
  const answer = await client
    .db(String(command["$db"]))
    .command({ explain: Object.fromEntries(question), verbosity: "executionStats" })
    .catch(() => null);
  const documents = answer?.["executionStats"]?.["totalDocsExamined"];
  if (typeof documents !== "number") return null;
  return { documents, scans: JSON.stringify(answer?.["queryPlanner"]?.["winningPlan"]).includes("COLLSCAN") };
}
