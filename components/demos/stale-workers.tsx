import { asPinned, type Curve, Curves, formatNumber, Timeline } from '@/components/plots';
import type model from '@/lib/models/stale-workers.ts';
import type { Shown, ViewProps } from '@/lib/sim';

export function summary({ step, params, snapshot, metrics }: Shown<typeof model>): string {
  const who = params.workers === 1 ? 'one worker has' : `${params.workers} workers have`;
  return `After ${step} ticks ${who} made ${snapshot.updates} updates with gradients ${formatNumber(snapshot.age)} updates old; the loss is ${formatNumber(metrics.excess ?? 0)} above its least, with a worker alone ${formatNumber(metrics.single ?? 0)}, with workers that wait for each other ${formatNumber(metrics.sync ?? 0)}.`;
}

const lines = [
  { metric: 'single', label: 'one worker', ink: 'muted', style: 'dotted' },
  { metric: 'sync', label: 'waiting', ink: 2, style: 'dashed' },
  { metric: 'excess', label: 'async', ink: 1, style: 'solid' },
] as const;

const losses = ({ history }: Shown<typeof model>): Curve[] =>
  lines.map(({ metric, ...line }) => ({ ...line, x: history.steps, y: history.values[metric] }));

/** 2 sin(π/(2(2τ + 1))): what η may be for gradients τ updates old, where the curvature is 1. */
const delays = Array.from({ length: 31 }, (_, i) => i / 2);
const limits = delays.map((delay) => 2 * Math.sin(Math.PI / (2 * (2 * delay + 1))));

export default function StaleWorkers(props: ViewProps<typeof model>) {
  const { step, params, snapshot, pinned } = props;
  const { workers, every, slow, learningRate, server } = params;
  /** What is pushed is the sum of so many gradients. */
  const rate = learningRate * every;
  const from = Math.max(0, step - 4 * Math.max(every, slow));
  const to = Math.max(step, 4 * Math.max(every, slow));
  return (
    <div className="panels">
      <Curves
        tile
        title="Loss above its least over time (log scale)"
        curves={[...(pinned ? asPinned(losses(pinned).slice(2)) : []), ...losses(props)]}
        x={{ label: 'tick', domain: [0, 60] }}
        y={{ label: 'loss', log: true, domain: [1e-5, 1e4] }}
      />
      <Curves
        title={`Largest stable rate for gradients of each age${server === 'sgd' ? '' : ', under SGD'} (log scale)`}
        curves={[
          { label: 'limit', ink: 3, style: 'dashed', x: delays, y: limits },
          { label: every > 1 ? `η × ${every}` : 'η', ink: 1, style: 'solid', x: [0, 15], y: [rate, rate] },
          {
            label: 'age',
            ink: 'muted',
            style: 'dotted',
            x: [snapshot.age, snapshot.age],
            y: [10, 0.01],
          },
        ]}
        x={{ label: 'age, updates', domain: [0, 15] }}
        y={{ label: 'rate', log: true, domain: [0.01, 10] }}
      />
      <Timeline
        title="From fetch to push: by how many updates the server moved on meanwhile"
        lanes={snapshot.spans.map((spans, k) => ({
          label: workers === 1 ? 'worker' : `worker ${k + 1}`,
          spans: spans.map((span) => ({
            from: Math.max(from, span.from),
            to: span.to,
            ink: 1,
            filling: k % 2 ? 'light' : 'outline',
            text: String(span.age),
          })),
        }))}
        x="tick"
        domain={[from, to]}
        laneHeight={workers > 8 ? 18 : 24}
      />
    </div>
  );
}
