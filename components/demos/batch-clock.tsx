import { asPinned, type Curve, Curves, formatNumber, Images, Timeline } from '@/components/plots';
import type model from '@/lib/models/batch-clock.ts';
import type { Shown, ViewProps } from '@/lib/sim';

type Run = Shown<typeof model>;
type Reader = Run['snapshot']['readers'][number];

const looks = {
  race: [
    { label: 'A', ink: 1, style: 'solid' },
    { label: 'B', ink: 2, style: 'dashed' },
  ],
  order: [
    { label: 'ABABAB', ink: 1, style: 'solid' },
    { label: 'AAABBB', ink: 3, style: 'dashed' },
    { label: 'A then B', ink: 2, style: 'solid' },
  ],
} as const;
const percent = (share: number) => `${formatNumber(100 * share)} %`;
const many = (n: number, what: string) => `${n} ${what}${n === 1 ? '' : 's'}`;

export function summary({ step, params, snapshot: { readers } }: Run): string {
  const said = readers.map(({ iterations, read, never, curve }, i) => {
    const share = percent(curve.y.at(-1) ?? 0);
    const name = looks[params.scene][i]?.label;
    if (params.scene === 'order') return `${share} (${name})`;
    const unmet = never > 0 && iterations > 0 ? ` (${never} of the 200 never)` : '';
    return `${name} has read ${many(read, 'digit')}${unmet} in ${many(iterations, 'iteration')} and names ${share} of new ones right`;
  });
  return params.scene === 'race'
    ? `${said.join('; ')}.`
    : `After ${many(step, 'iteration')} in each order the new digits 0 to 4 named right are ${said.join(', ')}.`;
}

/** What each reader has learnt, over its iterations divided by `unit`. */
const learnt = ({ params, snapshot }: Run, unit: (reader: Reader) => number): Curve[] =>
  snapshot.readers.map((reader, i) => ({
    ...(looks[params.scene][i] ?? looks.race[0]),
    x: reader.curve.x.map((t) => t / unit(reader)),
    y: reader.curve.y,
  }));

function Learnt(
  props: ViewProps<typeof model> & { by: 'epoch' | 'iteration'; title: string; tile?: boolean },
) {
  const { by, pinned, title, tile = false, params } = props;
  const unit = ({ perEpoch }: Reader) => (by === 'epoch' ? perEpoch : 1);
  const before = pinned && pinned.params.scene === params.scene ? learnt(pinned, unit) : [];
  return (
    <Curves
      title={title}
      tile={tile}
      height={tile ? 270 : 200}
      curves={[...asPinned(before), ...learnt(props, unit)]}
      x={{ label: by, ...(params.scene === 'order' && { domain: [0, 60] as const }) }}
      y={{ label: 'share right', domain: [0, 1] }}
    />
  );
}

function WhatIsRead({ snapshot: { readers, lit } }: Run) {
  const { iterations = 0, perEpoch = 1 } = readers[0] ?? {};
  const epoch = Math.ceil(iterations / perEpoch);
  const inEpoch = iterations - perEpoch * Math.max(0, epoch - 1);
  return (
    <Images
      tile
      title={
        iterations === 0
          ? `The 200 training digits, none read yet: A’s epoch has ${many(perEpoch, 'iteration')}`
          : `Digits A has read in its epoch ${epoch} (the others are faint), after ${inEpoch} of ${many(perEpoch, 'iteration')}`
      }
      images={[{ values: lit }]}
      columns={200}
      across={1}
    />
  );
}

function WhoseTurn({ step }: Run) {
  const lanes = [1, 3, 30].map((run, lane) => ({
    label: looks.order[lane]?.label ?? '',
    spans: Array.from({ length: 60 / run }, (_, i) => ({
      from: i * run,
      to: (i + 1) * run,
      ink: 5 as const,
      filling: i % 2 ? ('outline' as const) : ('full' as const),
    })),
  }));
  return (
    <Timeline
      title="The batch each iteration reads: A, digits 0 to 4 (filled), or B, digits 5 to 9 (empty)"
      lanes={lanes}
      x="iteration"
      domain={[0, 60]}
      now={step}
    />
  );
}

export default function BatchClock(props: ViewProps<typeof model>) {
  const [a = 0, b = 0] = props.snapshot.readers.map(({ iterations }) => iterations);
  return (
    <div className="panels">
      {props.params.scene === 'race' ? (
        <>
          <WhatIsRead {...props} />
          <div className="panels">
            <Learnt {...props} by="epoch" title="New digits named right, by epochs" />
            <Learnt {...props} by="iteration" title={`The same two nets, by iterations (A ${a}, B ${b})`} />
          </div>
        </>
      ) : (
        <>
          <Learnt {...props} tile by="iteration" title="New digits 0 to 4, batch A’s kind, named right" />
          <WhoseTurn {...props} />
        </>
      )}
    </div>
  );
}
