import { asPinned, type Curve, Curves, formatNumber, Images } from '@/components/plots';
import type model from '@/lib/models/pixel-by-pixel-entropy.ts';
import type { Shown, ViewProps } from '@/lib/sim';

type Run = Shown<typeof model>;
const ACROSS = 6;

export function summary({ snapshot, metrics }: Run): string {
  const { updates, errors } = snapshot;
  const [noise, plain, denoising] = errors.map((error) => formatNumber(error, 2));
  return `After ${updates} updates noisy new digits come back from the denoising net at ${formatNumber(metrics.denoising ?? 0)} nats a picture and from the plain net at ${formatNumber(metrics.plain ?? 0)}; the digits’ own entropy is ${formatNumber(metrics.floor ?? 0)}. The noise’s mean squared error a pixel is ${noise}, after the two nets ${denoising} and ${plain}.`;
}

const lines = [
  { metric: 'plain', label: 'plain, noisy', ink: 2, style: 'solid' },
  { metric: 'denoising', label: 'denoising, noisy', ink: 1, style: 'solid' },
  { metric: 'plainClean', label: 'plain, clean', ink: 2, style: 'dashed' },
  { metric: 'floor', label: 'entropy', ink: 'ink', style: 'dotted' },
] as const;
const curvesOf = ({ history }: Run): Curve[] =>
  lines.map(({ metric, ...line }) => ({
    ...line,
    x: history.steps.map((s) => 10 * s),
    y: history.values[metric],
  }));

export default function PixelByPixelEntropy(props: ViewProps<typeof model>) {
  const { snapshot, metrics, params, pinned, setParam } = props;
  const { images, maps } = snapshot;
  const { shown } = params;
  const [least, gap] = maps as [(typeof maps)[0], (typeof maps)[0]];
  const curves = [...(pinned ? asPinned(curvesOf(pinned).slice(0, 2)) : []), ...curvesOf(props)];
  const clean = images[0]?.[shown] ?? [];
  return (
    <div className="panels">
      <Images
        tile
        title="New digits: clean; with noise; restored by the plain net; restored by the denoising net. Tap one"
        images={images.flat().map((values) => ({ values }))}
        columns={8}
        across={ACROSS}
        selected={3 * ACROSS + shown}
        onSelect={(i) => setParam('shown', i % ACROSS)}
      />
      <div className="panels">
        <Images
          title={`The chosen digit’s cross-entropy, restored by the denoising net: ${formatNumber(least.total + gap.total)} nats`}
          images={[
            { values: clean, caption: 'clean digit' },
            { values: least.values, caption: `entropy of its greys: ${formatNumber(least.total)}` },
            { values: gap.values, caption: `on top of it: ${formatNumber(gap.total)}` },
          ]}
          columns={8}
          across={3}
        />
        <Curves
          title={`Cross-entropy of 200 new digits, in nats a picture: it cannot go below ${formatNumber(metrics.floor ?? 0)}`}
          height={210}
          curves={curves}
          x={{ label: 'update', domain: [0, 150] }}
          y={{ label: 'nats', domain: [0, Math.max(...curves.flatMap(({ y }) => y.map((v) => v ?? 0)))] }}
        />
      </div>
    </div>
  );
}
