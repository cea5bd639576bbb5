import { Columns, type Curve, Curves, formatNumber, Handle, Matrix, Plane, Trail } from '@/components/plots';
import type model from '@/lib/models/roll-on.ts';
import type { Point, Shown, ViewProps } from '@/lib/sim';

const sums = Array.from({ length: 11 }, (_, i) => String(i + 2));
const faces = ['1', '2', '3', '4', '5', '6'];

/** “7”, “6 and 8”: the outcomes of the largest probability. */
function modes(p: readonly number[]): string {
  const top = Math.max(...p);
  return sums.filter((_, i) => (p[i] as number) > top - 1e-6).join(' and ');
}

export function summary({ snapshot, metrics }: Shown<typeof model>): string {
  const { rolls, exact, unseen } = snapshot;
  const missing = unseen.length ? `; not yet seen: ${unseen.join(', ')}` : '';
  return `The most probable sum is ${modes(exact)}. After ${rolls} rolls the counted shares differ from the exact probabilities by ${formatNumber(metrics.counted ?? 0, 2)}, the learned ones by ${formatNumber(metrics.learned ?? 0, 2)}${missing}.`;
}

export default function RollOn({ params, snapshot, history, pinned, setParam }: ViewProps<typeof model>) {
  const { exact, counted, learned, joint, rolls, entropy } = snapshot;
  const chosen = params.chosen;
  const n = history.steps.map((step) => params.rolls * (step + 1));
  const outcomes = exact.filter((p) => p > 0).length;
  const curves: Curve[] = [
    {
      label: `${outcomes - 1}/(2n)`,
      ink: 'muted',
      style: 'dashed',
      x: n,
      y: n.map((at) => (outcomes - 1) / (2 * at)),
    },
    { label: 'measured', ink: 1, style: 'solid', x: n, y: history.values.divergence },
  ];
  if (pinned)
    curves.unshift({
      label: 'pinned',
      ink: 1,
      style: 'pinned',
      x: pinned.history.steps.map((step) => pinned.params.rolls * (step + 1)),
      y: pinned.history.values.divergence,
    });
  const last = n.at(-1) ?? 2;
  return (
    <div className="panels">
      <div>
        <Columns
          title={`Probability of each sum: exact, in ${rolls} rolls, learned from those`}
          categories={sums}
          series={[
            { label: 'exact', values: exact, ink: 3 },
            { label: 'counted', values: counted, ink: 1 },
            { label: 'learned', values: learned, ink: 2 },
          ]}
          x="sum of two dice"
        />
        {params.dice === 'own' && (
          <Plane
            title="Die A: drag the weight of each face"
            x={{ label: 'face', domain: [0.4, 6.6] }}
            y={{ label: 'weight', domain: [0, 6] }}
            height={200}
          >
            <Trail points={params.faces} ink="muted" />
            {params.faces.map(([face, weight], i) => (
              <Handle
                key={faces[i]}
                at={[face, weight]}
                step={0.25}
                ink={1}
                label={`Weight of face ${face}`}
                onMove={([, to]) =>
                  setParam(
                    'faces',
                    params.faces.map((point, j): Point => (j === i ? [face, to] : point)),
                  )
                }
              />
            ))}
          </Plane>
        )}
      </div>
      <Matrix
        tile
        title={`Pairs and their probability, in %; those of sum ${chosen} make ${formatNumber(100 * (exact[chosen - 2] as number))} %`}
        values={joint.map((row) => row.map((p) => 100 * p))}
        rowLabels={faces}
        columnLabels={faces}
        rowName="die A"
        columnName="die B"
        ink={(i, j) => (i + j + 2 === chosen ? 2 : 1)}
        numbers
        rowHeight={30}
        onSelect={(i, j) => setParam('chosen', i + j + 2)}
      />
      <Curves
        title={`How far the counts are off: KL(counted‖exact), in nats (the exact entropy is ${formatNumber(entropy, 4)})`}
        curves={curves}
        x={{ label: 'rolls n', log: true, domain: [params.rolls, Math.max(2 * params.rolls, last)] }}
        y={{ label: 'nats', log: true }}
      />
    </div>
  );
}
