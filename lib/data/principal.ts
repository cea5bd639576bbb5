export interface Principal {
  mean: number[];
  /** Unit vectors, the direction of largest variance first. */
  directions: number[][];
  /** Variances along them (divided by n, not n − 1). */
  variances: number[];
}

/** Principal components of the rows (Pearson 1901): eigenvectors of their covariance, by Jacobi’s rotations. */
export function principal(rows: readonly (readonly number[])[]): Principal {
  const d = rows[0]?.length ?? 0;
  const axes = Array.from({ length: d }, (_, i) => i);
  const mean = axes.map((j) => rows.reduce((sum, row) => sum + (row[j] as number), 0) / rows.length);
  const centred = rows.map((row) => row.map((v, j) => v - (mean[j] as number)));
  const a = axes.map((i) =>
    axes.map(
      (j) => centred.reduce((sum, row) => sum + (row[i] as number) * (row[j] as number), 0) / rows.length,
    ),
  );
  const v = axes.map((i) => axes.map((j) => (i === j ? 1 : 0)));
  /** Turns rows p and q of m by the angle whose cosine and sine are c and s. */
  const turn = (m: number[][], p: number, q: number, c: number, s: number) => {
    const [x, y] = [m[p], m[q]] as [number[], number[]];
    for (const j of axes) {
      const [xj, yj] = [x[j] as number, y[j] as number];
      x[j] = c * xj - s * yj;
      y[j] = s * xj + c * yj;
    }
  };
  const scale = axes.reduce((sum, i) => sum + (a[i]?.[i] as number), 0);
  for (let sweep = 0; sweep < 30; sweep++) {
    let off = 0;
    for (let p = 0; p < d; p++)
      for (let q = p + 1; q < d; q++) {
        const [rp, rq] = [a[p], a[q]] as [number[], number[]];
        const apq = rp[q] as number;
        off += apq ** 2;
        if (Math.abs(apq) < 1e-14 * scale) continue;
        const theta = ((rq[q] as number) - (rp[p] as number)) / (2 * apq);
        const t = (theta < 0 ? -1 : 1) / (Math.abs(theta) + Math.sqrt(theta ** 2 + 1));
        const c = 1 / Math.sqrt(t ** 2 + 1);
        const s = t * c;
        turn(a, p, q, c, s);
        for (const row of a) {
          const [x, y] = [row[p] as number, row[q] as number];
          row[p] = c * x - s * y;
          row[q] = s * x + c * y;
        }
        turn(v, p, q, c, s);
      }
    if (off < 1e-20 * scale ** 2) break;
  }
  const order = axes.sort((i, j) => (a[j]?.[j] as number) - (a[i]?.[i] as number));
  return {
    mean,
    directions: order.map((i) => v[i] as number[]),
    variances: order.map((i) => a[i]?.[i] as number),
  };
}
