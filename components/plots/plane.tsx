import { type ScaleLinear, scaleLinear } from 'd3-scale';
import { createContext, type ReactNode, use } from 'react';
import { formatTick, round } from './drawing.ts';
import { Pixels } from './pixels.tsx';
import { FONT, Plot, type PlotProps, WIDTH } from './plot.tsx';

interface Scales {
  x: ScaleLinear<number, number>;
  y: ScaleLinear<number, number>;
}
const PlaneContext = createContext<Scales | null>(null);
export function useScales(): Scales {
  const scales = use(PlaneContext);
  if (!scales)
    throw new Error('Contours, Dots, Trail, Segments, Arrow, Mark, Handle and AddPoint stand inside a Plane');
  return scales;
}

interface PlaneAxis {
  /** Left out where the axes mean nothing of their own. */
  label?: string;
  domain: readonly [number, number];
  /** No ticks: positions on this axis mean nothing. */
  hidden?: boolean;
  /** Drawing units left of the plane, where the numbers of the y axis are long; default 40. */
  room?: number | undefined;
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
    ? { left: y.hidden ? 8 : (y.room ?? 40), right: 8, top: 8, bottom: 36 }
    : { left: 2, right: 2, top: 2, bottom: 2 };
  const innerWidth = WIDTH - margin.left - margin.right;
  const span = ([low, high]: readonly [number, number]) => high - low;
  const height = props.height ?? margin.top + margin.bottom + (innerWidth * span(y.domain)) / span(x.domain);
  const innerHeight = height - margin.top - margin.bottom;
  const scales: Scales = {
    x: scaleLinear(x.domain, [margin.left, margin.left + innerWidth]),
    y: scaleLinear(y.domain, [margin.top + innerHeight, margin.top]),
  };
  // None under the name of the axis.
  const highest = y.label ? margin.top + FONT + 6 : 0;
  const yTicks = y.hidden ? [] : scales.y.ticks(4).filter((t) => scales.y(t) > highest);
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
              {yTicks.map((t) => (
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
