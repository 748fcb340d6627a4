import { createHash } from "node:crypto";
import { type EvidenceStore, SHOWN_KEY_PREFIX } from "../../src/core/moderation/evidence-store.ts";
import type { ImageStore } from "../../src/core/services.ts";

const isSealed = (key: string) => key.startsWith(SHOWN_KEY_PREFIX);

/**
 * The image store, but what is put under `sealed:` lies sealed beside the evidence and is purged with it: an image from a
 * case, or a file for the authorities, can be shown in a chat without lying about readable.
 */
export function withSealedImages<Images extends ImageStore>(
  images: Images,
  evidence: Pick<EvidenceStore, "put" | "read" | "delete">,
): Images {
  return {
    ...images,
    async put(image) {
      const { key, account, bytes, contentType, width, height, keepUntil } = image;
      if (!isSealed(key)) return images.put(image);
      if (keepUntil === null) throw new Error("what is sealed for being shown has an end");
      const words = JSON.stringify({ width, height });
      await evidence.put({ key, account, words, bytes, contentType, at: new Date(), keepUntil });
    },
    async read(key) {
      if (!isSealed(key)) return images.read(key);
      const found = await evidence.read(key);
      if (found === null || found.bytes === null) return null;
      const { account, bytes, contentType, words, keepUntil } = found;
      const { width, height } = JSON.parse(words ?? "{}") as { readonly width: number; readonly height: number };
      const hash = createHash("sha256").update(bytes).digest("hex");
      return { key, account, bytes, contentType: contentType ?? "", width, height, keepUntil, hash };
    },
    async delete(keys) {
      const sealed = keys.filter(isSealed);
      if (sealed.length > 0) await evidence.delete(sealed);
      await images.delete(keys.filter((key) => !isSealed(key)));
    },
  };
}
