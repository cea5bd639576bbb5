import { Dots, formatNumber, Handle, Histogram, Matrix, Plane, Trail } from '@/components/plots';
import type model from '@/lib/models/order-trap.ts';
import type { Point, Shown, ViewProps } from '@/lib/sim';

type Props = ViewProps<typeof model>;
const fruits = ['apple', 'banana', 'cherry', 'fig', 'lemon', 'plum'];

export function summary({ step, params, snapshot, metrics }: Shown<typeof model>): string {
  const { words, vocabulary, bag } = snapshot.phrase;
  if (params.scene === 'words')
    return `“${words.join(' ')}” has ${words.length} one-hot rows of ${vocabulary.length} numbers; their sum, the bag of words, counts ${vocabulary.map((word, j) => `${word} ${bag[j]}`).join(', ')}.`;
  return `After ${step} updates the mean squared error is ${formatNumber(metrics.integer ?? 0)} with numbers and ${formatNumber(metrics.oneHot ?? 0)} with one-hot; the best of all 720 orders of these numbers would leave ${formatNumber(snapshot.best)}.`;
}

/** The prices of a fruit above its number, side by side so that each is seen. */
const beside = (code: number, prices: readonly number[]) =>
  prices.map((price, i): Point => [code + 0.6 * ((i + 0.5) / prices.length - 0.5), price]);

function Prices({ params, snapshot, metrics, pinned, setParam }: Props) {
  const { sales, numbers, oneHot, ends, rows, weights, intercept, orders, widest } = snapshot;
  const all = sales.flat();
  const [low, high] = [Math.min(0, ...all) - 3, Math.max(14, ...all) + 1];
  const line = ([from, to]: readonly number[]): Point[] => [
    [0, from as number],
    [7.5, to as number],
  ];
  const move = (k: number, to: number) =>
    setParam(
      'codes',
      params.codes.map(([x], i): Point => [i === k ? Number(to.toFixed(2)) : x, 0]),
    );
  const one = metrics.oneHot ?? 0;
  const now = metrics.integer ?? 0;
  return (
    <div className="panels">
      <Plane
        tile
        title="Drag the fruits to other numbers: the line is learned from the numbers, the circles from one-hot; ? is a new fruit"
        x={{ label: 'number given to the fruit', domain: [0, 7.5] }}
        y={{ label: 'price', domain: [low, high] }}
        height={320}
      >
        {pinned && <Trail points={line(pinned.snapshot.ends)} ink={2} pinned />}
        <Trail points={line(ends)} ink={2} />
        {params.codes.map(([code], k) => (
          <g key={fruits[k]}>
            <Dots points={beside(code, sales[k] ?? [])} ink="muted" size={4} />
            <Dots points={[[code, low + (k % 2 ? 0.6 : 1.7)]]} ink="ink" glyph={fruits[k] as string} />
          </g>
        ))}
        <Dots points={[[7, oneHot[6] ?? 0]]} ink={3} glyph="?" />
        <Dots points={[[7, numbers[6] ?? 0]]} ink={2} glyph="?" />
        {params.codes.map(([code], k) => (
          <Handle
            key={fruits[k]}
            at={[code, oneHot[k] ?? 0]}
            axis="x"
            step={0.25}
            ink={3}
            label={`Number of ${fruits[k]}`}
            onMove={([to]) => move(k, to)}
          />
        ))}
      </Plane>
      <Histogram
        title={`Errors that the 720 orders of these numbers leave: from ${formatNumber(snapshot.best)} up; now ${formatNumber(now)} (dashed), one-hot ${formatNumber(one)} (green) in any order`}
        bins={orders}
        domain={[0, widest]}
        ink={2}
        x="mean squared error"
        y="orders"
        height={260}
        curves={[
          { label: 'one-hot', ink: 3, x: [one, one], y: [0, Math.max(...orders)] },
          { label: 'now', ink: 2, dashed: true, x: [now, now], y: [0, Math.max(...orders)] },
        ]}
      />
      <Matrix
        title={
          params.intercept
            ? `One-hot rows, and what was learned: intercept ${formatNumber(intercept)} plus a weight for each fruit`
            : 'One-hot rows, and what was learned: a weight for each fruit, its mean price'
        }
        values={[...rows, weights]}
        rowLabels={[...fruits, 'new fruit', 'weights']}
        columnLabels={fruits.map((fruit) => fruit.slice(0, 3))}
        ink={(i) => (i > 6 ? 3 : 'ink')}
        limit={1.4}
        numbers
        rowHeight={28}
      />
    </div>
  );
}

function Words({ snapshot: { phrase } }: Props) {
  return (
    <div className="panels">
      <Matrix
        tile
        title={`One-hot rows: one number for each of the ${phrase.vocabulary.length} different words`}
        values={phrase.rows}
        rowLabels={phrase.words}
        columnLabels={phrase.vocabulary}
        ink={() => 'ink'}
        limit={1.4}
        numbers
        rowHeight={30}
      />
      <Matrix
        title="Their sum: the bag of words, which is not one-hot"
        values={[phrase.bag]}
        rowLabels={['sum']}
        columnLabels={phrase.vocabulary}
        ink={() => 3}
        numbers
        rowHeight={30}
      />
    </div>
  );
}

export default function OrderTrap(props: Props) {
  return props.params.scene === 'words' ? <Words {...props} /> : <Prices {...props} />;
}
