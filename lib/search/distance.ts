/**
 * Fewest insertions, deletions, replacements and swaps of neighbours between two texts (optimal string alignment);
 * once they must be more than `most`, some number above it.
 */
export function editDistance(a: string, b: string, most = Number.POSITIVE_INFINITY): number {
  let [last, previous]: [number[], number[]] = [[], Array.from({ length: b.length + 1 }, (_, j) => j)];
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    let least = i;
    for (let j = 1; j <= b.length; j++) {
      const same = a[i - 1] === b[j - 1];
      const swapped = i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1];
      const distance = Math.min(
        (previous[j] as number) + 1,
        (row[j - 1] as number) + 1,
        (previous[j - 1] as number) + (same ? 0 : 1),
        swapped ? (last[j - 2] as number) + 1 : Number.POSITIVE_INFINITY,
      );
      row[j] = distance;
      least = Math.min(least, distance);
    }
    // A swap reaches back two rows, and costs one.
    if (least > most + 1) return Number.POSITIVE_INFINITY;
    [last, previous] = [previous, row];
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
  let differing = 0;
  for (let bits = letters ^ others; bits !== 0; bits &= bits - 1) differing += 1;
  return differing / 2;
}
