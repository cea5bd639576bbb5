import {
  AND,
  chain,
  chanceOfGood,
  drawTree,
  groupings,
  meaning,
  NOT,
  phraseOf,
  plan,
} from '../data/phrases.ts';
import model, { createNet } from '../models/same-words-other-tree.ts';
import { createRng, defineClaims, runsOf } from '../sim/index.ts';
import { mean } from '../sim/numbers.ts';
import { lookup, rnnCell, tf, unroll } from '../tf/index.ts';

const trained = runsOf(model);

export default defineClaims([
  {
    text: 'On a chain, where each word is joined to all before it, the net gives what a recurrent cell with U = W₁ and W = W₂ gives, started from the first word.',
    seeds: 1,
    measure() {
      const net = createNet(createRng(1), 8);
      const words = phraseOf(100);
      const difference = tf.tidy(() => {
        const [start, ...others] = words.map((word) => lookup([word], net.weights.words)) as [tf.Tensor2D];
        const state = unroll(rnnCell(net.weights.w2, net.weights.w1, net.weights.b), others, start).at(
          -1,
        ) as tf.Tensor2D;
        return tf.max(tf.abs(tf.sub(state, net.vectors(plan([chain(words)]))))).dataSync()[0] as number;
      });
      net.dispose();
      return difference;
    },
    holds: (difference) => difference < 1e-6,
    figure: 'largest difference',
  },
  {
    text: 'The phrase can be grouped in five ways; “not good but bad and fun” is good in three of them and bad in two.',
    seeds: 1,
    measure() {
      const all = groupings(phraseOf(model.params.phrase.default)).map(meaning);
      return 10 * all.length + all.filter(Boolean).length;
    },
    holds: (figure) => figure === 53,
    figure: 'ten times the groupings, plus the good ones',
  },
  {
    text: 'Who sees no tree can only know chances: “not good and bad” is good in one of its two groupings, by the formula and in half of 2,000 drawn trees.',
    seeds: 1,
    measure() {
      const words = [NOT, 0, AND, 2];
      const rng = createRng(1);
      const drawn = mean(Array.from({ length: 2000 }, () => Number(meaning(drawTree(rng, words)))));
      return Math.abs(chanceOfGood(words) - 0.5) + Math.abs(drawn - 0.5);
    },
    holds: (distance) => distance < 0.05,
    figure: 'distance of both from 1/2',
  },
  {
    text: 'Trained on phrases of one to three adjectives, the recursive net is right on at least 95 % of those of four to six.',
    seeds: 6,
    measure: (seed) => trained(seed).metrics.tree,
    holds: (share) => share >= 0.95,
    figure: 'right answers by tree',
  },
  {
    text: 'The recurrent net, trained on the same phrases, is right on at most 80 % of those.',
    seeds: 6,
    measure: (seed) => trained(seed).metrics.order,
    holds: (share) => share <= 0.8,
    figure: 'right answers in order',
  },
  {
    text: 'The recursive net judges all five groupings of the phrase rightly: three good, two bad, from the same words in the same order.',
    seeds: 6,
    measure: (seed) => trained(seed).snapshot.groupings.filter(({ p, good }) => p > 0.5 === good).length,
    holds: (count) => count === 5,
    figure: 'groupings judged rightly',
  },
  {
    text: 'Given trees drawn at random, it answers by the tree, not by what was meant: at least 95 % of its answers fit the tree given, at most 80 % are right.',
    seeds: 3,
    measure(seed) {
      const run = trained(seed, { trees: 'random' });
      return Math.min(run.metrics.follows - 0.95, 0.8 - run.metrics.tree);
    },
    holds: (slack) => slack >= 0,
    figure: 'distance from the nearer of the two limits',
  },
  {
    text: 'Phrases of at most two adjectives are enough to be right on 90 % of those of four to six.',
    seeds: 3,
    measure: (seed) => trained(seed, { most: 2 }).metrics.tree,
    holds: (share) => share >= 0.9,
    figure: 'right answers by tree',
  },
]);
