import {
  Arrow,
  asPinned,
  Bars,
  Contours,
  type Curve,
  Curves,
  Dots,
  formatNumber,
  Mark,
  NumberLine,
  Plane,
  Trail,
} from '@/components/plots';
import type model from '@/lib/models/ravine-race.ts';
import type { Point, Shown, ViewProps } from '@/lib/sim';

type Props = ViewProps<typeof model>;
type Race = Shown<typeof model>;
const looks = {
  plain: { label: 'plain', ink: 'muted', style: 'dotted' },
  ball: { label: 'heavy ball', ink: 2, style: 'dashed' },
  nesterov: { label: 'Nesterov', ink: 1, style: 'solid' },
} as const;

export function summary({ step, snapshot, params }: Race): string {
  const said = snapshot.runners.map(({ name, settledAt, divergedAt }) => {
    const how =
      divergedAt !== null ? 'has flown off' : settledAt === null ? 'not yet' : `from step ${settledAt}`;
    return `${looks[name].label} ${how}`;
  });
  return `After ${step} steps on a bowl ${formatNumber(params.kappa)} times as steep one way as the other, who stays below a millionth of the starting loss: ${said.join(', ')}.`;
}

function Ravine({ snapshot, params, pinned }: Props) {
  const [c, s] = [Math.cos(snapshot.angle), Math.sin(snapshot.angle)];
  const loss = (x: number, y: number) => -((c * x + s * y) ** 2 + params.kappa * (c * y - s * x) ** 2) / 2;
  const levels = [0.02, 0.15, 0.45, 1].map((part) => (-part * (1 + params.kappa)) / 2);
  const half = 1.7;
  const nesterov = snapshot.runners.find(({ name }) => name === 'nesterov');
  const at = nesterov?.trail.at(-1);
  return (
    <Plane
      tile
      title="Paths down the ravine; the arrow points to where Nesterov looks"
      x={{ domain: [-half, half] }}
      y={{ domain: [-half, half] }}
    >
      <Contours of={loss} levels={levels} />
      {pinned?.snapshot.runners.slice(1).map(({ name, trail }) => (
        <Trail key={name} points={trail} ink={looks[name].ink} pinned />
      ))}
      {snapshot.runners.map(({ name, trail }) => (
        <Trail key={name} points={trail} ink={looks[name].ink} />
      ))}
      {nesterov && at && nesterov.divergedAt === null && Math.hypot(at[0], at[1]) > 0.05 && (
        <Arrow from={at as Point} to={nesterov.ahead as Point} ink="ink" />
      )}
      <Dots points={[[0, 0]]} ink="ink" size={6} />
    </Plane>
  );
}

export default function RavineRace(props: Props) {
  const { snapshot, history, params, pinned } = props;
  const curves = (of: Race['history']): Curve[] =>
    snapshot.runners.map(({ name }) => ({ ...looks[name], x: of.steps, y: of.values[name] }));
  return (
    <div className="panels">
      <div className="panels">
        <Ravine {...props} />
        <NumberLine
          title="Largest stable learning rate of each, as a multiple of 1/λmax"
          label="learning rate × λmax"
          domain={[0, 4.2]}
          height={118}
        >
          {snapshot.runners.map(({ name, limit }) => (
            <Mark
              key={name}
              at={limit}
              ink={looks[name].ink}
              label={looks[name].label}
              row={name === 'plain' ? 1 : name === 'ball' ? 0 : 2}
            />
          ))}
          <Mark at={params.rate} ink="ink" style="dashed" label="now" row={3} />
        </NumberLine>
      </div>
      <div className="panels">
        <Curves
          title="Loss, as a part of the loss at the start (log scale)"
          curves={[...(pinned ? asPinned(curves(pinned.history)) : []), ...curves(history)]}
          x={{ label: 'step' }}
          y={{ label: 'loss', log: true, domain: [1e-12, 1e3] }}
        />
        <Bars
          title="Step from which it stays below a millionth"
          bars={snapshot.runners.map(({ name, settledAt, divergedAt }) => ({
            label: looks[name].label,
            ink: looks[name].ink,
            value: divergedAt === null ? settledAt : null,
          }))}
          domain={[0, 600]}
          missing={
            snapshot.runners.some(({ divergedAt }) => divergedAt !== null) ? 'never or not yet' : 'not yet'
          }
        />
      </div>
    </div>
  );
}
