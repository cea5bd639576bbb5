import { asPinned, type Curve, Curves, Dots, formatNumber, Handle, Images, Plane } from '@/components/plots';
import type model from '@/lib/models/two-number-digits.ts';
import type { Point, Shown, ViewProps } from '@/lib/sim';

type Run = Shown<typeof model>;
const numbers = (k: number) => (k === 1 ? 'one number' : `${k} numbers`);

export function summary({ snapshot, metrics, params }: Run): string {
  const given = params.noise > 0 ? 'noisy new digits' : 'new digits';
  return `After ${snapshot.updates} updates ${given}, each squeezed through ${numbers(params.k)}, come back with a mean squared error of ${formatNumber(metrics.net ?? 0)} a pixel; PCA with as many numbers leaves ${formatNumber(metrics.pca ?? 0)}.`;
}

const errors = ({ history, params }: Run): Curve[] => [
  { label: 'PCA', x: history.steps.map((s) => 10 * s), y: history.values.pca, ink: 2, style: 'dashed' },
  {
    label: params.layers === 'linear' ? 'linear net' : 'ReLU net',
    x: history.steps.map((s) => 10 * s),
    y: history.values.net,
    ink: 1,
  },
];

export default function TwoNumberDigits(props: ViewProps<typeof model>) {
  const { snapshot, metrics, params, pinned, setParam } = props;
  const { labels, codes, decoded, nearest, inputs } = snapshot;
  const place = params.place[0] as Point;
  const row = (images: readonly (readonly number[])[]) => images.map((values) => ({ values }));
  const of = params.map === 'net' ? 'the autoencoder' : 'PCA';
  const title = {
    1: `The one number ${of} gives each new digit: across; height sorts them by digit`,
    2: `The two numbers ${of} gives each new digit: drag the ring`,
  }[params.k];
  return (
    <div className="panels">
      <Plane
        tile
        title={title ?? `Two of the ${params.k} numbers ${of} gives each new digit: drag the ring`}
        x={{ domain: [-1, 1] }}
        y={{ domain: [-1, 1] }}
      >
        {Array.from({ length: 10 }, (_, digit) => (
          <Dots
            // biome-ignore lint/suspicious/noArrayIndexKey: a digit is its place
            key={digit}
            points={codes.filter((_, i) => labels[i] === digit)}
            ink={([1, 2, 3, 4, 5] as const)[digit % 5] as 1}
            glyph={String(digit)}
          />
        ))}
        <Handle
          at={params.k === 1 ? [place[0], 0] : place}
          label="Place to decode"
          ink="ink"
          axis={params.k === 1 ? 'x' : 'both'}
          onMove={(to) => setParam('place', [to])}
        />
      </Plane>
      <div className="panels">
        <Images
          title={`In: five new digits, three pictures that are none${params.noise > 0 ? ', with noise' : ''}`}
          images={row(inputs)}
          columns={8}
          across={8}
        />
        <Images
          title={`Out of the autoencoder: error on new digits ${formatNumber(metrics.net ?? 0)}${
            pinned ? ` (pinned: ${formatNumber(pinned.metrics.net ?? 0)})` : ''
          }`}
          images={row(snapshot.net)}
          columns={8}
          across={8}
        />
        <Images
          title={`Out of PCA with ${numbers(params.k)}: error ${formatNumber(metrics.pca ?? 0)}`}
          images={row(snapshot.pca)}
          columns={8}
          across={8}
        />
      </div>
      <Images
        title="Decoded at the ring, and the real digit nearest to it on the map"
        images={[
          { values: decoded, caption: `decoded by ${of}` },
          { values: nearest.pixels, caption: `nearest: a ${nearest.digit}` },
        ]}
        columns={8}
        across={4}
      />
      <Curves
        title="Mean squared error a pixel, on 200 new digits"
        height={190}
        curves={[...(pinned ? asPinned(errors(pinned)) : []), ...errors(props)]}
        x={{ label: 'update', domain: [0, 400] }}
        y={{ label: 'error', domain: [0, 0.08] }}
      />
    </div>
  );
}
