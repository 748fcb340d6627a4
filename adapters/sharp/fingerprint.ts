import sharp from "sharp";

/** What the picture is read at: fine enough that a tenth can be cut off and still a whole grid is left. */
const SOURCE_EDGE = 256;
const GRID_EDGE = 32;
/** So many waves in each direction: together the 64 bits. */
const WAVES = 8;
/**
 * What the waves of a picture have to differ by at the middle, in levels of grey: of a plain colour or a soft gradient the bits
 * are chance, and all such pictures would look alike.
 */
const CONTRAST_MIN = 0.4;

/** A part of a picture, in shares of its edges. */
interface Part {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}
const whole: Part = { left: 0, top: 0, width: 1, height: 1 };
/** What is left when somebody crops a picture a little, all around or on one side. */
const crops: readonly Part[] = [
  ...[0.95, 0.9, 0.85].map((share) => ({ left: (1 - share) / 2, top: (1 - share) / 2, width: share, height: share })),
  ...[0.95, 0.9].flatMap((share) => [
    { ...whole, width: share },
    { ...whole, left: 1 - share, width: share },
    { ...whole, height: share },
    { ...whole, top: 1 - share, height: share },
  ]),
];

const cosines = Array.from({ length: WAVES + 1 }, (_, wave) =>
  Array.from({ length: GRID_EDGE }, (_, at) => Math.cos(((2 * at + 1) * wave * Math.PI) / (2 * GRID_EDGE))),
);

/**
 * How a picture looks, as 64 bits in 16 hexadecimal digits: which of its slow waves are stronger than the middle one. Pictures
 * that look alike differ in few bits, whatever their size, format or quality. The first is of the whole picture; the others are of its
 * mirror image and of what a little cropping would leave. Empty: it has too little in it to tell it from others.
 *
 * @see https://www.hackerfactor.com/blog/index.php?/archives/432-Looks-Like-It.html
 */
export async function fingerprints(bytes: Uint8Array): Promise<readonly string[]> {
  const grey = await sharp(bytes, { failOn: "error" })
    .autoOrient()
    .flatten({ background: "#ffffff" })
    .resize(SOURCE_EDGE, SOURCE_EDGE, { fit: "fill" })
    .greyscale()
    .raw()
    .toBuffer();
  const first = fingerprintOf(gridOf(grey, whole));
  if (first === null) return [];
  const others = [mirrored(gridOf(grey, whole)), ...crops.map((part) => gridOf(grey, part))].map(fingerprintOf);
  return [...new Set([first, ...others.filter((one) => one !== null)])];
}

/** The part as a small grid: each cell the mean of what it covers. */
function gridOf(grey: Uint8Array, { left, top, width, height }: Part): number[][] {
  const step = (share: number) => (SOURCE_EDGE * share) / GRID_EDGE;
  const bounds = (start: number, share: number) =>
    Array.from({ length: GRID_EDGE + 1 }, (_, at) => Math.round(SOURCE_EDGE * start + at * step(share)));
  const [columns, rows] = [bounds(left, width), bounds(top, height)];
  return Array.from({ length: GRID_EDGE }, (_, y) =>
    Array.from({ length: GRID_EDGE }, (_, x) => {
      let sum = 0;
      let count = 0;
      for (let row = rows[y] ?? 0; row < (rows[y + 1] ?? 0); row++) {
        for (let column = columns[x] ?? 0; column < (columns[x + 1] ?? 0); column++) {
          sum += grey[row * SOURCE_EDGE + column] ?? 0;
          count += 1;
        }
      }
      return count === 0 ? 0 : sum / count;
    }),
  );
}

function mirrored(grid: readonly (readonly number[])[]): number[][] {
  return grid.map((row) => row.toReversed());
}

function fingerprintOf(grid: readonly (readonly number[])[]): string | null {
  const waves = wavesOf(grid);
  const sorted = waves.toSorted((a, b) => a - b);
  const middle = ((sorted[31] ?? 0) + (sorted[32] ?? 0)) / 2;
  const contrast = waves.reduce((sum, wave) => sum + Math.abs(wave - middle), 0) / waves.length;
  if (contrast < CONTRAST_MIN) return null;
  let bits = 0n;
  for (const wave of waves) bits = (bits << 1n) | (wave > middle ? 1n : 0n);
  return bits.toString(16).padStart(16, "0");
}

/** The discrete cosine transform's slow waves, without those that only tell how bright each row and column is. */
function wavesOf(grid: readonly (readonly number[])[]): number[] {
  const along = grid.map((row) => cosines.slice(1).map((cosine) => dot(row, cosine)));
  const all: number[] = [];
  for (let across = 1; across <= WAVES; across++) {
    for (let wave = 0; wave < WAVES; wave++) {
      const column = along.map((row) => row[wave] ?? 0);
      all.push((2 * dot(column, cosines[across] ?? [])) / (GRID_EDGE * GRID_EDGE));
    }
  }
  return all;
}

function dot(first: readonly number[], second: readonly number[]): number {
  let sum = 0;
  for (let at = 0; at < first.length; at++) sum += (first[at] ?? 0) * (second[at] ?? 0);
  return sum;
}
