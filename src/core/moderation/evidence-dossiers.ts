import type { Account } from "../accounts/account.ts";
import type { Audit } from "../desk/audit.ts";
import type { KeyedHash } from "../keyed-hash.ts";
import type { Archive } from "../privacy/archive.ts";
import type { Clock, Ids, ImageStore } from "../services.ts";
import type { Case, Cases } from "./case.ts";
import type { Conduct, Sanctions } from "./conduct.ts";
import { type Evidence, type EvidenceRoom, EvidenceUnreadable } from "./evidence.ts";
import { filesOf, type ManifestEvidence, manifestOf } from "./evidence-manifest.ts";
import { SHOWN_KEY_PREFIX } from "./evidence-store.ts";

/** What every chat takes as one file; a larger archive is cut into pieces of this size. */
const PIECE_BYTES_MAX = 8_000_000;
/** All of it is in memory at once, and in one message. */
const ARCHIVE_BYTES_MAX = 5 * PIECE_BYTES_MAX;
const RECORDS_MAX = 1000;
/** How long the file can be had in the chat; whoever needs it later exports it again. */
const SHOWN_MS = 60 * 60_000;

/** Whom or what a dossier is about. */
export interface DossierSubject {
  readonly kind: "account" | "case";
  readonly id: string;
  readonly account: Account | null;
  /** The account's id, also where nobody is behind it any more; null: nobody's. */
  readonly accountId: string | null;
  readonly cases: readonly Case[];
  readonly evidence: readonly string[];
}

export interface Dossier {
  /** Of the whole archive, in hex. */
  readonly sha256: string;
  readonly bytes: number;
  readonly items: number;
  readonly missing: number;
  readonly files: readonly { readonly key: string; readonly name: string }[];
}

/** Evidence for authorities: one archive with a manifest that is sealed by this service (T7). */
export interface Dossiers {
  /** By the id of a case or of an account; null: there is neither, and no evidence of such an account. */
  subject(id: string): Promise<DossierSubject | null>;
  /**
   * Kept in the audit trail before anything is opened. Answers `too-large` when all of it is more than a chat takes; `cause`:
   * the press, so that the same one is one entry. `owner`: the operator's account.
   */
  export(order: {
    readonly subject: DossierSubject;
    readonly by: string;
    readonly owner: string;
    readonly reason: string;
    readonly termsVersion: string;
    readonly cause: string;
  }): Promise<Dossier | "too-large">;
  /** Whether this service has sealed a manifest with this SHA-256 so. */
  verify(manifestSha256: string, seal: string): Promise<boolean>;
}

export function createDossiers(tools: {
  readonly cases: Pick<Cases, "find" | "ofAccount">;
  readonly evidence: Pick<EvidenceRoom, "open" | "ofAccount">;
  readonly conduct: Pick<Conduct, "latest" | "violation">;
  readonly sanctions: Pick<Sanctions, "latest">;
  readonly accounts: { find(id: string): Promise<Account | null> };
  readonly audit: Pick<Audit, "record">;
  readonly images: Pick<ImageStore, "put">;
  readonly archive: Archive;
  readonly hash: KeyedHash;
  /** SHA-256 in hex. */
  readonly sha256: (bytes: Uint8Array) => string;
  readonly clock: Clock;
  readonly ids: Pick<Ids, "random">;
}): Dossiers {
  const { cases, evidence, conduct, sanctions, accounts, audit, images, archive, hash, sha256, clock, ids } = tools;

  const sealOf = (manifestSha256: string) => hash.of(`evidence manifest: ${manifestSha256}`);

  async function opened(key: string): Promise<Evidence | "gone" | EvidenceUnreadable["reason"]> {
    try {
      return (await evidence.open(key)) ?? "gone";
    } catch (error) {
      // One that cannot be opened must not keep the others from the authorities.
      if (error instanceof EvidenceUnreadable) return error.reason;
      throw error;
    }
  }

  /** In pieces where it is more than one file may hold; put together again, they are the archive. */
  async function put(zip: Uint8Array, owner: string): Promise<Dossier["files"]> {
    const name = "easel-evidence.zip";
    const count = Math.ceil(zip.byteLength / PIECE_BYTES_MAX);
    const files: { key: string; name: string }[] = [];
    for (let piece = 0; piece < count; piece++) {
      const key = `${SHOWN_KEY_PREFIX}${ids.random()}`;
      const bytes = zip.subarray(piece * PIECE_BYTES_MAX, (piece + 1) * PIECE_BYTES_MAX);
      const facts = { contentType: "application/zip", width: 0, height: 0 };
      await images.put({ key, account: owner, bytes, ...facts, keepUntil: new Date(clock.now().getTime() + SHOWN_MS) });
      files.push({ key, name: count === 1 ? name : `${name}.${String(piece + 1).padStart(3, "0")}` });
    }
    return files;
  }

  return {
    async subject(id) {
      const one = await cases.find(id);
      if (one !== null) {
        const account = one.account === null ? null : await accounts.find(one.account);
        const keys = [...one.evidence];
        return { kind: "case", id, account, accountId: one.account, cases: [one], evidence: keys };
      }
      const account = await accounts.find(id);
      const accountId = account?.id ?? id;
      const [all, keys] = await Promise.all([cases.ofAccount(accountId, RECORDS_MAX), evidence.ofAccount(accountId)]);
      if (account === null && all.length === 0 && keys.length === 0) return null;
      const named = all.flatMap((other) => other.evidence);
      return { kind: "account", id, account, accountId, cases: all, evidence: [...new Set([...keys, ...named])] };
    },

    async export({ subject, by, owner, reason, termsVersion, cause }) {
      const { kind, id, account, accountId } = subject;
      await audit.record({
        ...{ cause: `dossier:${cause}`, actor: by, action: "evidence-exported", subject: accountId ?? id, reason },
        ...{ before: null, after: `${kind} ${id}, ${subject.evidence.length} items` },
      });
      const now = clock.now();
      const zip = archive.begin(now);
      const items: ManifestEvidence[] = [];
      const missing: { key: string; why: string }[] = [];
      for (const key of subject.evidence) {
        const found = await opened(key);
        if (typeof found === "string") {
          missing.push({ key, why: found });
          continue;
        }
        const files = [];
        for (const { name, bytes, how } of filesOf(found, items.length + 1)) {
          if (zip.size() + zip.room(name, bytes.byteLength, how) > ARCHIVE_BYTES_MAX) return "too-large";
          zip.add(name, bytes, how);
          files.push({ name, bytes: bytes.byteLength, sha256: sha256(bytes) });
        }
        const { at: foundAt, keepUntil: keptUntil, contentType } = found;
        items.push({ key, foundAt, keptUntil, contentType, files });
      }
      const manifest = manifestOf({
        ...{ exportedAt: now, exportedBy: by, reason, subject: { kind, id }, termsVersion, account },
        violations: accountId === null ? [] : await conduct.latest(accountId, RECORDS_MAX),
        sanctions: accountId === null ? [] : await sanctions.latest(accountId, RECORDS_MAX),
        ...{ cases: subject.cases, evidence: items, missing },
      });
      const manifestSha256 = sha256(manifest);
      zip.add("manifest.json", manifest, "compressed");
      const seal = { manifestSha256, seal: await sealOf(manifestSha256) };
      zip.add("seal.json", new TextEncoder().encode(`${JSON.stringify(seal, null, 2)}\n`), "compressed");
      const file = zip.finish();
      if (file.byteLength > ARCHIVE_BYTES_MAX) return "too-large";
      const whole = sha256(file);
      await audit.record({
        ...{
          cause: `dossier:${cause}:file`,
          actor: by,
          action: "evidence-file-made",
          subject: accountId ?? id,
          reason,
        },
        ...{ before: null, after: `SHA-256 ${whole}` },
      });
      const files = await put(file, owner);
      const { byteLength: bytes } = file;
      return { sha256: whole, bytes, items: items.length, missing: missing.length, files };
    },

    verify: async (manifestSha256, seal) => (await sealOf(manifestSha256.toLowerCase())) === seal,
  };
}
