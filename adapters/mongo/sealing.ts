import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from "node:crypto";
import type { KeyedHash } from "../../src/core/keyed-hash.ts";
import { EvidenceUnreadable } from "../../src/core/moderation/evidence.ts";

const CIPHER = "aes-256-gcm";
const KEY_BYTES = 32;
const SALT_BYTES = 16;
/** @see https://nvlpubs.nist.gov/nistpubs/Legacy/SP/nistspecialpublication800-38d.pdf 96 bits, new for each sealing. */
const NONCE_BYTES = 12;
/** What the secret is used for here; nobody else hashes these. */
const KEY_NAME = "evidence sealing 1: key";
const KEY_ID_NAME = "evidence sealing 1: name of the key";
const KEY_ID_LENGTH = 12;

/** What is needed to open what was sealed, beside the key. */
export interface Seal {
  /** Tells with which key it was sealed, and nothing about the key. */
  readonly keyId: string;
  readonly salt: string;
  readonly nonce: string;
  readonly tag: string;
}

export interface Sealing {
  /** `about`: what the bytes are; they can be opened as nothing else. */
  seal(bytes: Uint8Array, about: string): Promise<{ readonly seal: Seal; readonly sealed: Uint8Array }>;
  /** @throws EvidenceUnreadable */
  open(sealed: Uint8Array, seal: Seal, about: string): Promise<Uint8Array>;
}

/** AES-256-GCM; each sealing has a key of its own, by HKDF from the secret that hashes are made with. */
export function createSealing(hash: KeyedHash): Sealing {
  async function keyFor(salt: string): Promise<Uint8Array> {
    const secret = await hash.of(KEY_NAME);
    return new Uint8Array(hkdfSync("sha256", secret, Buffer.from(salt, "base64url"), KEY_NAME, KEY_BYTES));
  }
  const keyIdNow = async () => (await hash.of(KEY_ID_NAME)).slice(0, KEY_ID_LENGTH);

  return {
    async seal(bytes, about) {
      const salt = randomBytes(SALT_BYTES).toString("base64url");
      const nonce = randomBytes(NONCE_BYTES);
      const cipher = createCipheriv(CIPHER, await keyFor(salt), nonce);
      cipher.setAAD(Buffer.from(about));
      const sealed = Buffer.concat([cipher.update(bytes), cipher.final()]);
      const tag = cipher.getAuthTag().toString("base64url");
      return { sealed, seal: { keyId: await keyIdNow(), salt, nonce: nonce.toString("base64url"), tag } };
    },
    async open(sealed, { keyId, salt, nonce, tag }, about) {
      if (keyId !== (await keyIdNow())) throw new EvidenceUnreadable("another-key");
      const decipher = createDecipheriv(CIPHER, await keyFor(salt), Buffer.from(nonce, "base64url"));
      decipher.setAAD(Buffer.from(about));
      decipher.setAuthTag(Buffer.from(tag, "base64url"));
      try {
        return Buffer.concat([decipher.update(sealed), decipher.final()]);
      } catch {
        throw new EvidenceUnreadable("altered");
      }
    },
  };
}
