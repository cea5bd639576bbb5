import type { Point } from '@/lib/sim';
import { round } from './drawing.ts';
import { useScales } from './plane.tsx';
import { type Ink, inkOf } from './plot.tsx';

/** Points of one kind. Circles and squares tell two classes apart without colour, glyphs many. */
export function Dots({
  points,
  ink,
  shape = 'circle',
  size = 5,
  glyph,
}: {
  points: readonly Point[];
  ink: Ink;
  shape?: 'circle' | 'square';
  size?: number;
  /** One character, drawn at each point in place of a dot; a whole word where there is but one point. */
  glyph?: string;
}) {
  const { x, y } = useScales();
  if (glyph) {
    // One element for all: each character has a place of its own.
    return (
      <text
        className={glyph.length === 1 ? 'curve-label glyphs' : 'curve-label'}
        textAnchor="middle"
        fill={inkOf(ink)}
        x={points.map(([px]) => round(x(px))).join(' ')}
        y={points.map(([, py]) => round(y(py)) + 4.5).join(' ')}
      >
        {glyph.repeat(points.length)}
      </text>
    );
  }
  return (
    <path
      d={points.map(([px, py]) => `M${round(x(px))} ${round(y(py))}h0`).join('')}
      stroke={inkOf(ink)}
      strokeWidth={size}
      strokeLinecap={shape === 'circle' ? 'round' : 'square'}
      strokeOpacity={0.85}
    />
  );
}

/** A path walked through the plane, with a mark at its last point and a label beside it. */
export function Trail({
  points,
  ink,
  label,
  pinned = false,
  bare = false,
}: {
  points: readonly Point[];
  ink: Ink;
  label?: string;
  pinned?: boolean;
  /** A line only, without the mark at its last point. */
  bare?: boolean;
}) {
  const { x, y } = useScales();
  const last = points.at(-1);
  if (!last) return null;
  const [labelX, labelY] = [x(last[0]), y(last[1])];
  return (
    <g opacity={pinned ? 0.55 : 1}>
      <path
        d={points.map(([px, py], i) => `${i ? 'L' : 'M'}${round(x(px))} ${round(y(py))}`).join('')}
        fill="none"
        stroke={inkOf(ink)}
        strokeWidth={1.75}
        strokeLinejoin="round"
        strokeDasharray={pinned ? '3 4' : undefined}
      />
      {!bare && <circle cx={round(labelX)} cy={round(labelY)} r={4} fill={inkOf(ink)} />}
      {label && (
        <text x={round(labelX) + 8} y={round(labelY) - 8} className="curve-label" fill={inkOf(ink)}>
          {label}
        </text>
      )}
    </g>
  );
}

/** Many separate lines, without heads. */
export function Segments({
  lines,
  ink,
  width = 1.25,
}: {
  lines: readonly (readonly [from: Point, to: Point])[];
  ink: Ink;
  width?: number;
}) {
  const { x, y } = useScales();
  const at = ([px, py]: Point) => `${round(x(px))} ${round(y(py))}`;
  return (
    <path
      d={lines.map(([from, to]) => `M${at(from)}L${at(to)}`).join('')}
      stroke={inkOf(ink)}
      strokeWidth={width}
      strokeOpacity={0.7}
    />
  );
}

/** From one point to another, with a head. */
export function Arrow({
  from = [0, 0],
  to,
  ink,
  label,
}: {
  from?: Point;
  to: Point;
  ink: Ink;
  label?: string;
}) {
  const { x, y } = useScales();
  const [x1, y1, x2, y2] = [x(from[0]), y(from[1]), x(to[0]), y(to[1])].map(round) as [
    number,
    number,
    number,
    number,
  ];
  const angle = round((Math.atan2(y2 - y1, x2 - x1) * 180) / Math.PI);
  return (
    <g>
      <path d={`M${x1} ${y1}L${x2} ${y2}`} stroke={inkOf(ink)} strokeWidth={2.5} />
      <path d="M0 0l-11 -5v10z" transform={`translate(${x2} ${y2}) rotate(${angle})`} fill={inkOf(ink)} />
      {label && (
        <text x={x2 + 12} y={y2 - 8} className="curve-label" fill={inkOf(ink)}>
          {label}
        </text>
      )}
    </g>
  );
}

/** A value of the x axis: a vertical line through the plane, named at its top (or further down, by `row`). */
export function Mark({
  at,
  ink,
  label,
  style = 'solid',
  row = 0,
}: {
  at: number;
  ink: Ink;
  label?: string;
  style?: 'solid' | 'dashed' | 'pinned';
  /** Labels of neighbouring marks stand in different rows, so that they do not cover each other. */
  row?: number;
}) {
  const { x, y } = useScales();
  const [bottom, top] = y.range() as [number, number];
  const [left, right] = x.range() as [number, number];
  const px = round(x(at));
  if (px < left || px > right) return null;
  const atLeft = px < (left + right) / 2;
  return (
    <g opacity={style === 'pinned' ? 0.55 : 1}>
      <path
        d={`M${px} ${round(bottom)}V${round(top)}`}
        stroke={inkOf(ink)}
        strokeWidth={2}
        strokeDasharray={style === 'solid' ? undefined : style === 'dashed' ? '6 4' : '3 4'}
      />
      {label && (
        <text
          x={px + (atLeft ? 5 : -5)}
          y={round(top) + 13 + 17 * row}
          textAnchor={atLeft ? 'start' : 'end'}
          className="curve-label"
          fill={inkOf(ink)}
        >
          {label}
        </text>
      )}
    </g>
  );
}
