const SLAB = 2 ** 18;
let slab = new ArrayBuffer(SLAB);
let used = 0;

/**
 * Room for numbers, all 0: a part of a larger block, since a block for each array of more than 16 numbers costs a
 * microsecond to make and as much again to collect.
 */
export function numbers(count: number): Float32Array {
  const bytes = 4 * count;
  if (count <= 16 || bytes > SLAB / 4) return new Float32Array(count);
  if (used + bytes > SLAB) [slab, used] = [new ArrayBuffer(SLAB), 0];
  used += bytes;
  return new Float32Array(slab, used - bytes, count);
}

/** How many numbers a tensor of this shape has. */
export const sizeOf = (shape: readonly number[]): number => shape.reduce((n, d) => n * d, 1);

/** A matrix as it lies in memory: entry (i, j) is at `values[start + i · row + j · column]`. */
export interface Matrix {
  values: Float32Array;
  start?: number;
  row: number;
  column: number;
}

/** A matrix row by row, [·, columns]; `transposed` reads it column by column, without a copy. */
export const matrixOf = (values: Float32Array, columns: number, transposed = false, start = 0): Matrix =>
  transposed ? { values, start, row: 1, column: columns } : { values, start, row: columns, column: 1 };

/** The same matrix read the other way. */
const turned = ({ values, start = 0, row, column }: Matrix): Matrix => ({
  values,
  start,
  row: column,
  column: row,
});

/** Of a · b, the entries in row i and the four columns from j on, written to `out` from `at` with a step between them. */
function fourEntries(
  { values: av, row: ai, column: ak, start: a0 = 0 }: Matrix,
  i: number,
  { values: bv, row: bk, column: bj, start: b0 = 0 }: Matrix,
  j: number,
  k: number,
  out: Float32Array,
  at: number,
  step: number,
) {
  let s0 = 0;
  let s1 = 0;
  let s2 = 0;
  let s3 = 0;
  let p = a0 + i * ai;
  let q = b0 + j * bj;
  for (let l = 0; l < k; l++) {
    const x = av[p] as number;
    s0 += x * (bv[q] as number);
    s1 += x * (bv[q + bj] as number);
    s2 += x * (bv[q + 2 * bj] as number);
    s3 += x * (bv[q + 3 * bj] as number);
    p += ak;
    q += bk;
  }
  out[at] = s0;
  out[at + step] = s1;
  out[at + 2 * step] = s2;
  out[at + 3 * step] = s3;
}

/**
 * a [m, k] · b [k, n], written to `out` row by row from `at`; sums in double precision, then rounded once. Tiles of 2 × 4
 * keep eight sums in registers, which is three times as fast as one entry at a time; the rest is in strips of four.
 */
export function product(
  a: Matrix,
  b: Matrix,
  [m, k, n]: readonly [m: number, k: number, n: number],
  out = numbers(m * n),
  at = 0,
): Float32Array {
  const { values: av, row: ai, column: ak, start: a0 = 0 } = a;
  const { values: bv, row: bk, column: bj, start: b0 = 0 } = b;
  const [evenRows, fourRows, fourColumns] = [m - (m % 2), m - (m % 4), n - (n % 4)];
  for (let i = 0; i < evenRows; i += 2)
    for (let j = 0; j < fourColumns; j += 4) {
      let s00 = 0;
      let s01 = 0;
      let s02 = 0;
      let s03 = 0;
      let s10 = 0;
      let s11 = 0;
      let s12 = 0;
      let s13 = 0;
      let p = a0 + i * ai;
      let q = b0 + j * bj;
      for (let l = 0; l < k; l++) {
        const x0 = av[p] as number;
        const x1 = av[p + ai] as number;
        const y0 = bv[q] as number;
        const y1 = bv[q + bj] as number;
        const y2 = bv[q + 2 * bj] as number;
        const y3 = bv[q + 3 * bj] as number;
        s00 += x0 * y0;
        s01 += x0 * y1;
        s02 += x0 * y2;
        s03 += x0 * y3;
        s10 += x1 * y0;
        s11 += x1 * y1;
        s12 += x1 * y2;
        s13 += x1 * y3;
        p += ak;
        q += bk;
      }
      const top = at + i * n + j;
      const low = at + (i + 1) * n + j;
      out[top] = s00;
      out[top + 1] = s01;
      out[top + 2] = s02;
      out[top + 3] = s03;
      out[low] = s10;
      out[low + 1] = s11;
      out[low + 2] = s12;
      out[low + 3] = s13;
    }
  for (let j = 0; evenRows < m && j < fourColumns; j += 4)
    fourEntries(a, evenRows, b, j, k, out, at + evenRows * n + j, 1);
  if (fourColumns === n) return out;
  const [turnedA, turnedB] = [turned(a), turned(b)];
  for (let j = fourColumns; j < n; j++) {
    for (let i = 0; i < fourRows; i += 4) fourEntries(turnedB, j, turnedA, i, k, out, at + i * n + j, n);
    for (let i = fourRows; i < m; i++) {
      let sum = 0;
      let p = a0 + i * ai;
      let q = b0 + j * bj;
      for (let l = 0; l < k; l++) {
        sum += (av[p] as number) * (bv[q] as number);
        p += ak;
        q += bk;
      }
      out[at + i * n + j] = sum;
    }
  }
  return out;
}

/** The sums over the rows of a matrix [rows, columns] that lies row by row. */
export function sumRows(values: Float32Array, columns: number): Float32Array {
  const sums = numbers(columns);
  for (let j = 0; j < columns; j++) {
    let sum = 0;
    for (let at = j; at < values.length; at += columns) sum += values[at] as number;
    sums[j] = sum;
  }
  return sums;
}
