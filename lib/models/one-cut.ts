import { range } from 'd3-array';
import { groups } from '../data/groups.ts';
import { type Diagnosis, defineSimulation, type Point, param, type Rng } from '../sim/index.ts';
import { digits, dot } from '../sim/numbers.ts';

const STEPS = 80;
/** Further sets of points for each N at every step. */
const SETS = 5;

export type Vector = readonly number[];

/** (w·x + b)/‖w‖: how far x is from the hyperplane w·x + b = 0, positive on the side that w points to. */
export const signedDistance = (w: Vector, b: number, x: Vector) => (dot(w, x) + b) / Math.sqrt(dot(w, w));

/**
 * How many of the 2^N labelings of N points in general position n free weights (the bias counted) can realise:
 * C(N, n) = 2 Σ_{k<n} binom(N − 1, k) (Cover 1965).
 */
export function labelings(points: number, weights: number): number {
  let [binomial, total] = [1, 0];
  for (let k = 0; k < weights; k++) {
    total += binomial;
    binomial *= (points - 1 - k) / (k + 1);
  }
  return 2 * total;
}

/** A point and its side, +1 or −1; the last coordinate is 1, so that the last weight is the bias. */
export interface Labelled {
  x: Vector;
  side: number;
}
export const withOne = (x: Vector, side: number): Labelled => ({ x: [...x, 1], side });

/** Rosenblatt 1958: adds side · x for the point furthest on the wrong side; false once there is none. */
export function perceptronStep(w: number[], points: readonly Labelled[]): boolean {
  let [worst, least]: [Labelled | null, number] = [null, Number.POSITIVE_INFINITY];
  for (const point of points) {
    const score = point.side * dot(w, point.x);
    if (score <= 0 && score < least) [worst, least] = [point, score];
  }
  worst?.x.forEach((v, i) => {
    w[i] = (w[i] as number) + (worst as Labelled).side * v;
  });
  return worst !== null;
}

/** Whether a perceptron finds a hyperplane for N random points with random sides within so many passes. */
export function separated(rng: Rng, n: number, dimension: number, passes: number): boolean {
  const points = range(n).map(() => {
    const x = [...range(dimension).map(() => rng.normal()), 1];
    const length = Math.sqrt(dot(x, x));
    return { x: x.map((v) => v / length), side: rng.int(2) ? 1 : -1 };
  });
  const w = range(dimension + 1).map(() => 0);
  for (let pass = 0; pass < passes; pass++) {
    let errors = 0;
    for (const { x, side } of points) {
      if (side * dot(w, x) > 0) continue;
      errors += 1;
      x.forEach((v, i) => {
        w[i] = (w[i] as number) + side * v;
      });
    }
    if (errors === 0) return true;
  }
  return false;
}

export default defineSimulation({
  params: {
    scene: param.choice({
      label: 'Points',
      options: { apart: 'Two groups, to drag', xor: 'XOR', random: 'Random points, random colours' },
      default: 'apart',
    }),
    plus: param.points({
      label: 'Circles',
      when: { scene: 'apart' },
      min: -2,
      max: 2,
      default: groups.apart.plus,
    }),
    minus: param.points({
      label: 'Squares',
      when: { scene: 'apart' },
      min: -2,
      max: 2,
      default: groups.apart.minus,
    }),
    probe: param.points({ label: 'Probe', min: -2, max: 2, default: [[-0.6, 1.2]], live: true }),
    dimension: param.number({
      label: 'Dimensions',
      when: { scene: 'random' },
      min: 1,
      max: 5,
      step: 1,
      default: 2,
    }),
    passes: param.number({
      label: 'Passes before giving up',
      when: { scene: 'random' },
      min: 10,
      max: 2000,
      scale: 'log',
      default: 500,
    }),
  },
  metrics: {
    errors: { label: 'points on the wrong side' },
    separated: { label: 'sets separated, of those with twice as many points as weights' },
    stuck: { label: 'sets not separated, of those' },
  },
  schedule: { posterSteps: STEPS, maxSteps: STEPS, stepsPerSecond: 12 },

  init(initial, rng) {
    let values = initial;
    const { scene, dimension, passes } = initial;
    const weights = dimension + 1;
    const sizes = range(3 * weights + 1).map((i) => weights + i);
    const found = sizes.map(() => 0);
    const draw = rng.fork('sets');
    let sets = 0;

    const { plus, minus } = scene === 'xor' ? groups.xor : initial;
    const points = [...plus.map((x) => withOne(x, 1)), ...minus.map((x) => withOne(x, -1))];
    const w = [0, 0, 0];
    let updates = 0;
    const normal = () => w.slice(0, 2) as [number, number];
    const flat = () => normal().every((v) => v === 0);
    const errors = () => points.filter(({ x, side }) => side * dot(w, x) <= 0).length;
    const share = () => (found[weights] as number) / Math.max(1, sets);

    return {
      step() {
        if (scene === 'random') {
          sizes.forEach((n, i) => {
            for (let k = 0; k < SETS; k++)
              if (separated(draw, n, dimension, passes)) found[i] = (found[i] as number) + 1;
          });
          sets += SETS;
          return 'running';
        }
        updates += 1;
        perceptronStep(w, points);
        return errors() === 0 ? 'done' : 'running';
      },
      metrics: () =>
        scene !== 'random'
          ? { errors: errors() }
          : sets === 0
            ? {}
            : { separated: share(), stuck: 1 - share() },
      snapshot: () => ({
        plus,
        minus,
        /** Weights of the line w₁x + w₂y + b = 0; null before the first update, when there is none. */
        line: flat() ? null : digits(w, 4),
        distance: flat()
          ? null
          : digits(signedDistance(normal(), w[2] as number, values.probe[0] as Point), 4),
        updates,
        sets,
        sizes,
        /** For each N: share of the sets separated, and the share of labelings that can be. */
        found: found.map((n) => digits(n / Math.max(1, sets), 4)),
        possible: sizes.map((n) => digits(labelings(n, weights) / 2 ** n, 4)),
      }),
      diagnosis(): Diagnosis<'scene' | 'passes'> | null {
        if (scene === 'random')
          return passes >= 500
            ? null
            : {
                step: sets / SETS,
                message: `After ${passes} passes some sets that a hyperplane could separate are not separated yet; the dots are lower bounds.`,
                param: 'passes',
                reset: 500,
              };
        if (updates < STEPS || errors() === 0) return null;
        const message =
          'No line puts all circles on one side and all squares on the other, so the perceptron’s rule never rests.';
        return { step: updates, message, param: 'scene', reset: 'apart' };
      },
      set(next) {
        values = next;
      },
      dispose() {},
    };
  },
});
