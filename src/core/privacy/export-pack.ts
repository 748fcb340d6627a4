import type { ImageStore, Imaging } from "../services.ts";
import type { ExportParts } from "./export-parts.ts";
import type { PersonalData, PersonalImage, PersonalRecord } from "./personal-records.ts";
import type { Subject } from "./subject.ts";

/** Records are gathered up to so many characters, so that no file of them needs much memory. */
const JSON_LENGTH_MAX = 1024 * 1024;
/** The most bytes that a character of theirs takes. */
const BYTES_A_CHARACTER = 4;
/** Of a picture that is cut into pieces, the copy that can be looked at. */
const COPY_BYTES_MAX = 2_000_000;

const endings: Readonly<Record<string, string>> = { "image/png": "png", "image/jpeg": "jpg", "image/webp": "webp" };

/** Puts everything about a person into the parts: never more than one image and one part in memory. */
export async function packExport({
  subject,
  data,
  images,
  imaging,
  parts,
  readme,
}: {
  readonly subject: Subject;
  readonly data: PersonalData;
  readonly images: Pick<ImageStore, "read">;
  readonly imaging: Pick<Imaging, "shrink">;
  readonly parts: ExportParts;
  readonly readme: string;
}): Promise<void> {
  await parts.add("README.txt", encoded(readme), "compressed");
  const lengthMax = Math.min(JSON_LENGTH_MAX, parts.roomFor("") / BYTES_A_CHARACTER);
  for (const { name, about } of data.records) {
    let number = 1;
    for await (const file of jsonFiles(about(subject), lengthMax)) {
      await parts.add(number === 1 ? `${name}.json` : `${name}-${number}.json`, file, "compressed");
      number += 1;
    }
  }
  for await (const image of data.images(subject)) {
    const stored = await images.read(image.key);
    // Deleted since the list was begun.
    if (stored !== null) await addImage(fileName(image), stored.bytes, parts, imaging);
  }
}

/** `reference:<id>:<n>` and `<id>:<n>`, as names that every system takes. */
export function fileName({ key, contentType }: PersonalImage): string {
  const [folder, name] = key.startsWith("reference:")
    ? ["references", key.slice("reference:".length)]
    : ["pictures", key];
  return `${folder}/${name.replaceAll(/[^\w.-]/gu, "-")}.${endings[contentType] ?? "bin"}`;
}

async function addImage(
  name: string,
  bytes: Uint8Array,
  parts: ExportParts,
  imaging: Pick<Imaging, "shrink">,
): Promise<void> {
  if (bytes.byteLength <= parts.roomFor(name)) return parts.add(name, bytes, "as it is");
  const copy = await imaging.shrink(bytes, COPY_BYTES_MAX);
  await parts.add(`${name}.smaller.${endings[copy.contentType] ?? "bin"}`, copy.bytes, "as it is");
  const pieceBytes = parts.roomFor(`${name}.001`);
  for (let piece = 0; piece * pieceBytes < bytes.byteLength; piece++) {
    const cut = bytes.subarray(piece * pieceBytes, (piece + 1) * pieceBytes);
    await parts.add(`${name}.${String(piece + 1).padStart(3, "0")}`, cut, "as it is");
  }
}

/** Files that hold a list each; one at least, so that it can be seen that there is nothing. */
async function* jsonFiles(records: AsyncIterable<PersonalRecord>, lengthMax: number): AsyncIterable<Uint8Array> {
  let gathered: string[] = [];
  let length = 0;
  let hasWritten = false;
  for await (const record of records) {
    const text = JSON.stringify(record, null, 2);
    if (length > 0 && length + text.length > lengthMax) {
      yield listOf(gathered);
      gathered = [];
      length = 0;
      hasWritten = true;
    }
    gathered.push(text);
    length += text.length;
  }
  if (gathered.length > 0 || !hasWritten) yield listOf(gathered);
}

function listOf(texts: readonly string[]): Uint8Array {
  return encoded(texts.length === 0 ? "[]\n" : `[\n${texts.join(",\n")}\n]\n`);
}

function encoded(text: string): Uint8Array {
  return new TextEncoder().encode(text);
}
