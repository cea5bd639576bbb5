const threeRows = (length: number) =>
  [new Float64Array(length), new Float64Array(length), new Float64Array(length)] as const;
/** Made once: distances are counted by the thousand. */
let rows = threeRows(64);

/**
 * Fewest insertions, deletions, replacements and swaps of neighbours between two texts (optimal string alignment);
 * once they must be more than `most`, some number above it.
 */
export function editDistance(a: string, b: string, most = Number.POSITIVE_INFINITY): number {
  if (Math.abs(a.length - b.length) > most) return Number.POSITIVE_INFINITY;
  if (rows[0].length < b.length + 2) rows = threeRows(2 * b.length);
  let [last, previous, row] = rows;
  for (let j = 0; j <= b.length; j++) previous[j] = j;
  for (let i = 1; i <= a.length; i++) {
    // Farther from the diagonal than `most` every distance is above it.
    const [from, to] = [Math.max(1, i - most), Math.min(b.length, i + most)];
    let left = from > 1 ? Number.POSITIVE_INFINITY : i;
    row[from - 1] = left;
    let least = left;
    for (let j = from; j <= to; j++) {
      const same = a.charCodeAt(i - 1) === b.charCodeAt(j - 1);
      let distance = Math.min(
        (previous[j] as number) + 1,
        left + 1,
        (previous[j - 1] as number) + (same ? 0 : 1),
      );
      if (
        i > 1 &&
        j > 1 &&
        a.charCodeAt(i - 1) === b.charCodeAt(j - 2) &&
        a.charCodeAt(i - 2) === b.charCodeAt(j - 1)
      )
        distance = Math.min(distance, (last[j - 2] as number) + 1);
      row[j] = left = distance;
      least = Math.min(least, distance);
    }
    row[to + 1] = Number.POSITIVE_INFINITY;
    // A swap reaches back two rows, and costs one.
    if (least > most + 1) return Number.POSITIVE_INFINITY;
    [last, previous, row] = [previous, row, last];
  }
  return previous[b.length] as number;
}

/** Which letters and digits a text has, a bit each (of 31; some share one). */
export function lettersOf(text: string): number {
  let bits = 0;
  for (let i = 0; i < text.length; i++) bits |= 1 << (text.charCodeAt(i) % 31);
  return bits;
}

/** Fewest edits between texts of such letters: one edit takes at most one letter away and brings one. */
export function leastEdits(letters: number, others: number): number {
  // Counts the bits that differ, in pairs, fours, bytes, and all.
  let bits = letters ^ others;
  bits -= (bits >>> 1) & 0x55555555;
  bits = (bits & 0x33333333) + ((bits >>> 2) & 0x33333333);
  return (Math.imul((bits + (bits >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24) / 2;
}
