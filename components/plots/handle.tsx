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

/** The point of the drawing under a mouse or finger, in the drawing's own units. */
function pointOf(
  event: PointerEvent<SVGGraphicsElement>,
  svg: SVGSVGElement | null | undefined,
): Point | null {
  const matrix = svg?.getScreenCTM()?.inverse();
  if (!matrix) return null;
  const { x, y } = new DOMPoint(event.clientX, event.clientY).matrixTransform(matrix);
  return [x, y];
}

/**
 * A point the reader moves: dragged by mouse or finger, or by the arrow keys (Shift: ten times as far). With
 * `onRemove`, Delete and a double tap take it away.
 */
export function Handle({
  at,
  label,
  ink,
  step = 0.05,
  axis = 'both',
  shape = 'circle',
  onMove,
  onRemove,
}: {
  at: Point;
  /** Names the point for assistive technology. */
  label: string;
  ink: Ink;
  step?: number;
  /** 'x': moves along the number line alone. */
  axis?: 'x' | 'both';
  /** Tells two kinds of handles apart without colour, as in Dots. */
  shape?: 'circle' | 'square';
  onMove: (to: Point) => void;
  onRemove?: (() => void) | undefined;
}) {
  const { x, y } = useScales();
  const circle = useRef<SVGCircleElement>(null);
  const clamp = (v: number, [low, high]: number[]) => Math.min(high as number, Math.max(low as number, v));
  const move = (px: number, py: number) =>
    onMove([
      Number(clamp(px, x.domain()).toFixed(3)),
      axis === 'x' ? at[1] : Number(clamp(py, y.domain()).toFixed(3)),
    ]);
  const grabbed = useRef(false);
  const letGo = () => {
    grabbed.current = false;
  };
  function grab({ currentTarget, pointerId }: PointerEvent<SVGCircleElement>) {
    grabbed.current = true;
    try {
      currentTarget.setPointerCapture(pointerId);
    } catch {
      // It is up again: a drag made before the drawing was live.
    }
  }
  function drag(event: PointerEvent<SVGCircleElement>) {
    if (!grabbed.current) return;
    const point = pointOf(event, circle.current?.ownerSVGElement);
    if (point) move(x.invert(point[0]), y.invert(point[1]));
  }
  function press(event: KeyboardEvent) {
    if (onRemove && (event.key === 'Delete' || event.key === 'Backspace')) {
      event.preventDefault();
      onRemove();
    }
    const direction = KEYS[event.key];
    if (!direction) return;
    event.preventDefault();
    const far = step * (event.shiftKey ? 10 : 1);
    move(at[0] + far * direction[0], at[1] + far * direction[1]);
  }
  const [cx, cy] = [round(x(at[0])), round(y(at[1]))];
  return (
    <g className="handle" style={{ color: inkOf(ink) }}>
      {shape === 'circle' ? (
        <circle cx={cx} cy={cy} r={8} className="handle-mark" />
      ) : (
        <rect x={cx - 7} y={cy - 7} width={14} height={14} className="handle-mark" />
      )}
      <circle
        ref={circle}
        cx={cx}
        cy={cy}
        r={24}
        className="handle-target"
        tabIndex={0}
        role="slider"
        aria-label={`${label}: move with the arrow keys${onRemove ? ', remove with Delete' : ''}`}
        aria-valuemin={x.domain()[0]}
        aria-valuemax={x.domain()[1]}
        aria-valuenow={at[0]}
        aria-valuetext={(axis === 'x' ? [at[0]] : at).map((v) => formatNumber(v)).join(', ')}
        onPointerDown={grab}
        onPointerMove={drag}
        onPointerUp={letGo}
        onLostPointerCapture={letGo}
        onDoubleClick={onRemove}
        onKeyDown={press}
      />
    </g>
  );
}

/** A set of points the reader moves one by one; where they are `removable`, all but the last can be taken away. */
export function Handles({
  points,
  name,
  removable = false,
  onChange,
  ...look
}: {
  points: readonly Point[];
  /** Of one of them: “Circle” makes “Circle 1” and so on. */
  name: string;
  ink: Ink;
  shape?: 'circle' | 'square';
  removable?: boolean;
  /** Is given the set as it is then. */
  onChange: (points: readonly Point[]) => void;
}) {
  return points.map((at, i) => (
    <Handle
      // biome-ignore lint/suspicious/noArrayIndexKey: a point is its place in the set
      key={i}
      {...look}
      at={at}
      label={`${name} ${i + 1}`}
      onMove={(to) => onChange(points.with(i, to))}
      onRemove={removable && points.length > 1 ? () => onChange(points.toSpliced(i, 1)) : undefined}
    />
  ));
}

/** The plane's empty ground: a tap, or Enter for its middle, adds a point. Stands below the handles. */
export function AddPoint({ label, onAdd }: { label: string; onAdd: (at: Point) => void }) {
  const { x, y } = useScales();
  const ground = useRef<SVGRectElement>(null);
  const [left, right] = x.range() as [number, number];
  const [bottom, top] = y.range() as [number, number];
  const add = (at: Point) => onAdd([Number(at[0].toFixed(3)), Number(at[1].toFixed(3))]);
  return (
    <rect
      ref={ground}
      className="add-point"
      x={left}
      y={top}
      width={right - left}
      height={bottom - top}
      tabIndex={0}
      role="button"
      aria-label={label}
      onPointerUp={(event) => {
        const point = pointOf(event, ground.current?.ownerSVGElement);
        if (point) add([x.invert(point[0]), y.invert(point[1])]);
      }}
      onKeyDown={(event) => {
        if (event.key !== 'Enter') return;
        event.preventDefault();
        add([x.invert((left + right) / 2), y.invert((top + bottom) / 2)]);
      }}
    />
  );
}
