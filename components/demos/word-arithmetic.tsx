import { Arrow, Bars, type Curve, Curves, formatNumber, Matrix, Plane, Trail } from '@/components/plots';
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

/** People whose places can hardly be told apart share a label. */
function groups(places: readonly Point[]) {
  const found: { at: Point; members: string[] }[] = [];
  places.forEach((at, i) => {
    const near = found.find((g) => Math.abs(g.at[0] - at[0]) < 0.35 && Math.abs(g.at[1] - at[1]) < 0.11);
    if (near) near.members.push(names[i] as string);
    else found.push({ at, members: [names[i] as string] });
  });
  return found;
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
          x={{ domain: [-1.1, 2] }}
          y={{ domain: [-1.15, 1.25] }}
        >
          <Arrow from={place(params.minus)} to={place(params.start)} ink="muted" />
          <Arrow from={place(params.plus)} to={sum} ink={2} />
          {places.map((at, i) => (
            <Trail key={names[i]} points={[at]} ink={1} />
          ))}
          {groups(places).map(({ at, members }) => (
            <Trail
              key={members[0]}
              points={[at]}
              ink={members.includes(answer) ? 2 : 1}
              label={members.join(', ')}
            />
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
          curves={[
            ...(pinned ? scores(pinned).map((curve) => ({ ...curve, style: 'pinned' as const })) : []),
            ...scores(props),
          ]}
          x={{ label: 'update', domain: [0, 300] }}
          y={{ label: 'share', domain: [0, 1] }}
        />
      </div>
    </div>
  );
}
