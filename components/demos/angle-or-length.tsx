import { Arrow, Bars, Dots, formatNumber, Handle, Matrix, Plane, Trail } from '@/components/plots/index.ts';
import type model from '@/lib/models/angle-or-length.ts';
import type { Point, Shown, ViewProps } from '@/lib/sim/index.ts';

type Props = ViewProps<typeof model>;
type Of<Scene> = Extract<Props['snapshot'], { scene: Scene }>;

const measures = [
  { key: 'cosine', label: 'cosine', change: 'cosineChange', ink: 3 },
  { key: 'dot', label: 'dot product', change: 'dotChange', ink: 4 },
  { key: 'distance', label: 'distance', change: 'distanceChange', ink: 5 },
] as const;
const text = (value: number | null | undefined) => (value == null ? 'undefined' : formatNumber(value));

const tips = ({ arrows, stretch }: Props['params']): [a: Point, b: Point] => {
  const [a, [x, y]] = arrows as [Point, Point];
  return [a, [stretch * x, stretch * y]];
};

/** The angle from a to b, the short way round, as points on a circle of radius 0.6. */
function arc([a, b]: [Point, Point]): Point[] {
  const [from, to] = [a, b].map(([x, y]) => Math.atan2(y, x)) as [number, number];
  const turn = Math.atan2(Math.sin(to - from), Math.cos(to - from));
  return Array.from({ length: 13 }, (_, i) => {
    const angle = from + (i / 12) * turn;
    return [0.6 * Math.cos(angle), 0.6 * Math.sin(angle)];
  });
}

function Arrows({ snapshot, metrics, params, pinned, setParam }: Props) {
  const [a, b] = params.arrows as [Point, Point];
  const ends = tips(params);
  const times = params.stretch === 1 ? '' : formatNumber(params.stretch);
  return (
    <div className="panels">
      <Plane tile title="Drag the arrows" x={{ domain: [-3, 3] }} y={{ domain: [-3, 3] }}>
        {pinned?.snapshot.scene === 'arrows' &&
          tips(pinned.params).map((end, i) => (
            <Trail key={measures[i]?.key} points={[[0, 0], end]} ink={i === 0 ? 1 : 2} pinned />
          ))}
        <Trail points={ends} ink="muted" pinned />
        {snapshot.now.cosine[0] !== null && <Dots points={arc(ends)} ink="ink" size={2.5} />}
        <Arrow to={ends[0]} ink={1} label="a" />
        <Arrow to={ends[1]} ink={2} label={`${times}b`} />
        <Handle at={a} ink={1} label="Arrow a" onMove={(to) => setParam('arrows', [to, b])} />
        <Handle at={b} ink={2} label="Arrow b unstretched" onMove={(to) => setParam('arrows', [a, to])} />
      </Plane>
      <div className="panels">
        <Bars
          title={`Arrow a and arrow ${times}b`}
          bars={measures.map(({ key, label, ink }) => ({ label, ink, value: snapshot.now[key][0] ?? null }))}
          missing="undefined"
        />
        <Bars
          title="What stretching b has changed"
          bars={measures.map(({ change, label, ink }) => ({ label, ink, value: metrics[change] ?? null }))}
          missing="undefined"
        />
      </div>
    </div>
  );
}

function Documents({ snapshot, params }: Props & { snapshot: Of<'documents'> }) {
  const { now, asked, words } = snapshot;
  const names = snapshot.names.map((name, i) => (i === 0 ? `${name} ×${params.copies}` : name));
  return (
    <div className="panels">
      <Matrix
        tile
        title="Word counts: each row is a vector"
        values={[asked, ...now.counts]}
        rowLabels={['query', ...names]}
        columnLabels={words}
      />
      {measures.map(({ key, label }) => (
        <Bars
          key={key}
          title={`Ranked by ${label}, best first`}
          bars={now.places[key]
            .map(
              (place, i) =>
                ({
                  place,
                  label: names[i] as string,
                  value: now[key][i] ?? null,
                  ink: i ? 'muted' : 2,
                }) as const,
            )
            .sort((one, other) => Number(one.place) - Number(other.place))}
          missing="undefined"
        />
      ))}
    </div>
  );
}

const rowsOf = <T,>(flat: readonly T[]) =>
  Array.from({ length: flat.length / 8 }, (_, i) => flat.slice(8 * i, 8 * i + 8));
const items = ['A1', 'A2', 'A3', 'A4', 'B1', 'B2', 'B3', 'B4'];

function Recommender({ snapshot: { before, now }, params }: Props) {
  const cosines = (values: (number | null)[], title: string) => (
    <Matrix
      title={title}
      values={rowsOf(values.map((cosine) => Math.round(100 * Number(cosine)) / 100))}
      rowLabels={items}
      columnLabels={items}
      limit={1}
    />
  );
  return (
    <div className="panels">
      {cosines(before.cosine, 'Cosines of the items, as trained')}
      {cosines(now.cosine, `Cosines with axis 2 times ${formatNumber(params.c)}`)}
      <Matrix
        tile
        title="Predicted ratings, a row a user"
        values={rowsOf(now.dot)}
        columnLabels={items}
        numbers={false}
        rowHeight={11}
      />
    </div>
  );
}

export default function AngleOrLength(props: Props) {
  switch (props.snapshot.scene) {
    case 'arrows':
      return <Arrows {...props} />;
    case 'documents':
      return <Documents {...props} snapshot={props.snapshot} />;
    case 'recommender':
      return <Recommender {...props} />;
  }
}

export function summary({ snapshot, params, metrics, step }: Shown<typeof model>): string {
  const { before, now } = snapshot;
  switch (snapshot.scene) {
    case 'arrows': {
      const cosine = now.cosine[0];
      const angle = cosine == null ? '' : ` (${formatNumber((Math.acos(cosine) * 180) / Math.PI)}°)`;
      const numbers = `the cosine is ${text(cosine)}${angle}, the dot product ${text(now.dot[0])}, the distance ${text(now.distance[0])}`;
      return params.stretch === 1
        ? `For arrows a and b ${numbers}.`
        : `With b stretched ${formatNumber(params.stretch)} times ${numbers}; before, ${text(before.cosine[0])}, ${text(before.dot[0])} and ${text(before.distance[0])}.`;
    }
    case 'documents': {
      const places = ({ cosine, dot, distance }: typeof snapshot.now.places) =>
        `${cosine[0] == null ? 'no place by cosine' : `place ${cosine[0]} by cosine`}, ${dot[0]} by dot product and ${distance[0]} by distance`;
      const once = `One copy of Picnic has ${places(snapshot.before.places)}`;
      return params.copies === 1
        ? `${once}.`
        : `${once}; ${params.copies} copies have ${places(snapshot.now.places)}.`;
    }
    case 'recommender': {
      const pairs = now.cosine.filter((_, k) => k % 8 > Math.floor(k / 8));
      const extreme = pairs.filter((cosine) => Math.abs(Number(cosine)) > 0.95).length;
      return `After ${step} updates and with axis 2 times ${formatNumber(params.c)}, predicted ratings change by at most ${text(metrics.dotChange)} and cosines of items by at most ${text(metrics.cosineChange)}; ${extreme} of ${pairs.length} cosines are within 0.05 of ±1.`;
    }
  }
}
