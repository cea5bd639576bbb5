import { type KeyboardEvent, type PointerEvent, useRef } from 'react';
import type { Point } from '@/lib/sim';
import { round } from './drawing.ts';
import { formatNumber } from './format.ts';
import { useScales } from './plane.tsx';
import { type Ink, inkOf } from './plot.tsx';

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
