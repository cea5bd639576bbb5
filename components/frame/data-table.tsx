import { formatNumber } from '@/components/plots/format';
import type { TrialState } from '@/lib/sim/trial';
import type { DemoSpec } from './session.ts';

/** The numbers behind the curves: one row a recorded step, one column a metric. */
function rowsOf(spec: DemoSpec, { history }: TrialState) {
  const names = Object.keys(spec.metrics);
  return history.steps.map((step, i) => ({
    step,
    values: names.map((name) => history.values[name]?.[i] ?? null),
  }));
}

export function DataTable({ spec, state, seed }: { spec: DemoSpec; state: TrialState; seed: number }) {
  const rows = rowsOf(spec, state);
  const heads = Object.values(spec.metrics).map(({ label, unit }) => (unit ? `${label} (${unit})` : label));
  const quoted = (text: string) => `"${text.replaceAll('"', '""')}"`;
  const csv = [
    ['step', ...heads].map(quoted).join(','),
    ...rows.map((row) => [row.step, ...row.values.map((v) => v ?? '')].join(',')),
  ].join('\r\n');
  return (
    <div className="data">
      <a
        download={`${spec.id}-seed-${seed}.csv`}
        href={`data:text/csv;charset=utf-8,${encodeURIComponent(csv)}`}
      >
        Download as CSV
      </a>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable by keyboard */}
      <section className="data-scroll" tabIndex={0} aria-label="Data of this run">
        <table>
          <thead>
            <tr>
              <th scope="col">step</th>
              {heads.map((head) => (
                <th scope="col" key={head}>
                  {head}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => (
              <tr key={row.step}>
                <th scope="row">{row.step}</th>
                {row.values.map((value, i) => (
                  <td key={heads[i]}>{value === null ? '–' : formatNumber(value, 4)}</td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </section>
    </div>
  );
}
