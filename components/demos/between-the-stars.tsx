import { asPinned, type Curve, Curves, formatNumber, Images, Matrix } from '@/components/plots';
import type model from '@/lib/models/between-the-stars.ts';
import type { Shown, ViewProps } from '@/lib/sim';

type Run = Shown<typeof model>;
const nets = [
  { key: 'forward', label: 'forwards', ink: 2, style: 'dashed' },
  { key: 'backward', label: 'backwards', ink: 4, style: 'dotted' },
  { key: 'both', label: 'both', ink: 1, style: 'solid' },
] as const;
const percent = (share = 0) => `${formatNumber(100 * share)} %`;

export function summary({ step, metrics, snapshot: { every, ceiling } }: Run): string {
  return `After ${step - (step % every)} updates the net that reads both ways marks ${percent(metrics.both)} of the cells rightly, the one that reads forwards ${percent(metrics.forward)} and the one that reads backwards ${percent(metrics.backward)}; over all strips, of which these are a sample, no rule that reads one way exceeds ${percent(ceiling)}.`;
}

/** Accuracies at the updates where they were measured. */
function accuracies({ history, snapshot: { every } }: Run): Curve[] {
  const kept = [...history.steps.keys()].filter((i) => (history.steps[i] as number) % every === 0);
  return nets.map(({ key, ...line }) => ({
    ...line,
    x: kept.map((i) => history.steps[i] as number),
    y: kept.map((i) => history.values[key][i] ?? null),
  }));
}

export default function BetweenTheStars(props: ViewProps<typeof model>) {
  const { params, snapshot, pinned, setParam } = props;
  const { stars, wanted, past, says, states, ceiling } = snapshot;
  const rows = [stars, wanted, past, ...nets.map(({ key }) => says[key])];
  const text = (i: number, t: number) => {
    const value = rows[i]?.[t] as number;
    if (i === 0) return value ? '★' : '·';
    if (i === 1) return value ? 'yes' : '';
    return String(Math.round(100 * value));
  };
  return (
    <div className="panels">
      <div className="panels">
        <Matrix
          tile
          title="Tap to set stars. Then: is the cell between two? The best guess in % from the past alone, and what the nets say"
          values={rows}
          limit={1}
          ink={(i) => (i < 2 ? 3 : i === 2 ? 'muted' : (nets[i - 3]?.ink ?? 1))}
          rowLabels={['tap', 'true', 'best', '→', '←', 'both']}
          text={(i, t) => [text(i, t)]}
          rowHeight={32}
          switches={1}
          onSelect={(_, t) => setParam('stars', params.stars ^ (1 << t))}
        />
        <Images
          title={`States of the net that reads both ways on this strip: a row for each of its 2 · ${params.hidden} units (orange +, blue −)`}
          images={[
            { values: states[0] ?? [], caption: 'forward layer →' },
            { values: states[1] ?? [], caption: '← backward layer' },
          ]}
          columns={stars.length}
          across={2}
          palette="diverging"
        />
      </div>
      <Curves
        title="Right answers on new strips, and the limit for any rule that reads one way"
        height={300}
        curves={[
          ...(pinned ? asPinned(accuracies(pinned)) : []),
          { label: 'limit', x: [0, params.updates], y: [ceiling, ceiling], ink: 'muted' },
          ...accuracies(props),
        ]}
        x={{ label: 'update', domain: [0, params.updates] }}
        y={{ label: 'right', domain: [0, 1] }}
      />
    </div>
  );
}
