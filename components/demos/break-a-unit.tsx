import { Dots, formatNumber, Images, Plane, Trail } from '@/components/plots';
import type model from '@/lib/models/break-a-unit.ts';
import type { Point, Shown, ViewProps } from '@/lib/sim';

type Props = ViewProps<typeof model>;
type Code = 'local' | 'distributed';
type Naming = NonNullable<Props['snapshot']['names']>;
type Pricing = NonNullable<Props['snapshot']['prices']>;
const INK = { local: 2, distributed: 1 } as const;
const count = (flags: readonly boolean[]) => flags.filter(Boolean).length;
const times = (n: number, word: string) => `${n} ${word}${n === 1 ? '' : 's'}`;

export function summary({ params, snapshot, metrics }: Shown<typeof model>): string {
  if (snapshot.names) {
    const { named, off } = snapshot.names;
    return `With ${off.length} of ${times(params.units, 'unit')} off, ${count(named.distributed)} of ${named.local.length} concepts are named from patterns and ${count(named.local)} from single units.`;
  }
  return `On ${snapshot.prices?.unseen.local.length} objects whose price was never shown the error is ${formatNumber(100 * (metrics.distributedError ?? 0), 2)} % from shared units and ${formatNumber(100 * (metrics.localError ?? 0), 2)} % from single units.`;
}

/** Rows are concepts, columns units: +1 vermilion, −1 blue, nothing sent blank; a row is faint once its name is lost. */
function Codes({ snapshot: { off, named, concepts, ...codes } }: { snapshot: Naming }) {
  const picture = (code: Code, label: string) => ({
    values: codes[code].flatMap((row, i) =>
      row.map((v, u) => Math.round(127.5 * (1 + (off.includes(u) ? 0 : named[code][i] ? v : 0.25 * v)))),
    ),
    caption: `${label}: ${count(named[code])} named`,
  });
  const lost = concepts.filter((_, i) => !named.distributed[i]);
  return (
    <Images
      tile
      title={`Codes of ${concepts.length} concepts (rows) over the units (columns). Blank columns are off, faint or empty rows can no longer be named${lost.length ? `; lost among the patterns: ${lost.join(', ')}` : ''}`}
      images={[picture('local', 'local'), picture('distributed', 'distributed')]}
      columns={codes.local[0]?.length ?? 1}
      across={2}
      palette="diverging"
    />
  );
}

/** Share named against the number of units off, as far as these have been switched off. */
function Damage({ params, snapshot, pinned }: Pick<Props, 'params' | 'pinned'> & { snapshot: Naming }) {
  const points = (shares: readonly number[]) => shares.map((share, k): Point => [k, share]);
  const before = pinned?.snapshot.names?.curve;
  return (
    <Plane
      title="Share of concepts named, mean over 20 choices of the units: switch off more to see how it goes on"
      x={{ label: 'units switched off', domain: [-0.5, params.units + 0.5] }}
      y={{ label: 'share named', domain: [0, 1.25] }}
      height={250}
    >
      {before && <Trail points={points(before.local)} ink={2} pinned />}
      {before && <Trail points={points(before.distributed)} ink={1} pinned />}
      <Trail points={points(snapshot.curve.local)} ink={2} label="local" />
      <Trail points={points(snapshot.curve.distributed)} ink={1} label="distributed" />
    </Plane>
  );
}

/** Predicted against true prices: on the diagonal they are right. */
function Prices({ code, snapshot }: { code: Code; snapshot: Pricing }) {
  const { seen, unseen } = snapshot;
  const all = [...seen.local, ...unseen.local, ...seen.distributed, ...unseen.distributed].flat();
  const [low, high] = [Math.min(-1, ...all), Math.max(8, ...all) + 1];
  return (
    <Plane
      title={`${code === 'local' ? 'A unit for each object' : 'Units for shape, colour and size'}: prices shown (squares) and never shown (circles); on the line they are right`}
      x={{ label: 'true price', domain: [low, high] }}
      y={{ label: 'predicted', domain: [low, high] }}
      height={300}
    >
      <Trail
        points={[
          [low, low],
          [high, high],
        ]}
        ink="muted"
        bare
      />
      <Dots points={seen[code]} ink="muted" shape="square" size={5} />
      <Dots points={unseen[code]} ink={INK[code]} size={8} />
    </Plane>
  );
}

export default function BreakAUnit({ snapshot: { names, prices }, params, pinned }: Props) {
  return (
    <div className="panels">
      {names && <Codes snapshot={names} />}
      {names && <Damage params={params} snapshot={names} pinned={pinned} />}
      {prices && <Prices code="local" snapshot={prices} />}
      {prices && <Prices code="distributed" snapshot={prices} />}
    </div>
  );
}
