import type { AnyValues, NumberSpec, ParamSpec } from './params.ts';

const clampTo = (x: number, min: number, max: number) => Math.min(max, Math.max(min, x));

/** The nearest value a control can show: inside the range, on its grid (linear) or with two significant digits (log). */
export function clampNumber(spec: NumberSpec, value: number): number {
  const x = clampTo(value, spec.min, spec.max);
  if (spec.scale === 'log') return clampTo(Number(x.toPrecision(2)), spec.min, spec.max);
  const onGrid = spec.min + Math.round((x - spec.min) / spec.step) * spec.step;
  return clampTo(Number(onGrid.toPrecision(10)), spec.min, spec.max);
}

/** A value of any origin made valid, or undefined when nothing sensible can be made of it. */
export function coerce(spec: ParamSpec, value: unknown): AnyValues[string] | undefined {
  switch (spec.kind) {
    case 'number':
      return typeof value === 'number' && Number.isFinite(value) ? clampNumber(spec, value) : undefined;
    case 'choice':
      return typeof value === 'string' && Object.hasOwn(spec.options, value) ? value : undefined;
    case 'toggle':
      return typeof value === 'boolean' ? value : undefined;
    case 'points':
      return Array.isArray(value) &&
        value.length >= (spec.least ?? spec.default.length) &&
        value.length <= (spec.most ?? spec.default.length) &&
        value.every((p) => Array.isArray(p) && p.length === 2 && p.every(Number.isFinite))
        ? value.map(([x, y]) => [clampTo(x, spec.min, spec.max), clampTo(y, spec.min, spec.max)] as const)
        : undefined;
  }
}

export function encodeValue(value: AnyValues[string]): string {
  return Array.isArray(value) ? value.map((point) => point.join(',')).join(';') : String(value);
}
