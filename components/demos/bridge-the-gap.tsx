import { asPinned, type Curve, Curves, formatNumber, Images } from '@/components/plots';
import type model from '@/lib/models/bridge-the-gap.ts';
import type { Shown, ViewProps } from '@/lib/sim';

type Run = Shown<typeof model>;

export function summary({ step, params, snapshot: { every, reach }, metrics }: Run): string {
  const right = (share = 0) => `${formatNumber(100 * share)} %`;
  const pull = (of: readonly number[]) => formatNumber(of[0] ?? 0, 1);
  return `After ${step - (step % every)} updates the LSTM recalls ${right(metrics.accuracyLstm)} of the symbols over a gap of ${params.gap} steps, the plain RNN ${right(metrics.accuracyRnn)}. Before training, the pull of the first step on the answer, over that of the last, was ${pull(reach.lstm)} in the LSTM and ${pull(reach.rnn)} in the RNN.`;
}

const nets = [
  { key: 'rnn', metric: 'lossRnn', label: 'plain RNN', ink: 2, style: 'dashed' },
  { key: 'lstm', metric: 'lossLstm', label: 'LSTM', ink: 1, style: 'solid' },
] as const;
const gates = [
  { key: 'forget', label: 'forget', ink: 1, style: 'solid' },
  { key: 'input', label: 'input', ink: 3, style: 'dashed' },
  { key: 'output', label: 'output', ink: 4, style: 'dotted' },
] as const;

const time = (values: readonly number[]) => values.map((_, t) => t);

/** Test losses at the updates where they were measured. */
function losses({ history, snapshot: { every } }: Run): Curve[] {
  const kept = [...history.steps.keys()].filter((i) => (history.steps[i] as number) % every === 0);
  return nets.map(({ metric, label, ink, style }) => ({
    label,
    ink,
    style,
    x: kept.map((i) => history.steps[i] as number),
    y: kept.map((i) => history.values[metric][i] ?? null),
  }));
}

const reaches = ({ snapshot: { reach } }: Run): Curve[] =>
  nets.map(({ key, label, ink, style }) => ({ label, ink, style, x: time(reach[key]), y: reach[key] }));

export default function BridgeTheGap(props: ViewProps<typeof model>) {
  const { params, snapshot, pinned } = props;
  const { memory, holder } = snapshot;
  const x = { label: 'step of the sequence', domain: [0, params.gap] } as const;
  return (
    <div className="panels">
      <Images
        tile
        title="Memory over the steps, a row for each unit (orange +, blue −)"
        images={[
          { values: memory.lstm[0] ?? [], caption: 'LSTM, after X' },
          { values: memory.lstm[1] ?? [], caption: 'LSTM, after Y' },
          { values: memory.rnn[0] ?? [], caption: 'plain RNN, after X' },
          { values: memory.rnn[1] ?? [], caption: 'plain RNN, after Y' },
        ]}
        columns={params.gap + 1}
        across={2}
        palette="diverging"
      />
      <Curves
        title="Before training: pull of each step on the answer, over the last one’s (log scale)"
        height={200}
        curves={[...(pinned ? asPinned(reaches(pinned)) : []), ...reaches(props)]}
        x={x}
        y={{ label: 'pull', log: true, domain: [1e-15, 10] }}
      />
      <Curves
        title={`Gates of LSTM unit ${holder + 1}, which tells X from Y best at the end`}
        height={200}
        curves={gates.map(({ key, ...line }) => ({
          ...line,
          x: time(snapshot.gates[key]),
          y: snapshot.gates[key],
        }))}
        x={x}
        y={{ label: 'gate', domain: [0, 1] }}
      />
      <Curves
        title="Test loss; a coin toss has 0.69"
        height={200}
        curves={[...(pinned ? asPinned(losses(pinned)) : []), ...losses(props)]}
        x={{ label: 'update', domain: [0, params.updates] }}
        y={{ label: 'loss', domain: [0, 1] }}
      />
    </div>
  );
}
