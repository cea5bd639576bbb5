import { range, sum } from 'd3-array';
import type { Rng } from '../sim/rng.ts';

type Matrix = readonly (readonly number[])[];
const words = (text: string) => text.split(' ');
const oneHot = (k: number, size: number) => range(size).map((j) => Number(j === k));

export const CONCEPTS = words('cat cow owl bee car bus ship bike cup hat shoe tree rose sun rain milk');
/** Each shape in each colour and size: 64 objects. */
export const PARTS = [
  words('cube ball cone ring'),
  words('red blue green white'),
  words('tiny small large huge'),
] as const;
export const OBJECTS = range(64).map((i) => [i >> 4, (i >> 2) & 3, i & 3] as const);

/** Things to learn about, in two codes. */
export type Coded = {
  /** A unit for each thing; those beyond the last unit have none. */
  local: Matrix;
  /** A pattern of units for each thing. */
  distributed: Matrix;
  /** What a net is to answer. */
  targets: Matrix;
};

/** Concepts to be named: their patterns are coin tosses, +1 or −1 for each unit. */
export const concepts = (rng: Rng, units: number): Coded => ({
  local: CONCEPTS.map((_, i) => oneHot(i, units)),
  distributed: CONCEPTS.map(() => range(units).map(() => (rng.int(2) ? 1 : -1))),
  targets: CONCEPTS.map((_, i) => oneHot(i, CONCEPTS.length)),
});

/**
 * Objects to be priced: their patterns are one unit for the shape, one for the colour, one for the size. The price adds
 * up what the three are worth, 0.5 to 2.5 each, and a normal amount of size `quirk` that depends on the object alone.
 */
export function objects(rng: Rng, quirk: number): Coded {
  const [parts, whole] = [rng.fork('parts'), rng.fork('whole')];
  const worth = PARTS.map((kind) => kind.map(() => 0.5 + 2 * parts.uniform()));
  return {
    local: OBJECTS.map((_, i) => oneHot(i, OBJECTS.length)),
    distributed: OBJECTS.map((object) => object.flatMap((k) => oneHot(k, 4))),
    targets: OBJECTS.map((object) => [sum(object, (k, kind) => worth[kind]?.[k]) + quirk * whole.normal()]),
  };
}

/** Pairs of concepts that have the same pattern by chance. */
export const twins = (patterns: Matrix): string[] =>
  patterns.flatMap((code, i) => {
    const first = patterns.findIndex((other) => String(other) === String(code));
    return first < i ? [`${CONCEPTS[first]} and ${CONCEPTS[i]}`] : [];
  });

/** Shapes, colours and sizes that none of the given objects has. */
export const missingParts = (objects: readonly number[]): string[] =>
  PARTS.flatMap((kind, k) => kind.filter((_, part) => objects.every((i) => OBJECTS[i]?.[k] !== part)));
