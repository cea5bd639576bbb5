import { asPinned, Columns, type Curve, Curves, formatNumber, Matrix } from '@/components/plots';
import type model from '@/lib/models/two-doors.ts';
import type { Shown, ViewProps } from '@/lib/sim';

type Props = ViewProps<typeof model>;
type Run = Shown<typeof model>;

const ARROWS = ['↑', '→', '↓', '←'] as const;
const MOVES = ['↑ up', '→ right', '↓ down', '← left'];

/** The arrows of the best actions; none where nothing has been learnt. */
function arrows(row: readonly number[]): string {
  const best = row.flatMap((v, a) => (v > Math.max(...row) - 0.002 ? [ARROWS[a]] : []));
  return best.length === 4 ? '' : best.join('');
}

/** Where the most probable moves lead from the start. */
function goal({ map, start, policy }: Run['snapshot']): string {
  const columns = map[0]?.length ?? 1;
  let at = start;
  for (let i = 0; i < policy.length; i++) {
    const mark = map.join('')[at];
    if (mark === 'n') return 'the near door';
    if (mark === 'f') return 'the far door';
    const row = policy[at] ?? [];
    const best = row.indexOf(Math.max(...row));
    if (arrows(row) === '') break;
    at += [-columns, 1, columns, -1][best] ?? 0;
  }
  return 'no door yet';
}

export function summary({ params, snapshot, metrics }: Run): string {
  const best = Math.max(...(snapshot.optimal[snapshot.start] ?? []));
  return `After ${snapshot.episodes} episodes at γ = ${formatNumber(params.gamma)} the agent’s best moves lead from the start to ${goal(snapshot)}, an expected return of ${formatNumber(metrics.exploiting ?? 0)}; the best possible is ${formatNumber(best)}.`;
}

/** The grid: in each cell the best move, and a number. */
function World({ snapshot, params, setParam }: Props) {
  const { map, start, q, optimal, policy, visits, show, cell } = snapshot;
  const columns = map[0]?.length ?? 1;
  const shown = show === 'exact' ? optimal : (q ?? policy);
  const number = (s: number) => (show === 'visits' ? (visits[s] ?? 0) : Math.max(...(shown[s] ?? [])));
  const full = show === 'visits' ? Math.max(1, ...visits) : q || show === 'exact' ? params.farReward : 1.6;
  // A breath of colour where the number is 0 tells the floor from the paper.
  const shade = (s: number) => Math.max(0.06 * full, number(s));
  const door = { n: 1, f: params.farReward } as Record<string, number>;
  const mark = (i: number, j: number) => map[i]?.[j] ?? '#';
  const what =
    show === 'visits'
      ? 'Moves made from each cell'
      : show === 'exact'
        ? 'The best move from each cell and its exact value'
        : q
          ? 'The best move so far from each cell and its value'
          : 'The likeliest move from each cell and its probability';
  return (
    <Matrix
      tile
      title={`${what}; S: start, +: doors`}
      values={map.map((row, i) =>
        [...row].map((m, j) => door[m] ?? (m === '#' ? 1e9 : shade(i * columns + j))),
      )}
      limit={full}
      ink={(i, j) => (mark(i, j) === '#' ? 'ink' : 'nf'.includes(mark(i, j)) ? 2 : 1)}
      text={(i, j) => {
        const s = i * columns + j;
        if (mark(i, j) === '#') return [''];
        if ('nf'.includes(mark(i, j))) return [`+${door[mark(i, j)]}`];
        const arrow = show === 'visits' ? '' : arrows(shown[s] ?? []);
        return [
          `${s === start ? 'S ' : ''}${arrow}`,
          number(s) === 0 ? '' : formatNumber(number(s), show === 'visits' ? 4 : 2),
        ];
      }}
      rowHeight={46}
      selected={[Math.floor(cell / columns), cell % columns]}
      onSelect={(i, j) => setParam('cell', i * columns + j)}
    />
  );
}

/** The chosen cell’s four actions. */
function Actions({ snapshot, pinned }: Props) {
  const { map, start, q, optimal, policy, cell } = snapshot;
  const columns = map[0]?.length ?? 1;
  const mark = map.join('')[cell] ?? '#';
  const name =
    cell === start ? 'the start' : `row ${Math.floor(cell / columns) + 1}, column ${(cell % columns) + 1}`;
  const before = (q ? pinned?.snapshot.q : pinned?.snapshot.policy)?.[cell];
  return (
    <Columns
      title={
        mark === '#' || mark === 'n' || mark === 'f'
          ? `No moves from ${mark === '#' ? 'a wall' : 'a door'}: tap another cell`
          : `${q ? 'Values of the four moves' : 'Probabilities of the four moves'} from ${name}`
      }
      categories={MOVES}
      series={[
        { label: 'learnt', values: (q ?? policy)[cell] ?? [], ink: 1 },
        ...(q ? [{ label: 'exact', values: optimal[cell] ?? [], ink: 2 as const }] : []),
        ...(before ? [{ label: 'pinned', values: before, ink: 'muted' as const }] : []),
      ]}
      domain={[0, q ? Math.max(1, Math.ceil(Math.max(...(optimal[cell] ?? []), ...(q[cell] ?? [])))) : 1]}
      x="move"
    />
  );
}

/** What the agent may expect from the start, if it keeps exploring and if it stops. */
function Returns({ snapshot, pinned, ...run }: Props) {
  const best = Math.max(...(snapshot.optimal[snapshot.start] ?? []));
  const lines = ({ history, params }: Run): Curve[] => [
    { label: 'learnt', ink: 1, x: history.steps, y: history.values.exploiting },
    ...(params.method === 'q'
      ? [{ label: 'exploring', ink: 3, style: 'dashed', x: history.steps, y: history.values.acting } as const]
      : []),
  ];
  return (
    <Curves
      title="Expected return from the start"
      curves={[
        ...(pinned ? asPinned(lines(pinned)) : []),
        { label: 'best', ink: 2, style: 'dotted', x: [0, 300], y: [best, best] },
        ...lines({ snapshot, ...run }),
      ]}
      x={{ label: run.params.method === 'q' ? 'episode' : 'update of 32 episodes', domain: [0, 300] }}
      y={{ label: 'return', domain: [0, 1.1 * Math.max(best, 0.1)] }}
    />
  );
}

export default function TwoDoors(props: Props) {
  return (
    <div className="panels">
      <World {...props} />
      <Actions {...props} />
      <Returns {...props} />
    </div>
  );
}
