import type { ReactNode } from 'react';
import { round } from './drawing.ts';
import { Plane, useScales } from './plane.tsx';
import { type Ink, inkOf, type PlotProps } from './plot.tsx';

interface Overlay {
  label: string;
  x: readonly number[];
  y: readonly number[];
  ink: Ink;
  dashed?: boolean;
}

function Bins({ bins, ink, curves }: { bins: readonly number[]; ink: Ink; curves: readonly Overlay[] }) {
  const { x, y } = useScales();
  const [from, to] = x.domain() as [number, number];
  const at = (i: number) => round(x(from + (i / bins.length) * (to - from)));
  return (
    <>
      {bins.map((height, i) => (
        <rect
          // biome-ignore lint/suspicious/noArrayIndexKey: a bin is its place
          key={i}
          x={at(i) + 0.5}
          y={round(y(height))}
          width={Math.max(0.5, at(i + 1) - at(i) - 1)}
          height={round(y(0) - y(height))}
          fill={inkOf(ink)}
          fillOpacity={0.55}
        />
      ))}
      {curves.map((curve) => (
        <path
          key={curve.label}
          d={curve.x
            .map((v, i) => `${i ? 'L' : 'M'}${round(x(v))} ${round(y(curve.y[i] as number))}`)
            .join('')}
          fill="none"
          stroke={inkOf(curve.ink)}
          strokeWidth={2}
          strokeDasharray={curve.dashed ? '6 4' : undefined}
        />
      ))}
    </>
  );
}

/** How often a quantity fell into each of the equal bins of [from, to], with curves over them. */
export function Histogram({
  bins,
  domain,
  x,
  y,
  ink = 1,
  curves = [],
  height = 230,
  room,
  children,
  ...plot
}: PlotProps & {
  /** One height a bin, from left to right. */
  bins: readonly number[];
  domain: readonly [from: number, to: number];
  /** Names the axis under the bars, with its unit. */
  x: string;
  /** What the heights are. */
  y: string;
  ink?: Ink;
  /** Drawn over the bars, in the same units: a density, an expectation. */
  curves?: readonly Overlay[];
  height?: number;
  /** For long numbers on the y axis, as in a Plane. */
  room?: number | undefined;
  /** Marks and handles, in the same units. */
  children?: ReactNode;
}) {
  const top = Math.max(...bins, ...curves.flatMap((curve) => curve.y), 1e-9);
  return (
    <Plane {...plot} x={{ label: x, domain }} y={{ label: y, domain: [0, 1.18 * top], room }} height={height}>
      <Bins bins={bins} ink={ink} curves={curves} />
      {children}
    </Plane>
  );
}
