import type { ReactNode } from 'react';
import { Plane } from './plane.tsx';
import type { PlotProps } from './plot.tsx';

/** A part of the real line; Dots, Mark and Handle (axis 'x') stand in it at heights from 0 to 1. */
export function NumberLine({
  label,
  domain,
  height = 110,
  children,
  ...plot
}: PlotProps & {
  /** Names the axis, with its unit. */
  label: string;
  domain: readonly [number, number];
  height?: number;
  children: ReactNode;
}) {
  return (
    <Plane {...plot} x={{ label, domain }} y={{ domain: [0, 1], hidden: true }} height={height}>
      {children}
    </Plane>
  );
}
