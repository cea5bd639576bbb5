import {
  Arrow,
  asPinned,
  Bars,
  type Curve,
  Curves,
  Dots,
  formatNumber,
  Matrix,
  Plane,
} from '@/components/plots';
import type model from '@/lib/models/word-arithmetic.ts';
import type { Point, Shown, ViewProps } from '@/lib/sim';

type Run = Shown<typeof model>;
const names = ['man', 'woman', 'boy', 'girl', 'king', 'queen', 'prince', 'princess'];
const percent = (share = 0) => `${formatNumber(100 * share, 2)} %`;

export function summary({ snapshot, metrics, params }: Run): string {
  const { updates, answer } = snapshot;
  return `After ${updates} updates ${params.start} − ${params.minus} + ${params.plus} gives ${answer} when the three words themselves are forbidden; of 72 analogies ${percent(metrics.usual)} come out right under that rule, ${percent(metrics.open)} when every word may answer.`;
}

const scores = ({ history }: Run): Curve[] => [
  { label: 'usual rule', x: history.steps.map((s) => 3 * s), y: history.values.usual, ink: 1 },
  { label: 'any word', x: history.steps.map((s) => 3 * s), y: history.values.open, ink: 2, style: 'dashed' },
];

/** Middles of the names’ labels, up and right of their dots, or higher where another label stands. */
function labels(places: readonly Point[]): Point[] {
  const width = (i: number) => 0.075 * (names[i] as string).length;
  const placed: Point[] = [];
  const order = [...names.keys()].sort((i, j) => (places[i] as Point)[1] - (places[j] as Point)[1]);
  for (const i of order) {
    const [px, py] = places[i] as Point;
    const x = px + 0.05 + width(i) / 2;
    const taken = (y: number) =>
      order.some((j) => {
        const other = placed[j];
        return other && Math.abs(other[1] - y) < 0.13 && Math.abs(other[0] - x) < (width(i) + width(j)) / 2;
      });
    let y = py + 0.08;
    while (taken(y)) y += 0.02;
    placed[i] = [x, y];
  }
  return placed;
}

export default function WordArithmetic(props: ViewProps<typeof model>) {
  const { snapshot, params, pinned } = props;
  const { places, sum, shown, answers, answer, near } = snapshot;
  const place = (name: string) => places[names.indexOf(name)] as Point;
  const question = `${params.start} − ${params.minus} + ${params.plus}`;
  return (
    <div className="panels">
      <div className="panels">
        <Plane
          tile
          title={`Word vectors in the plane of their two main directions (${percent(shown)} of their spread)`}
          x={{ domain: [-1.1, 1.8] }}
          y={{ domain: [-1.15, 1.25] }}
        >
          <Arrow from={place(params.minus)} to={place(params.start)} ink="muted" />
          <Arrow from={place(params.plus)} to={sum} ink={2} />
          <Dots points={places} ink={1} size={8} />
          {labels(places).map((at, i) => (
            <Dots key={names[i]} points={[at]} ink={names[i] === answer ? 2 : 1} glyph={names[i] as string} />
          ))}
        </Plane>
        <Matrix
          title={`How often each name stood within ${params.window} ${params.window === 1 ? 'word' : 'words'} of six others`}
          values={near}
          rowLabels={names}
          columnLabels={['he', 'she', 'rules', 'plays', 'farm', 'crown']}
          rowHeight={22}
          numbers
        />
      </div>
      <div className="panels">
        <Bars
          title={`Nearest to ${question} by cosine: usual answer ${answer}`}
          bars={answers.map(({ word, cosine, asked }) => ({
            label: asked ? `(${word})` : word,
            value: cosine,
            ink: asked ? 'muted' : word === answer ? 2 : 1,
          }))}
          domain={[0, 1]}
        />
        <Curves
          title="Share of 72 analogies answered right: question words forbidden (the usual rule), or any word allowed"
          height={190}
          curves={[...(pinned ? asPinned(scores(pinned)) : []), ...scores(props)]}
          x={{ label: 'update', domain: [0, 300] }}
          y={{ label: 'share', domain: [0, 1] }}
        />
      </div>
    </div>
  );
}
