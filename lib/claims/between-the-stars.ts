import { starStrip } from '../data/streams.ts';
import model, { CELLS, ceiling, createReader } from '../models/between-the-stars.ts';
import { inputs } from '../problems/sequences.ts';
import { type AnyValues, createRng, defineClaims, runsOf } from '../sim/index.ts';
import { tf } from '../tf/index.ts';

const runs = runsOf(model);
const trained = (seed: number, given?: Partial<AnyValues>) => runs(seed, given).metrics;
const strip = (stars: string) => inputs([starStrip([...stars].map(Number))]);
/** Answers of a fresh net at each cell of a strip. */
function answers(directions: readonly ('forward' | 'backward')[], stars: string): number[] {
  const net = createReader(createRng(1), 6, directions);
  const all = tf.tidy(() => [...net.logits(strip(stars)).dataSync()]);
  net.dispose();
  return all;
}
/** First and last cell whose answer the last star changes. */
function changed(directions: readonly ('forward' | 'backward')[]) {
  const [without, withIt] = [answers(directions, '0010000000'), answers(directions, '0010000001')];
  return without.flatMap((z, t) => (z === withIt[t] ? [] : [t]));
}

export default defineClaims([
  {
    text: 'A star set in the last of ten cells changes the forward net’s answer in that cell alone, the bidirectional net’s in all ten.',
    seeds: 1,
    measure: () => 100 * changed(['forward']).length + changed(['forward', 'backward']).length,
    holds: (counts) => counts === 100 + CELLS,
    figure: 'changed cells, forward (hundreds) and both',
  },
  {
    text: 'With equal weights and a strip that reads the same both ways, the backward states are the forward ones in mirror order.',
    seeds: 1,
    measure() {
      const net = createReader(createRng(1), 6, ['forward', 'backward']);
      const difference = tf.tidy(() => {
        const [forward, backward] = net.layers.map((layer) => layer.variables);
        for (const [k, v] of (backward ?? []).entries()) v.assign(forward?.[k] as tf.Tensor);
        const [there = [], back = []] = net.states(strip('0110000110'));
        const gaps = there.map((h, t) => tf.max(tf.abs(tf.sub(h, back[CELLS - 1 - t] as tf.Tensor))));
        return Math.max(...gaps.map((gap) => gap.dataSync()[0] as number));
      });
      net.dispose();
      return difference;
    },
    holds: (difference) => difference === 0,
    figure: 'largest difference',
  },
  {
    text: 'On ten cells with stars at a rate of 0.15 no rule that sees only the past is right on more than 87.1 % of the cells on average.',
    seeds: 1,
    measure: () => ceiling(0.15),
    holds: (share) => Math.abs(share - 0.870863) < 1e-6,
    figure: 'the limit',
  },
  {
    text: 'After 150 updates the net that reads both ways is right on at least 98 % of the cells.',
    seeds: 6,
    measure: (seed) => trained(seed).both,
    holds: (share) => share >= 0.98,
    figure: 'right answers',
  },
  {
    text: 'The forward net comes near this limit. On 400 new strips, which are a sample, it stays within 8 points below it and 2 above.',
    seeds: 6,
    measure: (seed) => trained(seed).forward - ceiling(0.15),
    holds: (difference) => difference > -0.08 && difference < 0.02,
    figure: 'right answers minus the limit',
  },
  {
    text: 'Reading backwards is no better: that net, too, stays below 90 %.',
    seeds: 6,
    measure: (seed) => trained(seed).backward,
    holds: (share) => share > 0.79 && share < 0.9,
    figure: 'right answers',
  },
  {
    text: 'Sixteen units instead of six leave it at that: the net that reads both ways is right on at least 8 % more of the cells than the forward one.',
    seeds: 2,
    measure: (seed) => trained(seed, { hidden: 16 }).both - trained(seed, { hidden: 16 }).forward,
    holds: (difference) => difference >= 0.08,
    figure: 'right answers of both ways minus those of forwards',
  },
]);
