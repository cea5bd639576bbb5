import model, { features } from '../models/swap-the-head.ts';
import { type AnyValues, createRng, defineClaims, runsOf } from '../sim/index.ts';
import { glorotNormal, gradients, heNormal, normal, owner, softmaxCrossEntropy, tf } from '../tf/index.ts';

const runs = runsOf(model);
const trained = (seed: number, given?: Partial<AnyValues>) => runs(seed, given).metrics;

/** The head’s gradient through a frozen body, against that of softmax regression on the finished features. */
function headGradientDifference(): number {
  const { own, layer, dispose } = owner();
  const rng = createRng(1);
  const body = [layer(heNormal(rng, 6, 5)), layer(heNormal(rng, 5, 4))];
  const head = layer(glorotNormal(rng, 4, 3));
  const x = own(normal(rng, [8, 6])) as tf.Tensor2D;
  const y = own(tf.oneHot(tf.tensor1d([0, 1, 2, 0, 1, 2, 0, 1], 'int32'), 3)) as tf.Tensor2D;
  const difference = tf.tidy(() => {
    const fixed = features(body, x);
    const through = gradients(
      () => softmaxCrossEntropy(head(features(body, x)), y),
      head.variables,
    ).gradients;
    const regression = gradients(() => softmaxCrossEntropy(head(fixed), y), head.variables).gradients;
    return Math.max(
      ...through.map((g, i) => tf.max(tf.abs(tf.sub(g, regression[i] as tf.Tensor))).dataSync()[0] as number),
    );
  });
  dispose();
  return difference;
}

export default defineClaims([
  {
    text: 'A new head on frozen features is softmax regression on those features: both have the same gradient.',
    seeds: 1,
    measure: headGradientDifference,
    holds: (difference) => difference < 1e-6,
    figure: 'largest difference',
  },
  {
    text: 'With three pictures of each new letter, the frozen features read more new pictures right than a net from scratch.',
    seeds: 10,
    needed: 9,
    measure: (seed) => trained(seed).frozen - trained(seed).scratch,
    holds: (lead) => lead > 0,
    figure: 'lead in share right',
  },
  {
    text: 'So does the fine-tuned net.',
    seeds: 10,
    needed: 9,
    measure: (seed) => trained(seed).tuned - trained(seed).scratch,
    holds: (lead) => lead > 0,
    figure: 'lead in share right',
  },
  {
    text: 'With three pictures of each, the frozen features do at least as well as the fine-tuned ones in most draws.',
    seeds: 10,
    needed: 7,
    measure: (seed) => trained(seed).frozen - trained(seed).tuned,
    holds: (lead) => lead >= 0,
    figure: 'lead in share right',
  },
  {
    text: 'Fine-tuning forgets: put back on the fine-tuned features, the old head loses more than a quarter of what it read before.',
    seeds: 10,
    measure: (seed) => trained(seed).kept / trained(seed).pretrained,
    holds: (part) => part < 0.75,
    figure: 'share of the old letters right, after over before',
  },
  {
    text: 'Features pretrained on random labels are worse than none: with ten pictures of each, a net from scratch reads more.',
    seeds: 3,
    measure(seed) {
      const { frozen, scratch } = trained(seed, { source: 'shuffled', examples: 10 });
      return scratch - frozen;
    },
    holds: (lead) => lead > 0,
    figure: 'lead of the net from scratch',
  },
  {
    text: 'At ten times the rate, 0.3, the fine-tuned net reads fewer new pictures than the frozen features, and the old head on it less than a quarter of what it read before.',
    seeds: 3,
    measure(seed) {
      const { frozen, tuned, kept, pretrained } = trained(seed, { rate: 0.3 });
      return tuned < frozen ? kept / pretrained : Number.NaN;
    },
    holds: (part) => part < 0.25,
    figure: 'share of the old letters right, after over before',
  },
  {
    text: 'Pretrained on 5 old letters instead of 40, frozen features help less.',
    seeds: 3,
    needed: 2,
    measure: (seed) => trained(seed).frozen - trained(seed, { classes: 5 }).frozen,
    holds: (lead) => lead > 0,
    figure: 'lead of the features from 40 letters',
  },
  {
    text: 'With 25 pictures of each, fine-tuning does at least as well as frozen features, and the net from scratch is within 20 points of both.',
    seeds: 3,
    needed: 2,
    measure(seed) {
      const { frozen, tuned, scratch } = trained(seed, { examples: 25 });
      return tuned >= frozen - 0.01 ? tuned - scratch : Number.NaN;
    },
    holds: (gap) => gap < 0.2,
    figure: 'lead of the fine-tuned net over the one from scratch',
  },
]);
