import { contours } from 'd3-contour';
import { type ScaleLinear, scaleLinear } from 'd3-scale';
import { createContext, type KeyboardEvent, type PointerEvent, type ReactNode, use, useRef } from 'react';
import type { Point } from '@/lib/sim';
import { formatNumber, formatTick, round } from './format.ts';
import { Pixels } from './pixels.tsx';
import { FONT, type Ink, inkOf, Plot, type PlotProps, WIDTH } from './plot.tsx';

interface Scales {
  x: ScaleLinear<number, number>;
  y: ScaleLinear<number, number>;
}
const PlaneContext = createContext<Scales | null>(null);
function useScales(): Scales {
  const scales = use(PlaneContext);
  if (!scales) throw new Error('Contours, Dots, Trail, Arrow and Handle stand inside a Plane');
  return scales;
}

interface PlaneAxis {
  /** Left out where the axes mean nothing of their own. */
  label?: string;
  domain: readonly [number, number];
}

/** A part of the plane with its axes. Everything inside is given in the plane's own coordinates. */
export function Plane(
  props: PlotProps & {
    x: PlaneAxis;
    y: PlaneAxis;
    /** Drawing units; default: equal units on both axes. */
    height?: number;
    /** A square grid of 0 … 255 over the whole plane, row by row from the top: 0 is class 0, 255 class 1. */
    field?: readonly number[];
    /** What the picture shows, for those who cannot see it; default: the title. */
    alt?: string;
    children?: ReactNode;
  },
) {
  const { x, y, field, alt, title } = props;
  const named = Boolean(x.label || y.label);
  const margin = named
    ? { left: 40, right: 8, top: 8, bottom: 36 }
    : { left: 2, right: 2, top: 2, bottom: 2 };
  const innerWidth = WIDTH - margin.left - margin.right;
  const span = ([low, high]: readonly [number, number]) => high - low;
  const height = props.height ?? margin.top + margin.bottom + (innerWidth * span(y.domain)) / span(x.domain);
  const innerHeight = height - margin.top - margin.bottom;
  const scales: Scales = {
    x: scaleLinear(x.domain, [margin.left, margin.left + innerWidth]),
    y: scaleLinear(y.domain, [margin.top + innerHeight, margin.top]),
  };
  const percent = (part: number, whole: number) => `${(100 * part) / whole}%`;
  return (
    <Plot {...props}>
      <div className="plane" style={{ aspectRatio: `${WIDTH} / ${height}` }}>
        {field && (
          <div
            className="plane-field"
            style={{
              left: percent(margin.left, WIDTH),
              top: percent(margin.top, height),
              width: percent(innerWidth, WIDTH),
              height: percent(innerHeight, height),
            }}
          >
            <Pixels values={field} columns={Math.sqrt(field.length)} smooth />
          </div>
        )}
        <svg viewBox={`0 0 ${WIDTH} ${height}`} role="group" aria-label={alt ?? title}>
          <rect
            className="plane-frame"
            x={margin.left}
            y={margin.top}
            width={innerWidth}
            height={innerHeight}
          />
          {named && (
            <g className="ticks" fontSize={FONT}>
              {scales.x.ticks(4).map((t) => (
                <text key={t} x={round(scales.x(t))} y={height - margin.bottom + 16} textAnchor="middle">
                  {formatTick(t)}
                </text>
              ))}
              {scales.y.ticks(4).map((t) => (
                <text key={t} x={margin.left - 6} y={round(scales.y(t)) + 4} textAnchor="end">
                  {formatTick(t)}
                </text>
              ))}
              <text x={WIDTH - margin.right} y={height - 4} textAnchor="end">
                {x.label}
              </text>
              <text x={4} y={margin.top + FONT} textAnchor="start">
                {y.label}
              </text>
            </g>
          )}
          {/* A nested drawing clips without an id, which a page of many pictures could not keep unique. */}
          <svg
            x={margin.left}
            y={margin.top}
            width={innerWidth}
            height={innerHeight}
            viewBox={`${margin.left} ${margin.top} ${innerWidth} ${innerHeight}`}
          >
            <PlaneContext value={scales}>{props.children}</PlaneContext>
          </svg>
        </svg>
      </div>
    </Plot>
  );
}

const RESOLUTION = 64;

/** Level lines of a function of the plane, or of a square grid over it (row by row from the top). */
export function Contours({
  of,
  levels,
  ink = 'muted',
  strong = false,
}: {
  of: ((x: number, y: number) => number) | readonly number[];
  levels: readonly number[];
  ink?: Ink;
  /** A boundary that matters, rather than a backdrop. */
  strong?: boolean;
}) {
  const { x, y } = useScales();
  const [left, right] = x.domain() as [number, number];
  const [low, high] = y.domain() as [number, number];
  const isGrid = typeof of !== 'function';
  const n = isGrid ? Math.sqrt(of.length) : RESOLUTION;
  // One cell more on each side, for d3-contour closes its rings at the edge: there the plane cuts them off.
  const size = n + 2;
  const inside = (i: number) => Math.min(n - 1, Math.max(0, i));
  const along = (i: number, from: number, to: number) => from + ((i + 0.5) / n) * (to - from);
  const grid = Array.from({ length: size ** 2 }, (_, k) => {
    const [i, j] = [(k % size) - 1, Math.floor(k / size) - 1];
    return isGrid
      ? (of[inside(j) * n + inside(i)] as number)
      : of(along(i, left, right), along(j, high, low));
  });
  // d3-contour counts cells from their corners; one cell of them is the added edge.
  const toX = (i: number) => round(x(left + ((i - 1) / n) * (right - left)));
  const toY = (j: number) => round(y(high + ((j - 1) / n) * (low - high)));
  const path = contours()
    .size([size, size])
    .thresholds([...levels])(grid)
    .flatMap((level) => level.coordinates.flat())
    .map((ring) =>
      ring.map(([i, j], k) => `${k ? 'L' : 'M'}${toX(i as number)} ${toY(j as number)}`).join(''),
    )
    .join('');
  return (
    <path
      d={path}
      fill="none"
      stroke={inkOf(ink)}
      strokeOpacity={strong ? 1 : 0.35}
      strokeWidth={strong ? 1.75 : 1}
    />
  );
}

/** Points of one kind. Circles and squares tell two classes apart without colour. */
export function Dots({
  points,
  ink,
  shape = 'circle',
  size = 5,
}: {
  points: readonly Point[];
  ink: Ink;
  shape?: 'circle' | 'square';
  size?: number;
}) {
  const { x, y } = useScales();
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
}: {
  points: readonly Point[];
  ink: Ink;
  label?: string;
  pinned?: boolean;
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
      <circle cx={round(labelX)} cy={round(labelY)} r={4} fill={inkOf(ink)} />
      {label && (
        <text x={round(labelX) + 8} y={round(labelY) - 8} className="curve-label" fill={inkOf(ink)}>
          {label}
        </text>
      )}
    </g>
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

const KEYS: Record<string, Point> = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, 1],
  ArrowDown: [0, -1],
};

/** A point the reader moves: dragged by mouse or finger, or by the arrow keys (Shift: ten times as far). */
export function Handle({
  at,
  label,
  ink,
  step = 0.05,
  onMove,
}: {
  at: Point;
  /** Names the point for assistive technology. */
  label: string;
  ink: Ink;
  step?: number;
  onMove: (to: Point) => void;
}) {
  const { x, y } = useScales();
  const circle = useRef<SVGCircleElement>(null);
  const clamp = (v: number, [low, high]: number[]) => Math.min(high as number, Math.max(low as number, v));
  const move = (px: number, py: number) =>
    onMove([Number(clamp(px, x.domain()).toFixed(3)), Number(clamp(py, y.domain()).toFixed(3))]);
  function drag(event: PointerEvent<SVGCircleElement>) {
    if (!event.currentTarget.hasPointerCapture(event.pointerId)) return;
    const matrix = circle.current?.ownerSVGElement?.getScreenCTM()?.inverse();
    if (!matrix) return;
    const { x: px, y: py } = new DOMPoint(event.clientX, event.clientY).matrixTransform(matrix);
    move(x.invert(px), y.invert(py));
  }
  function press(event: KeyboardEvent) {
    const direction = KEYS[event.key];
    if (!direction) return;
    event.preventDefault();
    const far = step * (event.shiftKey ? 10 : 1);
    move(at[0] + far * direction[0], at[1] + far * direction[1]);
  }
  const [cx, cy] = [round(x(at[0])), round(y(at[1]))];
  return (
    <g className="handle" style={{ color: inkOf(ink) }}>
      <circle cx={cx} cy={cy} r={8} className="handle-mark" />
      <circle
        ref={circle}
        cx={cx}
        cy={cy}
        r={24}
        className="handle-target"
        tabIndex={0}
        role="slider"
        aria-label={`${label}: move with the arrow keys`}
        aria-valuemin={x.domain()[0]}
        aria-valuemax={x.domain()[1]}
        aria-valuenow={at[0]}
        aria-valuetext={`${formatNumber(at[0])}, ${formatNumber(at[1])}`}
        onPointerDown={(event) => event.currentTarget.setPointerCapture(event.pointerId)}
        onPointerMove={drag}
        onKeyDown={press}
      />
    </g>
  );
}
