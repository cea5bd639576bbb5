import { asPinned, type Curve, Curves, formatNumber, Images, Matrix } from '@/components/plots';
import type model from '@/lib/models/finish-the-picture.ts';
import type { Shown, ViewProps } from '@/lib/sim';

type Run = Shown<typeof model>;
const SIZE = 4;
const percent = (share = 0) => `${formatNumber(share, 2)} %`;

export function summary({ snapshot, metrics }: Run): string {
  const { updates, fitting } = snapshot;
  return `The held cells fit ${fitting} of the 30 pictures. After ${updates} updates ${percent(metrics.together)} of the machine’s completions are such a picture, and ${percent(metrics.separately)} where each cell is drawn separately.`;
}

const curves = ({ history }: Run): Curve[] => {
  const x = history.steps.map((step) => 10 * step);
  const line = (name: keyof typeof model.metrics) => ({ x, y: history.values[name] as (number | null)[] });
  return [
    { label: 'together', ink: 2, ...line('together') },
    { label: 'separately', ink: 1, style: 'dashed', ...line('separately') },
  ];
};

export default function FinishThePicture(props: ViewProps<typeof model>) {
  const { snapshot, metrics, pinned, setParam } = props;
  const { cells, full } = snapshot;
  const rows = <T,>(values: readonly T[]) =>
    Array.from({ length: SIZE }, (_, i) => values.slice(SIZE * i, SIZE * (i + 1)));
  const images = (drawn: Run['snapshot']['together']) =>
    drawn.map(({ pixels, proper }) => ({ values: pixels, caption: proper ? 'proper' : '–' }));
  /** Covered, held full, held blank, covered … */
  const turn = (i: number) => {
    const next = cells.map((cell, j) => (i === j ? ([2, 0, 1][cell] ?? 0) : cell));
    setParam(
      'cells',
      next.reduce((code, cell, j) => code + cell * 3 ** j, 0),
    );
  };
  return (
    <div className="panels">
      <Matrix
        title="Tap a cell: covered (the chance that it is full), held full, held blank"
        values={rows(full)}
        limit={100}
        ink={(i, j) => (cells[SIZE * i + j] ? 3 : 2)}
        text={(i, j) => {
          const [cell, chance] = [cells[SIZE * i + j], full[SIZE * i + j]];
          return [cell ? `held ${cell === 2 ? 'full' : 'blank'}` : percent(chance)];
        }}
        rowHeight={50}
        onSelect={(i, j) => turn(SIZE * i + j)}
      />
      <Images
        tile
        title={`All covered cells drawn at once, given the hidden units: ${percent(metrics.together)} proper`}
        images={images(snapshot.together)}
        columns={SIZE}
        across={6}
      />
      <Curves
        title="Completions that are proper pictures, in %"
        curves={[...(pinned ? asPinned(curves(pinned)) : []), ...curves(props)]}
        x={{ label: 'update', domain: [0, 400] }}
        y={{ label: '%', domain: [0, 100] }}
        height={200}
      />
      <Images
        title={`Each covered cell drawn separately, with the chances above: ${percent(metrics.separately)} proper`}
        images={images(snapshot.separately)}
        columns={SIZE}
        across={6}
      />
    </div>
  );
}
