import { Bars, Dots, formatNumber, Images, Matrix, Plane, Trail } from '@/components/plots';
import type model from '@/lib/models/open-on-the-flag.ts';
import type { Point, Shown, ViewProps } from '@/lib/sim';

type Run = Shown<typeof model>;
/** Steps in a row of the strip of flags. */
const ACROSS = 12;
const names = {
  none: 'both gates free',
  reset: 'the reset gate nailed shut',
  update: 'the update gate nailed at its mean',
};

export function summary({ step, metrics, snapshot, params }: Run): string {
  const figure = (v = 0) => formatNumber(v, 2);
  return `After ${step - (step % snapshot.every)} updates the mean squared error on streams of 30 is ${figure(metrics.error)}; with the reset gate nailed ${figure(metrics.errorReset)}, with the update gate nailed ${figure(metrics.errorUpdate)}. Where z = 1 means ${params.convention}, z is ${figure(metrics.atFlags)} at flags and ${figure(metrics.between)} between them.`;
}

/** A line that holds each value to the next step. */
const staircase = (values: readonly number[]): Point[] =>
  values.flatMap((v, t): Point[] => [
    [t + 0.5, v],
    [t + 1.5, v],
  ]);

export default function OpenOnTheFlag({
  params,
  snapshot,
  metrics,
  pinned,
  setParam,
}: ViewProps<typeof model>) {
  const { numbers, flags, wanted, given, update, reset, parameters } = snapshot;
  const at = (flag: number) =>
    numbers.flatMap((v, t): Point[] => ((flags[t] === 1) === (flag === 1) ? [[t + 1, v]] : []));
  return (
    <div className="panels">
      <div className="panels">
        <Plane
          tile
          title={`Numbers of a stream (flagged: squares), what has to be held (grey) and the GRU’s answer, with ${names[params.nailed]}`}
          x={{ label: 'step', domain: [0, numbers.length + 1] }}
          y={{ label: '', domain: [-1.3, 1.3] }}
          height={250}
        >
          <Trail points={staircase(wanted)} ink="muted" bare />
          <Dots points={at(0)} ink="muted" size={5} />
          {pinned && <Trail points={staircase(pinned.snapshot.given)} ink={1} pinned bare />}
          <Trail points={staircase(given)} ink={1} bare />
          <Dots points={at(1)} ink={2} shape="square" size={9} />
        </Plane>
        <Matrix
          title="Tap to set or take a flag; the first number always has one"
          values={[0, 1].map((row) => flags.slice(row * ACROSS, (row + 1) * ACROSS))}
          limit={1}
          ink={() => 2}
          rowLabels={['1 to 12', '13 to 24']}
          text={(row, t) => [flags[row * ACROSS + t] ? '⚑' : '·']}
          rowHeight={30}
          switches={2}
          onSelect={(row, t) => {
            const place = row * ACROSS + t;
            if (place > 0) setParam('flags', params.flags + (flags[place] ? -1 : 1) * 2 ** place);
          }}
        />
      </div>
      <div className="panels">
        <Images
          title={`Gates over the 24 steps, a row for each unit (filled: 1). Mean z at flags ${formatNumber(metrics.atFlags ?? 0, 2)}, between ${formatNumber(metrics.between ?? 0, 2)}`}
          images={[
            { values: update, caption: `update gate z; 1 means ${params.convention}` },
            { values: reset, caption: 'reset gate r; 0 hides the old state from the candidate' },
          ]}
          columns={numbers.length}
          across={1}
          palette="ink"
        />
        <Bars
          title={`Parameters of a layer of ${params.units} units over two inputs`}
          bars={['plain RNN', 'GRU', 'LSTM'].map((label, k) => ({
            label,
            value: parameters[k] ?? null,
            ink: k === 1 ? 1 : 'muted',
          }))}
        />
      </div>
    </div>
  );
}
