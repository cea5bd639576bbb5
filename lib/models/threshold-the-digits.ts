import { range, sum } from 'd3-array';
import { type Digits, PIXELS, pick, split } from '../data/digits.ts';
import { shade } from '../data/shadow.ts';
import { type Diagnosis, defineSimulation, param, type Rng } from '../sim/index.ts';
import { bytes, digits, round } from '../sim/numbers.ts';
import {
  accuracy,
  adam,
  inputs,
  labels,
  normal,
  owner,
  softmaxCrossEntropy,
  targets,
  tf,
} from '../tf/index.ts';

/** Grey levels of a digit: 0 is paper, 16 ink. A cut of 17 is above all of them. */
const INK = 16;
const CUTS = range(INK + 2);
const EACH = 400;
const [UPDATES, SHOWN] = [2, 12];

/** bᵢ = 1 where xᵢ ≥ τ, else 0. */
export const binarize = (x: ArrayLike<number>, cut: number) => Array.from(x, (v) => Number(v >= cut));

/**
 * Otsu 1979: the cut τ that maximises ω₀ω₁(μ₀ − μ₁)², the variance between the levels below τ and those from τ on; the first of
 * equal ones, and null where there is one level only. `counts[v]` says how many pixels have level v.
 */
export function otsu(counts: readonly number[]): { cut: number | null; variance: number } {
  const all = sum(counts);
  const total = sum(counts, (c, v) => c * v);
  let best: { cut: number | null; variance: number } = { cut: null, variance: 0 };
  for (let cut = 1; cut < counts.length; cut++) {
    const [below, moment] = [sum(counts.slice(0, cut)), sum(counts.slice(0, cut), (c, v) => c * v)];
    if (below === 0 || below === all) continue;
    const difference = moment / below - (total - moment) / (all - below);
    const variance = (below / all) * (1 - below / all) * difference ** 2;
    if (variance > best.variance + 1e-12) best = { cut, variance };
  }
  return best;
}

/** Softmax regression on the same digits, in grey, cut to one bit at every level, and with coins for bits. */
export default defineSimulation({
  params: {
    cut: param.number({
      label: 'Cut',
      help: 'Pixels of this grey level or more become 1. 0 is paper, 16 ink.',
      min: 0,
      max: INK + 1,
      step: 1,
      default: 8,
      live: true,
    }),
    shown: param.choice({
      label: 'Pictures shown',
      options: { cut: 'Cut', coin: 'Coins', scale: 'Only scaled' },
      default: 'cut',
      live: true,
    }),
    shadow: param.number({
      label: 'Shadow',
      help: 'How dark it is at one edge of each picture, a random one.',
      min: 0,
      max: 0.9,
      step: 0.1,
      default: 0,
    }),
  },
  metrics: {
    bit: { label: 'new digits right at this cut', unit: '%' },
    grey: { label: 'in grey', unit: '%' },
    coin: { label: 'with coins', unit: '%' },
    low: { label: 'cut at 3', unit: '%' },
    high: { label: 'cut at 12', unit: '%' },
  },
  schedule: { posterSteps: 15, maxSteps: 15, stepsPerSecond: 4 },
  init(values, rng) {
    let { cut, shown } = values;
    const { own, layer, dispose } = owner();
    const [test, train] = split(rng.fork('data'), EACH, EACH).map((set, i) =>
      shade(set, values.shadow, rng.fork(`shadow ${i}`)),
    ) as [Digits, Digits];
    const [taught, asked] = [own(targets(train, 10)), own(labels(test))];
    const coins = ({ pixels }: Digits, draws: Rng) => Array.from(pixels, (v) => Number(draws.uniform() < v));
    const cutAt = ({ pixels }: Digits, at: number) => binarize(pixels, at / INK);
    const some = pick(test, range(SHOWN));

    /** A classifier of its own for pictures encoded so. */
    function classifier(encode: (set: Digits, name: string) => ArrayLike<number>) {
      const as = (set: Digits, name: string) =>
        own(inputs({ n: set.n, pixels: Float32Array.from(encode(set, name)) }));
      const [x, xTest] = [as(train, 'train'), as(test, 'test')];
      const logits = layer(normal(rng.fork('weights'), [PIXELS, 10], 0.01) as tf.Tensor2D);
      const optimizer = own(adam(logits.variables, 0.1));
      return {
        update: () => optimizer.minimise(() => softmaxCrossEntropy(logits(x), taught)),
        right: () => round(100 * tf.tidy(() => accuracy(logits(xTest), asked)), 2),
      };
    }
    const grey = classifier(({ pixels }) => pixels);
    const coin = classifier((set, name) => coins(set, rng.fork(`coins ${name}`)));
    const bits = CUTS.map((at) => classifier((set) => cutAt(set, at)));
    const measure = () => ({ grey: grey.right(), coin: coin.right(), cuts: bits.map((one) => one.right()) });
    let now = measure();
    let step = 0;
    const counts = range(INK + 1).map((v) => sum(train.pixels, (x) => Number(x * INK === v)));
    return {
      step() {
        for (let i = 0; i < UPDATES; i++) for (const one of [grey, coin, ...bits]) one.update();
        step += 1;
        now = measure();
        return 'running';
      },
      metrics: () => ({
        bit: now.cuts[cut] as number,
        grey: now.grey,
        coin: now.coin,
        low: now.cuts[3] as number,
        high: now.cuts[12] as number,
      }),
      snapshot() {
        const coded = {
          cut: cutAt(some, cut),
          coin: coins(some, rng.fork('coins shown')),
          scale: [...some.pixels],
        }[shown];
        const pictures = (all: readonly number[]) =>
          range(SHOWN).map((i) => bytes(all.slice(i * PIXELS, (i + 1) * PIXELS)));
        return {
          /** % of new digits right, one for each cut from 0 to 17. */
          cuts: now.cuts,
          otsu: otsu(counts).cut,
          /** How many pixels of the training digits have each grey level, 0 to 16. */
          counts,
          before: pictures([...some.pixels]),
          after: pictures(coded),
          /** Different values among the pixels of these pictures. */
          valuesLeft: new Set(coded).size,
        };
      },
      diagnosis(): Diagnosis<'cut'> | null {
        const ones = sum(counts.slice(cut)) / sum(counts);
        if (ones === 0 || ones === 1)
          return {
            step,
            message: `At cut ${cut} every pixel is ${ones}, so every picture is the same: the classifier can only guess.`,
            param: 'cut',
            reset: 8,
          };
        const right = now.cuts[cut] as number;
        const best = Math.max(...now.cuts);
        if (step < 5 || right > best - 15) return null;
        const better = now.cuts.indexOf(best);
        return {
          step,
          message: `At cut ${cut} ${digits(100 * ones, 2)} % of the pixels become 1, and ${digits(right, 2)} % of new digits are named right; at cut ${better} it is ${digits(best, 2)} %.`,
          param: 'cut',
          reset: better,
        };
      },
      set(next) {
        ({ cut, shown } = next);
      },
      dispose,
    };
  },
});
