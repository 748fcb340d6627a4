import type { Account } from "../accounts/account.ts";
import type { Case } from "./case.ts";
import type { Evidence } from "./evidence.ts";
import type { Sanction } from "./sanction.ts";
import type { Violation } from "./violation.ts";

/** Told at the beginning of the manifest, so that whoever reads it in years knows how. */
const FORMAT = "easel evidence 1";
const NAME_LENGTH_MAX = 60;
const endings: Readonly<Record<string, string>> = { "image/png": "png", "image/jpeg": "jpg", "image/webp": "webp" };

/** One file of the archive that the manifest vouches for. */
export interface ManifestFile {
  readonly name: string;
  readonly bytes: number;
  readonly sha256: string;
}

export interface ManifestEvidence {
  readonly key: string;
  readonly foundAt: Date;
  readonly keptUntil: Date;
  readonly contentType: string | null;
  readonly files: readonly ManifestFile[];
}

/** Everything that the file for the authorities says beside the evidence itself. */
export interface ManifestFacts {
  readonly exportedAt: Date;
  readonly exportedBy: string;
  readonly reason: string;
  readonly subject: { readonly kind: "account" | "case"; readonly id: string };
  readonly termsVersion: string;
  readonly account: Account | null;
  readonly violations: readonly Violation[];
  readonly sanctions: readonly Sanction[];
  readonly cases: readonly Case[];
  readonly evidence: readonly ManifestEvidence[];
  /** Keys of evidence that is no longer there or cannot be opened. */
  readonly missing: readonly { readonly key: string; readonly why: string }[];
}

/** The manifest as it stands in the archive. */
export function manifestOf(facts: ManifestFacts): Uint8Array {
  const { account, cases } = facts;
  const person =
    account === null
      ? null
      : {
          ...{ id: account.id, joinedFrom: account.joinedFrom, createdAt: account.createdAt },
          ...{ identities: account.identities, consents: account.consents },
        };
  const told = cases.map(({ id, kind, generation, violations, sanction, report, statement, openedAt, decision }) => ({
    ...{ id, kind, generation, violations, sanction, report, statement, openedAt, decision },
  }));
  const manifest = { format: FORMAT, ...facts, account: person, cases: told };
  return new TextEncoder().encode(`${JSON.stringify(manifest, null, 2)}\n`);
}

/**
 * The files of one piece of evidence. Their names are made of its number and what is harmless in its key, because what people
 * call a file may be a path, a device or a page.
 */
export function filesOf(
  { key, words, bytes, contentType }: Evidence,
  number: number,
): { readonly name: string; readonly bytes: Uint8Array; readonly how: "compressed" | "as it is" }[] {
  const safe = key.replaceAll(/[^A-Za-z0-9]+/gu, "-").slice(0, NAME_LENGTH_MAX);
  const name = `evidence/${String(number).padStart(4, "0")}-${safe}`;
  return [
    ...(words === null
      ? []
      : [{ name: `${name}.txt`, bytes: new TextEncoder().encode(words), how: "compressed" } as const]),
    ...(bytes === null
      ? []
      : [{ name: `${name}.${endings[contentType ?? ""] ?? "bin"}`, bytes, how: "as it is" } as const]),
  ];
}
