import {
  AddPoint,
  asPinned,
  Columns,
  type Curve,
  Curves,
  formatNumber,
  Handles,
  Images,
  Plane,
  Trail,
} from '@/components/plots';
import type model from '@/lib/models/write-to-me.ts';
import type { Shown, ViewProps } from '@/lib/sim';

type Run = Shown<typeof model>;
const percent = (share = 0) => `${formatNumber(100 * share, 3)} %`;
const said = ({ snapshot: { probabilities } }: Run) => {
  const surest = Math.max(...probabilities);
  return { digit: probabilities.indexOf(surest), surest };
};
const places = { x: { domain: [0, 27] }, y: { domain: [0, 27] } } as const;

export function summary(run: Run): string {
  const { step, metrics, params } = run;
  const { digit, surest } = said(run);
  const moved = params.right
    ? `, moved ${Math.abs(params.right)} px to the ${params.right > 0 ? 'right' : 'left'},`
    : '';
  return `After ${step} updates the net names ${percent(metrics.still)} of 200 test digits right where they stand and ${percent(metrics.far)} moved by 4 px; it takes the drawing${moved} for a ${digit} (${percent(surest)}).`;
}

const accuracy = ({ snapshot }: Run): Curve[] => [{ label: '', ink: 1, x: [0, 1, 2, 4], y: snapshot.right }];

export default function WriteToMe(props: ViewProps<typeof model>) {
  const { params, snapshot, pinned, setParam } = props;
  const { mine, probabilities, digits } = snapshot;
  const { digit, surest } = said(props);
  return (
    <div className="panels">
      <div>
        <Plane
          title="Your digit: drag a point, tap to draw on, double-tap a point to remove it"
          alt="Pad with the line you draw"
          {...places}
        >
          <AddPoint
            label="Add a point to the line"
            onAdd={(at) => params.drawing.length < 24 && setParam('drawing', [...params.drawing, at])}
          />
          <Trail points={params.drawing} ink="muted" bare />
          <Handles
            points={params.drawing}
            name="Point"
            ink={1}
            removable
            onChange={(points) => setParam('drawing', points)}
          />
        </Plane>
      </div>
      <div>
        <Images
          title={`As the net gets it: it says ${digit} (${percent(surest)})`}
          images={[{ values: mine }]}
          columns={28}
          across={2}
        />
        <Columns
          title="Probability of each answer"
          categories={probabilities.map((_, k) => String(k))}
          series={[
            {
              label: 'probability',
              values: probabilities,
              ink: probabilities.map((_, k) => (k === digit ? 1 : 'muted')),
            },
          ]}
          domain={[0, 1]}
          x="answer"
          height={150}
        />
      </div>
      <Images
        tile
        title={`The first test digit of each class${params.right ? ` moved ${formatNumber(params.right)} px` : ''}, and what the net says`}
        images={digits.map(({ pixels, answer }, i) => ({
          values: pixels,
          caption: answer === i ? `${answer} ✓` : `${answer} ✗`,
        }))}
        columns={28}
        across={5}
      />
      <Curves
        title={`Share of the 200 test digits named right, by how far all are moved; ${params.moved ? 'trained on moved copies' : 'trained on digits in the middle'}`}
        curves={[...(pinned ? asPinned(accuracy(pinned)) : []), ...accuracy(props)]}
        x={{ label: 'moved by, px', domain: [0, 4] }}
        y={{ label: 'share', domain: [0, 1] }}
        height={200}
      />
    </div>
  );
}
