import type { mongo } from "mongoose";
import type { Subject } from "../../../src/core/privacy/subject.ts";
import { type Kind, type Stored, shown } from "./kind.ts";

/**
 * Kinds that an erasure does not end: what is about sexualised minors or about intimate images of real people is owed to
 * whoever was harmed and to the authorities (T7), so its evidence stays sealed until its own time is over.
 */
const KEPT_KINDS = ["gravest", "intimate"];

const ofSubject = ({ accounts }: Subject) => ({ account: { $in: [...accounts] } });

/** Sealed evidence: the person hears that there is some and how long it is kept, and not what it is. */
export const evidence: Kind = {
  name: "sealed-evidence",
  collection: "evidence",
  filter: ofSubject,
  without: ["seal", "length", "isWhole"],
  async erase(documents, subject, database) {
    const kept = await keptEvidence(subject, database);
    const gone = await documents.find(ofSubject(subject), { projection: { _id: 1 } }).toArray();
    const keys = gone.map(({ _id }) => _id).filter((key) => !kept.has(key));
    await database.collection("evidence_chunks").deleteMany({ evidence: { $in: keys } });
    await documents.deleteMany({ _id: { $in: keys } });
  },
};

async function keptEvidence(subject: Subject, database: mongo.Db): Promise<ReadonlySet<unknown>> {
  const cases = database.collection<Stored>("cases").find({ ...ofSubject(subject), kind: { $in: KEPT_KINDS } });
  const keys = new Set<unknown>();
  for await (const one of cases) {
    if (!isOwed(one)) continue;
    for (const key of one["evidence"] as readonly unknown[]) keys.add(key);
  }
  return keys;
}

/** Nothing is owed where somebody of ours looked and found nothing: of a report, without a finding of the filter, also what was upheld. */
function isOwed({ decision, violations }: Stored): boolean {
  if (typeof decision !== "object" || decision === null) return true;
  const { outcome } = decision as Readonly<Record<string, unknown>>;
  const isReportAlone = Array.isArray(violations) && violations.length === 0;
  return outcome !== "dismissed" && !(outcome === "upheld" && isReportAlone);
}

/** What waits, or waited, for a decision about them; what others wrote to it and who decided is not theirs to read. */
export const cases: Kind = {
  name: "cases",
  collection: "cases",
  filter: ofSubject,
  show(document) {
    const { kind, decision } = document;
    const without = ["revision", "voices", "rank", "orderAt", "isOpen", "isUndone", "order", "evidence", "decision"];
    const record = shown(document, kind === "appeal" ? without : [...without, "statement", "report"]);
    if (typeof decision !== "object" || decision === null) return record;
    const { by: _by, ...decided } = decision as Readonly<Record<string, unknown>>;
    return { ...record, decision: decided };
  },
  async erase(documents, subject, database) {
    await documents.deleteMany({ ...ofSubject(subject), kind: { $nin: KEPT_KINDS } });
    // Words that they wrote about somebody else's picture.
    const reporter = { $in: [...subject.accounts] };
    const written = await database
      .collection<Stored>("reports")
      .find({ reporter }, { projection: { _id: 1 } })
      .toArray();
    const ids = written.map(({ _id }) => _id);
    const change = { $set: { statement: null }, $inc: { revision: 1, version: 1 } };
    await documents.updateMany({ report: { $in: ids } }, change as never);
  },
};
