import { unzipSync } from "fflate";
import { expect, test } from "vitest";
import { fflateArchive } from "../../../adapters/fflate/archive.ts";
import { createDossiers } from "../../../src/core/moderation/evidence-dossiers.ts";
import type { NewImage } from "../../../src/core/services.ts";
import { sha256 } from "../../../src/system.ts";
import { anEvidence } from "../../contracts/case-stores.ts";
import { caseStage } from "./case-stage.ts";

const MEGABYTE = 1_000_000;

/** The stage with evidence of these sizes, and what becomes of it in an archive. */
async function dossier(sizes_MB: readonly number[]) {
  const stage = caseStage();
  const { cases, evidence } = stage.process();
  for (const [index, size] of sizes_MB.entries()) {
    const bytes = new Uint8Array(size * MEGABYTE).fill(index);
    await evidence.seal(anEvidence(`upload:${index}`, { bytes, contentType: "image/png" }));
  }
  const put: NewImage[] = [];
  const dossiers = createDossiers({
    ...{ cases, evidence, conduct: stage.conduct, sanctions: stage.acts, accounts: stage.accounts, audit: stage.audit },
    ...{ archive: fflateArchive(), sha256, clock: stage.clock, ids: stage.ids },
    images: { put: async (image) => void put.push(image) },
    hash: { of: async (text) => `sealed ${text}` },
  });
  const subject = await dossiers.subject("ada");
  if (subject === null) throw new Error("there is somebody");
  const order = { by: "discord:1", owner: "operator", reason: "why", termsVersion: "v", cause: "press" };
  return { stage, put, made: await dossiers.export({ subject, ...order }) };
}

test("a file for authorities that is too much for one message part comes in pieces that are one ZIP file", async () => {
  const { stage, put, made } = await dossier([6, 6, 6]);
  if (made === "too-large") throw new Error("it is not");
  expect(made.files.map(({ name }) => name)).toEqual([1, 2, 3].map((piece) => `easel-evidence.zip.00${piece}`));
  expect(put.every(({ bytes, account }) => bytes.byteLength <= 8 * MEGABYTE && account === "operator")).toBe(true);
  const zip = Buffer.concat(put.map(({ bytes }) => bytes));
  expect(made).toMatchObject({ sha256: sha256(zip), bytes: zip.byteLength, items: 3, missing: 0 });
  expect(Object.keys(unzipSync(zip)).filter((name) => name.endsWith(".png"))).toHaveLength(3);
  expect([...stage.audited.values()].map(({ action, after }) => [action, after])).toEqual([
    ["evidence-exported", "account ada, 3 items"],
    ["evidence-file-made", `SHA-256 ${sha256(zip)}`],
  ]);
});

test("what is more than a chat takes is refused, and the attempt is in the audit trail", async () => {
  const { stage, put, made } = await dossier([20, 20]);
  expect(made).toBe("too-large");
  expect(put).toEqual([]);
  expect([...stage.audited.values()].map(({ action }) => action)).toEqual(["evidence-exported"]);
});
