import { asPinned, Bars, type Curve, Curves, formatNumber, Images } from '@/components/plots';
import type model from '@/lib/models/swap-the-head.ts';
import type { Shown, ViewProps } from '@/lib/sim';

type Run = Shown<typeof model>;
const percent = (share = 0) => `${formatNumber(100 * share, 2)} %`;

export function summary({ step, metrics, snapshot }: Run): string {
  if (step < snapshot.pretraining)
    return `Pretraining: ${percent(metrics.pretrained)} of the old letters are read right.`;
  return `Of new pictures of the new letters the head on frozen features reads ${percent(metrics.frozen)}, the fine-tuned net ${percent(metrics.tuned)}, the net from scratch ${percent(metrics.scratch)}; the old letters are read at ${percent(metrics.pretrained)} before and ${percent(metrics.kept)} after fine-tuning.`;
}

const lines = [
  { metric: 'frozen', label: 'frozen', ink: 1, style: 'solid' },
  { metric: 'tuned', label: 'fine-tuned', ink: 2, style: 'dashed' },
  { metric: 'scratch', label: 'scratch', ink: 3, style: 'dotted' },
] as const;

/** Accuracy on the new letters at the updates where it was measured. */
function curves({ history, snapshot: { pretraining, every } }: Run): Curve[] {
  const at = [...history.steps.keys()].filter((i) => {
    const update = (history.steps[i] as number) - pretraining;
    return update >= 0 && update % every === 0;
  });
  return lines.map(({ metric, ...line }) => ({
    ...line,
    x: at.map((i) => (history.steps[i] as number) - pretraining),
    y: at.map((i) => history.values[metric][i] ?? null),
  }));
}

export default function SwapTheHead(props: ViewProps<typeof model>) {
  const { step, params, snapshot, metrics, pinned } = props;
  const { old, given, pretraining, moved } = snapshot;
  const started = step >= pretraining;
  return (
    <div className="panels">
      <div>
        <Curves
          title={
            started
              ? `Share right of 175 new pictures of the five new letters, after ${params.examples} of each to learn from`
              : `Pretraining, update ${4 * step} of 400: ${percent(metrics.pretrained)} of the old letters right`
          }
          curves={[...(pinned ? asPinned(curves(pinned)) : []), ...curves(props)]}
          x={{ label: 'update on the new letters', domain: [0, 120] }}
          y={{ label: 'share', domain: [0, 1] }}
        />
        <Bars
          title="Share of the old letters read right, with the old head"
          bars={[
            { label: 'features frozen', value: metrics.pretrained ?? null, ink: 1 },
            { label: 'fine-tuned', value: started ? (metrics.kept ?? null) : null, ink: 2 },
          ]}
          domain={[0, 1]}
        />
        {moved.length === 2 && started && (
          <p className="axis-name">
            Fine-tuning has moved layer 1 by {percent(moved[0])} of its length, layer 2 by {percent(moved[1])}
            .
          </p>
        )}
      </div>
      <div>
        <Images
          title={`${params.classes === 1 ? 'The one old letter' : `Old letters (${old.length} of ${params.classes})`}, to pretrain on`}
          images={old.map((values) => ({ values }))}
          columns={8}
          across={5}
        />
        <Images
          tile
          title={
            params.examples === 0
              ? 'The five new letters: none is given'
              : `The five new letters: ${params.examples > 3 ? `3 of ${params.examples}` : params.examples} of each to learn from`
          }
          images={given.map((values) => ({ values }))}
          columns={8}
          across={5}
        />
      </div>
    </div>
  );
}
