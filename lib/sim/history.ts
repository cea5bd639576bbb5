/** The curve of every metric, thinned: at most `limit` points however long the run. */
export interface History {
  steps: number[];
  /** One value a step; null while the metric had none. */
  values: Record<string, (number | null)[]>;
}

export interface Recorder {
  add(step: number, metrics: Readonly<Record<string, number | undefined>>): void;
  /** The points kept, and the latest one even when it falls between them. */
  history(): History;
}

/** Keeps every `stride`-th step; when full, drops every second point and doubles the stride. */
export function createRecorder(names: readonly string[], limit = 240): Recorder {
  type Row = { step: number; metrics: Readonly<Record<string, number | undefined>> };
  let rows: Row[] = [];
  let last: Row | undefined;
  let stride = 1;
  return {
    add(step, metrics) {
      last = { step, metrics };
      if (step % stride !== 0) return;
      rows.push(last);
      if (rows.length > limit) {
        stride *= 2;
        rows = rows.filter((row) => row.step % stride === 0);
      }
    },
    history() {
      const all = last && rows.at(-1) !== last ? [...rows, last] : rows;
      return {
        steps: all.map((row) => row.step),
        values: Object.fromEntries(names.map((name) => [name, all.map((row) => row.metrics[name] ?? null)])),
      };
    },
  };
}
