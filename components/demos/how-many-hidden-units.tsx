import { Contours, type Curve, Curves, Dots, formatNumber, Images, Plane } from '@/components/plots';
import type model from '@/lib/models/how-many-hidden-units.ts';
import type { Point, Shown, ViewProps } from '@/lib/sim';

type Run = Shown<typeof model>;
const percent = (share = 0) => `${formatNumber(100 * share)} %`;

export function summary({ step, params, snapshot, metrics }: Run): string {
  const { units } = params;
  return `After ${3 * step} updates ${metrics.solved} of ten nets with ${units} hidden unit${units === 1 ? '' : 's'} solve XOR, that is, come within a tenth of the ${percent(snapshot.ceiling)} that the best rule gets right.`;
}

/** Class 0 as circles, class 1 as squares. */
function Classes({ at, label }: { at: readonly Point[]; label: readonly number[] }) {
  return (
    <>
      <Dots points={at.filter((_, i) => label[i] === 0)} ink={1} />
      <Dots points={at.filter((_, i) => label[i] === 1)} ink={2} shape="square" />
    </>
  );
}

/** Where pu + qv + b = 0. */
const Line = ({ of: [p = 0, q = 0, b = 0], ink }: { of: readonly number[]; ink: 'ink' | 'muted' }) => (
  <Contours of={(u, v) => p * u + q * v + b} levels={[0]} ink={ink} strong />
);

export default function HowManyHiddenUnits({
  params,
  snapshot,
  history,
  pinned,
  setParam,
}: ViewProps<typeof model>) {
  const { reach, maps, field, right, solved, curves, lines, label, output } = snapshot;
  const [points, hidden] = [snapshot.points, snapshot.hidden] as unknown as [Point[], Point[]];
  const chosen = params.net - 1;
  const square = { domain: [-reach, reach] } as const;
  const furthest = Math.max(1, ...hidden.flat().map(Math.abs));
  const room = { domain: [-1.15 * furthest, 1.15 * furthest] } as const;
  /** At every second step: that is enough for ten lines, and half the page. */
  const thin = (values: readonly number[]) => values.filter((_, i) => i % 2 === 0);
  const losses = (of: Run['snapshot'], steps: readonly number[]) =>
    of.curves.map((y): Curve => ({ label: '', x: thin(steps).map((s) => 3 * s), y: thin(y), ink: 'muted' }));
  return (
    <div className="panels">
      <Images
        tile
        title="Ten nets, alike but for their initial weights: answer over the plane, and test points right. Tap one."
        images={maps.map((values, i) => ({
          values,
          caption: `${solved[i] ? '✓ ' : ''}${formatNumber(100 * (right[i] as number), 2)} %`,
        }))}
        columns={14}
        across={5}
        palette="diverging"
        smooth
        selected={chosen}
        onSelect={(i) => setParam('net', i + 1)}
      />
      <Plane
        title={`Net ${params.net}: the data, its answer as shade, and the line of each hidden unit`}
        x={square}
        y={square}
        field={field}
      >
        {lines.map((line, i) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a unit is its place
          <Line key={i} of={line} ink="ink" />
        ))}
        <Classes at={points} label={label} />
      </Plane>
      <Curves
        title={`Training loss of the ten nets (net ${params.net} in colour): a flat stretch is a plateau`}
        curves={[
          ...(pinned ? losses(pinned.snapshot, pinned.history.steps) : []).map((line) => ({
            ...line,
            style: 'pinned' as const,
          })),
          ...losses(snapshot, history.steps),
          {
            label: `net ${params.net}`,
            x: history.steps.map((s) => 3 * s),
            y: curves[chosen] as number[],
            ink: 3,
          },
        ]}
        x={{ label: 'update', domain: [0, 300] }}
        y={{ label: 'loss', domain: [0, 1] }}
      />
      {hidden.length > 0 && (
        <Plane
          title={`Where the two hidden units of net ${params.net} put the data, and the line that the output draws there`}
          x={{ label: 'h₁', ...room }}
          y={{ label: 'h₂', ...room }}
        >
          <Line of={output} ink="ink" />
          <Classes at={hidden} label={label} />
        </Plane>
      )}
    </div>
  );
}
