import type { GenerationStore } from "../generation/generation-store.ts";
import { EVIDENCE_BYTES_MAX, type EvidenceRoom } from "../moderation/evidence.ts";
import type { ModerationNumbers } from "../moderation/numbers.ts";
import type { Clock, ImageStore, Imaging, Log } from "../services.ts";
import type { Report } from "./report.ts";

export interface SealingParts {
  readonly generations: Pick<GenerationStore, "find">;
  readonly images: Pick<ImageStore, "read">;
  readonly imaging: Pick<Imaging, "shrink">;
  readonly evidence: Pick<EvidenceRoom, "seal">;
  readonly numbers: Pick<ModerationNumbers, "evidenceKept_days">;
  readonly clock: Clock;
  readonly log: Log;
}

const DAY_MS = 24 * 60 * 60 * 1000;

/**
 * Seals the pictures that a report is about, so that whoever decides sees them although their owner deletes them meanwhile; answers
 * the keys of what is sealed. Safe to repeat. Never rejects for a picture that cannot be sealed: the case matters more than its copy.
 */
export async function sealReported(
  { id, generation, owner }: Pick<Report, "id" | "generation" | "owner">,
  { generations, images, imaging, evidence, numbers, clock, log }: SealingParts,
): Promise<readonly string[]> {
  const at = clock.now();
  const keepUntil = new Date(at.getTime() + numbers.evidenceKept_days * DAY_MS);

  async function seal(imageKey: string): Promise<string | null> {
    const image = await images.read(imageKey);
    if (image === null) return null;
    const isFitting = image.bytes.byteLength <= EVIDENCE_BYTES_MAX;
    const { bytes, contentType } = isFitting ? image : await imaging.shrink(image.bytes, EVIDENCE_BYTES_MAX);
    const key = `reported:${imageKey}`;
    await evidence.seal({ key, account: owner, words: null, bytes, contentType, at, keepUntil });
    return key;
  }

  const sealed: string[] = [];
  for (const { key } of (await generations.find(generation))?.images ?? []) {
    const kept = await seal(key).catch((error: unknown) => {
      log.error({ error, report: id }, "a reported picture could not be sealed");
      return null;
    });
    if (kept !== null) sealed.push(kept);
  }
  return sealed;
}
