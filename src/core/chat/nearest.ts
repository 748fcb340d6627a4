/** The candidate that a person most likely meant, or null when none is near: by default half of the letters may be wrong. */
export function nearest(given: string, candidates: readonly string[], distanceMax?: number): string | null {
  const word = given.toLowerCase().slice(0, 40);
  let best: string | null = null;
  let bestDistance = distanceMax ?? Math.max(1, Math.floor(word.length / 2));
  for (const candidate of candidates) {
    const distance = Math.min(editDistance(word, candidate), sameBeginning(word, candidate));
    if (distance <= bestDistance && (best === null || distance < bestDistance)) {
      best = candidate;
      bestDistance = distance;
    }
  }
  return best;
}

/** A word that was begun right is hardly a slip: `mod` for `models`; one that went on differently is a small one: `price`. */
function sameBeginning(word: string, candidate: string): number {
  if (word.length > 1 && candidate.startsWith(word)) return 1;
  return word.length >= 4 && candidate.startsWith(word.slice(0, 4)) ? 2 : Number.POSITIVE_INFINITY;
}

/** How many letters have to be added, dropped, changed or swapped with their neighbour. */
function editDistance(a: string, b: string): number {
  let beforePrevious: number[] = [];
  let previous = Array.from({ length: b.length + 1 }, (_, column) => column);
  for (let row = 1; row <= a.length; row++) {
    const current = [row];
    for (let column = 1; column <= b.length; column++) {
      const change = a[row - 1] === b[column - 1] ? 0 : 1;
      let distance = Math.min(
        (previous[column] ?? 0) + 1,
        (current[column - 1] ?? 0) + 1,
        (previous[column - 1] ?? 0) + change,
      );
      if (row > 1 && column > 1 && a[row - 1] === b[column - 2] && a[row - 2] === b[column - 1]) {
        distance = Math.min(distance, (beforePrevious[column - 2] ?? 0) + 1);
      }
      current.push(distance);
    }
    beforePrevious = previous;
    previous = current;
  }
  return previous[b.length] ?? 0;
}
