import {
  Bars,
  Curves,
  formatNumber,
  Graph,
  type GraphEdge,
  type GraphNode,
  Matrix,
} from '@/components/plots';
import type model from '@/lib/models/explaining-away.ts';
import type { Shown, ViewProps } from '@/lib/sim';

const percent = (p: number | null | undefined) => (p == null ? '–' : `${formatNumber(100 * p, 2)} %`);
const columns = [['cloudy'], ['sprinkler', 'rain'], ['wet']] as const;
const order = ['cloudy', 'sprinkler', 'rain', 'wet'] as const;
const next = { unknown: 'yes', yes: 'no', no: 'unknown' } as const;
const facts = {
  cloudy: { yes: 'the sky is cloudy', no: 'the sky is clear' },
  sprinkler: { yes: 'the sprinkler is on', no: 'the sprinkler is off' },
  rain: { yes: 'it rained', no: 'it did not rain' },
  wet: { yes: 'the grass is wet', no: 'the grass is dry' },
};

/** What is known, in words. */
function known(params: Shown<typeof model>['params']): string {
  const said = order.flatMap((name) => (params[name] === 'unknown' ? [] : [facts[name][params[name]]]));
  return said.length === 0 ? 'nothing' : said.join(', ');
}

export function summary({ params, snapshot: { yes } }: Shown<typeof model>): string {
  if (!yes) return `Known: ${known(params)}. In this model that cannot happen.`;
  return `Known: ${known(params)}. So the sprinkler is on with probability ${percent(yes[1])}, and rain has probability ${percent(yes[2])}.`;
}

export default function ExplainingAway({ params, snapshot, pinned, setParam }: ViewProps<typeof model>) {
  const { yes, states, byRain, estimates, draws } = snapshot;
  const now = ['unknown', 'yes', 'no'].indexOf(params.rain);
  const node = (name: (typeof order)[number]): GraphNode => ({
    label: name,
    text: params[name] === 'unknown' ? percent(yes?.[order.indexOf(name)]) : params[name],
    ink: params[name] === 'unknown' ? 'muted' : 3,
  });
  const edge = (from: GraphEdge['from'], to: GraphEdge['to'], value: number) => ({ from, to, value });
  return (
    <div className="panels">
      <Graph
        tile
        title="Tap a node to observe it. Dashed arrow: makes less probable"
        layers={columns.map((column) => column.map(node))}
        edges={[
          edge([0, 0], [1, 0], params.sprinklerIfCloudy - 0.5),
          edge([0, 0], [1, 1], 0.6),
          edge([1, 0], [2, 0], params.wetByOne),
          edge([1, 1], [2, 0], params.wetByOne),
        ]}
        directed
        limit={1}
        height={200}
        onSelectNode={(column, i) => {
          const name = columns[column]?.[i as 0];
          if (name) setParam(name, next[params[name]]);
        }}
      />
      <div className="panels">
        <Bars
          title={`Probability of the sprinkler${pinned ? ` (pinned: ${percent(pinned.snapshot.yes?.[1])})` : ''}: what hearing of rain does to it`}
          bars={['no news', 'it rained', 'no rain'].map((label, i) => ({
            label,
            value: byRain[i] ?? null,
            ink: i === now ? 3 : 'muted',
          }))}
          domain={[0, 1]}
          missing="impossible"
        />
        {params.inside === 'states' ? (
          <Matrix
            title="What is known strikes states out; the rest, in %, are rescaled to 100"
            values={[0, 1, 2, 3].map((row) =>
              [0, 1, 2, 3].map((column) => {
                const p = states?.[4 * row + column];
                return p ? Number((100 * p).toPrecision(2)) : null;
              }),
            )}
            limit={100}
            ink={() => 3}
            numbers
            rowLabels={['clear', 'clear, on', 'cloudy', 'cloudy, on']}
            columnLabels={['dry', 'wet', 'rain, dry', 'rain, wet']}
            rowName="sky and sprinkler"
            columnName="rain and grass"
          />
        ) : (
          <Curves
            title="The sprinkler again, estimated by weighted samples instead of a sum over all states"
            curves={[
              {
                label: 'exact',
                x: [0, 40 * draws],
                y: yes ? [yes[1] as number, yes[1] as number] : [null, null],
                ink: 3,
                style: 'dashed',
              },
              { label: 'sampled', x: estimates.map((_, i) => (i + 1) * draws), y: estimates, ink: 2 },
            ]}
            x={{ label: 'samples', domain: [0, 40 * draws] }}
            y={{ label: 'probability', domain: [0, 1] }}
            height={190}
          />
        )}
      </div>
    </div>
  );
}
