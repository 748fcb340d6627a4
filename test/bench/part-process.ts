import { parts } from "./parts.ts";
import type { BenchContext, BenchRow } from "./table.ts";

/** What the process of a part tells the one that prints the table. */
export type PartMessage = { readonly note: string } | { readonly title: string; readonly rows: readonly BenchRow[] };

/** What it is asked for, as its only argument, in JSON. */
export interface PartRequest extends Pick<BenchContext, "database" | "size"> {
  readonly part: string;
}

const { part: name, database, size } = JSON.parse(process.argv[2] ?? "") as PartRequest;
const listed = parts[name];
if (listed === undefined) throw new Error(`There is no part ${name}.`);
const tell = (message: PartMessage) =>
  new Promise<void>((resolve, reject) => {
    if (process.send === undefined) throw new Error("A part runs as a child: npm run bench -- --only …");
    process.send(message, undefined, {}, (error) => (error === null ? resolve() : reject(error)));
  });
// Nobody waits for the figures any more.
process.once("disconnect", () => process.exit(1));
const part = await listed.load();
const rows = await part.run({ database, size, note: (note) => void tell({ note }) });
await tell({ title: part.title, rows });
// A part may have left a connection of a vendor's client open; the table does not wait for it.
process.exit(0);
