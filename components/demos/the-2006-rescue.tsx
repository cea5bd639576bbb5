import { asPinned, Bars, type Curve, Curves, formatNumber, Images } from '@/components/plots';
import type model from '@/lib/models/the-2006-rescue.ts';
import type { Shown, ViewProps } from '@/lib/sim';

type Run = Shown<typeof model>;
const nets = [
  { name: 'pretrained', metric: 'pretrained', loss: 'lossPretrained', ink: 2, style: 'solid' },
  { name: 'small random', metric: 'small', loss: 'lossSmall', ink: 1, style: 'dashed' },
  { name: 'ReLU', metric: 'relu', loss: 'lossRelu', ink: 3, style: 'solid' },
] as const;
const percent = (share = 0) => `${formatNumber(share, 2)} %`;

export function summary({ snapshot, metrics }: Run): string {
  const { updates, trained, layers } = snapshot;
  const right = `the pretrained net names ${percent(metrics.pretrained)} of new digits right, the same from small random weights ${percent(metrics.small)}, the ReLU net ${percent(metrics.relu)}`;
  if (updates) return `After ${updates} updates with labels ${right}.`;
  return `Pretraining without labels has reached layer ${trained} of ${layers}; ${right}.`;
}

/** Training loss, from where the labels come in. */
const curves = ({ history, snapshot: { before } }: Run): Curve[] => {
  const from = history.steps.findIndex((step) => step >= before);
  const shown = from < 0 ? [] : history.steps.slice(from);
  return nets.map(({ name, loss, ink, style }) => ({
    label: name,
    ink,
    style,
    x: shown.map((step) => 10 * (step - before)),
    y: (history.values[loss] as (number | null)[]).slice(history.steps.length - shown.length),
  }));
};

export default function The2006Rescue(props: ViewProps<typeof model>) {
  const { snapshot, metrics, pinned } = props;
  const { trained, layers } = snapshot;
  const machines =
    trained === 0 ? 'an untrained machine' : trained === 1 ? 'one machine' : `${trained} machines`;
  return (
    <div className="panels">
      <Bars
        title="New digits named right, in %"
        bars={nets.map(({ name, metric, ink }) => ({
          label: name,
          value: metrics[metric] ?? null,
          ink,
        }))}
        domain={[0, 100]}
      />
      <Curves
        title="Loss on the labelled digits; guessing has ln 10 = 2.30"
        curves={[...(pinned ? asPinned(curves(pinned)) : []), ...curves(props)]}
        x={{ label: 'update with labels', domain: [0, 150] }}
        y={{ label: 'loss', domain: [0, 2.5] }}
        height={200}
      />
      <Images
        tile
        title="What 24 of the 32 units of the first layer look for, learnt without labels"
        images={snapshot.features.slice(0, 24).map((values) => ({ values }))}
        columns={8}
        across={8}
        palette="diverging"
      />
      <Images
        title={`Digits dreamt by ${machines}${trained < layers ? '' : ', top to pixels'}`}
        images={snapshot.dreams.map((values) => ({ values }))}
        columns={8}
        across={6}
      />
    </div>
  );
}
