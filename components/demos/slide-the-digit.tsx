import { type Curve, Curves, formatNumber, Images } from '@/components/plots';
import type model from '@/lib/models/slide-the-digit.ts';
import type { Shown, ViewProps } from '@/lib/sim';

const SHIFTS = [0, 1, 2, 3, 4, 6, 8];
const [HEIGHT, WIDTH] = [8, 20];
const percent = (share = 0) => `${formatNumber(100 * share, 3)} %`;

export function summary({ step, params, metrics, snapshot }: Shown<typeof model>): string {
  const [conv, dense] = snapshot.answers;
  return `After ${step} updates the convolutional net names ${percent(metrics.convolutional)} of the test digits right when they are moved 4 pixels, the fully connected net ${percent(metrics.fullyConnected)}; a ${params.digit} moved by ${params.moved} is a ${conv} to the one and a ${dense} to the other.`;
}

/** The map with its blank border, so that a response stands over the middle of the window it comes from. */
function aligned(map: readonly number[], size: number): number[] {
  const span = WIDTH - size + 1;
  const before = Math.floor((size - 1) / 2);
  return Array.from({ length: HEIGHT * WIDTH }, (_, i) => {
    const [row, column] = [Math.floor(i / WIDTH) - before, (i % WIDTH) - before];
    return row < 0 || column < 0 || column >= span ? 0 : (map[row * span + column] ?? 0);
  });
}

export default function SlideTheDigit({ params, snapshot, pinned, setParam }: ViewProps<typeof model>) {
  const { right, picture, map, strongest, filters, answers } = snapshot;
  const filter = Math.min(params.filter, filters.length);
  const curve = (of: typeof right, net: number): Curve => ({
    label: net ? 'fully connected' : 'convolutional',
    ink: net ? 2 : 1,
    x: SHIFTS,
    y: of[net] as number[],
  });
  return (
    <div className="panels">
      <div>
        <Curves
          tile
          title="Share of 150 test digits named right"
          curves={[
            ...(pinned
              ? [0, 1].map((net): Curve => ({ ...curve(pinned.snapshot.right, net), style: 'pinned' }))
              : []),
            curve(right, 0),
            { ...curve(right, 1), style: 'dashed' },
          ]}
          x={{ label: 'moved right, px', domain: [0, 8] }}
          y={{ label: 'share', domain: [0, 1] }}
        />
        <Images
          title="The filters; tap one. Vermilion answers to ink, blue to its absence"
          images={filters.map((values, i) => ({ values, caption: `${i + 1}` }))}
          columns={params.size}
          across={8}
          palette="diverging"
          onSelect={(i) => setParam('filter', i + 1)}
          selected={filter - 1}
        />
      </div>
      <div>
        <Images
          title={`A ${params.digit}, moved ${params.moved} px: the convolutional net says ${answers[0]}, the fully connected one ${answers[1]}`}
          images={[{ values: picture }]}
          columns={WIDTH}
          across={1}
        />
        <Images
          title={`Where filter ${filter} answers (strongest: ${formatNumber(strongest)})`}
          images={[{ values: aligned(map, params.size) }]}
          columns={WIDTH}
          across={1}
        />
      </div>
    </div>
  );
}
