import { range } from 'd3-array';
import { type Diagnosis, defineSimulation, type Point, param } from '../sim/index.ts';
import { digits } from '../sim/numbers.ts';

const STEPS = 80;
const RATE = 0.3;

export type Arrow = readonly [x: number, y: number];
export const add = (a: Arrow, b: Arrow): Arrow => [a[0] + b[0], a[1] + b[1]];
export const scale = (c: number, a: Arrow): Arrow => [c * a[0], c * a[1]];
/** a·b = Σ a_i b_i = ‖a‖ ‖b‖ cos θ */
export const dot = (a: Arrow, b: Arrow) => a[0] * b[0] + a[1] * b[1];
/** ‖a‖ = √(a·a) */
export const norm = (a: Arrow) => Math.sqrt(dot(a, a));

/** East and north of a speed and a bearing in degrees, clockwise from north. */
export const components = (speed: number, bearing: number): Arrow => [
  speed * Math.sin((bearing * Math.PI) / 180),
  speed * Math.cos((bearing * Math.PI) / 180),
];

/** What probes say of w: A = mean dᵢdᵢᵀ and b = mean dᵢyᵢ, so that ½ mean (dᵢ·w − yᵢ)² has the gradient Aw − b. */
function moments(probes: readonly Arrow[], answers: readonly number[]) {
  const mean = (of: (d: Arrow, i: number) => number) =>
    probes.reduce((sum, d, i) => sum + of(d, i), 0) / probes.length;
  const [xx, xy, yy] = [mean((d) => d[0] ** 2), mean((d) => d[0] * d[1]), mean((d) => d[1] ** 2)];
  const at = (i: number) => answers[i] as number;
  return { xx, xy, yy, x: mean((d, i) => d[0] * at(i)), y: mean((d, i) => d[1] * at(i)) };
}

const rounded = (a: Arrow): Point => [digits(a[0], 5), digits(a[1], 5)];

export default defineSimulation({
  params: {
    scene: param.choice({
      label: 'Show',
      options: { probes: 'A hidden arrow', winds: 'Two winds' },
      default: 'probes',
    }),
    probes: param.number({
      label: 'Probes',
      when: { scene: 'probes' },
      min: 1,
      max: 12,
      step: 1,
      default: 8,
    }),
    spread: param.number({
      label: 'Probes fan out over',
      when: { scene: 'probes' },
      unit: '°',
      min: 0,
      max: 180,
      step: 5,
      default: 120,
    }),
    noise: param.number({
      label: 'Noise of the answers',
      help: 'Standard deviation of what is added to each dot product.',
      when: { scene: 'probes' },
      min: 0,
      max: 0.5,
      step: 0.05,
      default: 0,
    }),
    speed: param.number({
      label: 'Speed of each wind',
      when: { scene: 'winds' },
      min: 0,
      max: 100,
      step: 5,
      default: 50,
    }),
    first: param.number({
      label: 'Bearing of the first',
      help: 'Clockwise from north.',
      when: { scene: 'winds' },
      unit: '°',
      min: 0,
      max: 360,
      step: 5,
      default: 35,
    }),
    second: param.number({
      label: 'Bearing of the second',
      when: { scene: 'winds' },
      unit: '°',
      min: 0,
      max: 360,
      step: 5,
      default: 325,
    }),
  },
  metrics: {
    error: { label: 'distance to the hidden arrow' },
    along: { label: 'error along the probes' },
    across: { label: 'error across them' },
    sum: { label: 'speed of the sum' },
  },
  schedule: { posterSteps: STEPS, maxSteps: STEPS, stepsPerSecond: 20 },

  init({ scene, probes: m, spread, noise, speed, first, second }, rng) {
    const data = rng.fork('arrow');
    const hidden = components(0.9 + 0.5 * data.uniform(), 360 * data.uniform());
    const middle = 360 * data.uniform();
    const slips = rng.fork('noise');
    const bearings = range(m).map((i) => middle + spread * (m > 1 ? i / (m - 1) - 0.5 : 0));
    const probes = bearings.map((bearing) => components(1, bearing));
    const answers = probes.map((d) => dot(d, hidden) + noise * slips.normal());
    const A = moments(probes, answers);
    const blind = m === 1 || spread === 0 || (m === 2 && spread === 180);
    const centre = components(1, middle);
    const side: Arrow = [-centre[1], centre[0]];
    const winds = [components(speed, first), components(speed, second)] as const;
    const total = add(...winds);
    let w: Arrow = [0, 0];
    const path: Arrow[] = [w];
    return {
      step() {
        if (scene === 'winds') return 'done';
        const gradient: Arrow = [A.xx * w[0] + A.xy * w[1] - A.x, A.xy * w[0] + A.yy * w[1] - A.y];
        w = add(w, scale(-RATE, gradient));
        path.push(w);
        return 'running';
      },
      metrics() {
        if (scene === 'winds') return { sum: norm(total) };
        const off = add(w, scale(-1, hidden));
        return { error: norm(off), along: Math.abs(dot(off, centre)), across: Math.abs(dot(off, side)) };
      },
      snapshot: () => ({
        hidden: rounded(hidden),
        probes: probes.map(rounded),
        answers: digits(answers, 3),
        path: path.map(rounded),
        moments: {
          xx: digits(A.xx, 5),
          xy: digits(A.xy, 5),
          yy: digits(A.yy, 5),
          x: digits(A.x, 5),
          y: digits(A.y, 5),
        },
        /** Direction in which the probes say nothing, if there is one. */
        blind: blind ? rounded(side) : null,
        winds: winds.map(rounded),
        total: rounded(total),
        bearing: digits((((Math.atan2(total[0], total[1]) * 180) / Math.PI + 360) % 360) + 0, 4),
      }),
      diagnosis(): Diagnosis<'spread' | 'speed'> | null {
        const step = path.length - 1;
        if (scene === 'winds')
          return speed > 0 && norm(total) > 1e-9
            ? null
            : {
                step,
                message: 'The sum is the zero vector: it has no direction.',
                param: 'speed',
                reset: 50,
              };
        if (!blind) return null;
        const message =
          'These probes cannot tell the arrows on the drawn line apart: all have the same dot products with them. Descent from zero ends at the shortest.';
        return { step, message, param: 'spread', reset: 120 };
      },
      dispose() {},
    };
  },
});
