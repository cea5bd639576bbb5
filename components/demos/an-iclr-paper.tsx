import { asPinned, type Curve, Curves, formatNumber, Images } from '@/components/plots';
import type model from '@/lib/models/an-iclr-paper.ts';
import type { Shown, ViewProps } from '@/lib/sim';

type Run = Shown<typeof model>;
const percent = (share = 0) => `${formatNumber(100 * share, 2)} %`;

export function summary({ metrics, params }: Run): string {
  const { epsilon, times } = params;
  return `Of 300 test digits the net names ${percent(metrics.clean)} right; after the attack at ε = ${formatNumber(epsilon)} it is right in ${percent(metrics.attacked)}, after random changes of ${formatNumber(times * epsilon)} in ${percent(metrics.random)}.`;
}

const curves = ({ snapshot: s }: Pick<Run, 'snapshot'>): Curve[] => [
  { label: 'random', ink: 2, style: 'dashed', x: s.sizes, y: s.random.map((v) => 100 * v) },
  { label: 'attack', ink: 1, x: s.sizes, y: s.attacked.map((v) => 100 * v) },
];

export default function AnIclrPaper({
  snapshot,
  params,
  metrics,
  pinned,
  setParam,
}: ViewProps<typeof model>) {
  const { unchanged, attackedDigits, randomDigits, label, signs } = snapshot;
  const { epsilon, times, digit } = params;
  const version = (name: string, from: typeof unchanged) => {
    const { pixels = [], answer, sure } = from[digit] ?? {};
    return { values: pixels, caption: `${name}: ${answer}, ${percent(sure)}` };
  };
  return (
    <div className="panels">
      <Images
        tile
        title={`Attacked at ε = ${formatNumber(epsilon)}: what was written → what the net reads; choose one`}
        images={attackedDigits.map(({ pixels, answer }, i) => ({
          values: pixels,
          caption: `${label[i]} → ${answer} ${label[i] === answer ? '✓' : '✗'}`,
        }))}
        columns={8}
        across={4}
        selected={digit}
        onSelect={(i) => setParam('digit', i)}
      />
      <Images
        title={`The chosen ${label[digit]}, with the net’s answer and its probability`}
        images={[
          version('as written', unchanged),
          { values: signs, caption: `ink +${formatNumber(epsilon)}, paper −${formatNumber(epsilon)}` },
          version('attacked', attackedDigits),
          version(times === 1 ? 'random' : `random × ${times}`, randomDigits),
        ]}
        columns={8}
        across={2}
      />
      <Curves
        title={`Test digits named right, in %, by the size of the change: ${percent(metrics.attacked)} under attack at ${formatNumber(epsilon)}, ${percent(metrics.random)} at random ${formatNumber(times * epsilon)}`}
        curves={[
          { label: '', ink: 'muted', style: 'dotted', x: [epsilon, epsilon], y: [0, 100] },
          ...(pinned ? asPinned(curves(pinned)) : []),
          ...curves({ snapshot }),
        ]}
        x={{ label: 'change of each pixel', domain: [0, 0.3] }}
        y={{ label: 'right', domain: [0, 100] }}
      />
    </div>
  );
}
