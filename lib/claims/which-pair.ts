import model, { accuracy, confusionMatrix, precision, recall } from '../models/which-pair.ts';
import { type AnyValues, defineClaims, runsOf } from '../sim/index.ts';

const trained = runsOf(model);
type Run = ReturnType<typeof trained>;
const right = (seed: number, given: Partial<AnyValues> = {}) => trained(seed, given).metrics.accuracy ?? 0;
const errors = ({ snapshot: { matrix } }: Run, i: number, j: number) => matrix[i]?.[j] ?? 0;

/** Mistakes between two digits, both ways, over those of the most confused other pair. */
function lead(run: Run, one: number, other: number): number {
  const both = (i: number, j: number) => errors(run, i, j) + errors(run, j, i);
  const pairs = Array.from({ length: 100 }, (_, k) => [Math.floor(k / 10), k % 10] as const);
  const rivals = pairs.filter(([i, j]) => i < j && !(i === one && j === other));
  return both(one, other) / Math.max(1, ...rivals.map(([i, j]) => both(i, j)));
}

export default defineClaims([
  {
    text: 'True classes 1, 2, 4 and answers 2, 2, 4 make a matrix with ones at (1, 2), (2, 2) and (4, 4) and zeros elsewhere: accuracy 2/3, precision of class 2 a half, recall of class 1 nought.',
    seeds: 1,
    measure: () => {
      const m = confusionMatrix([1, 2, 4], [2, 2, 4], 5);
      const ones = [m[1]?.[2], m[2]?.[2], m[4]?.[4]].filter((n) => n === 1).length;
      const facts = [
        m.flat().reduce((sum, n) => sum + n, 0) === 3,
        Math.abs(accuracy(m) - 2 / 3) < 1e-4,
        precision(m)[2] === 0.5,
        recall(m)[1] === 0,
        recall(m)[0] === null,
      ];
      return ones + facts.filter(Boolean).length;
    },
    holds: (facts) => facts === 8,
    figure: 'facts of eight as stated:',
  },
  {
    text: 'With nothing hidden the net names at least 91 % of the test digits right.',
    seeds: 10,
    measure: (seed) => right(seed),
    holds: (share) => share >= 0.91,
    figure: 'test accuracy',
  },
  {
    text: 'Hiding any half of every digit costs at least five points of accuracy.',
    seeds: 10,
    measure: (seed) =>
      right(seed) - Math.max(...['top', 'bottom', 'left', 'right'].map((hidden) => right(seed, { hidden }))),
    holds: (loss) => loss >= 0.05,
    figure: 'accuracy lost, at the least harmful half',
  },
  {
    text: 'Without their right halves, 5 and 9 are the pair most often mistaken for each other.',
    seeds: 10,
    needed: 8,
    measure: (seed) => lead(trained(seed, { hidden: 'right' }), 5, 9),
    holds: (ratio) => ratio > 1,
    figure: 'their mistakes over those of the next pair',
  },
  {
    text: 'Without their left halves, it is usually 3 and 8.',
    seeds: 10,
    needed: 7,
    measure: (seed) => lead(trained(seed, { hidden: 'left' }), 3, 8),
    holds: (ratio) => ratio > 1,
    figure: 'their mistakes over those of the next pair',
  },
  {
    text: 'With 80 % of the training 4s labelled 9, a 4 called 9 is the most frequent mistake, made more than 20 times, and a 9 is called 4 at most twice.',
    seeds: 10,
    measure: (seed) => {
      const run = trained(seed, { relabelled: 0.8 });
      const [row, column] = run.snapshot.worst;
      return row === 4 && column === 9 && errors(run, 9, 4) <= 2 ? errors(run, 4, 9) : 0;
    },
    holds: (count) => count > 20,
    figure: '4s called 9 (0 where it is not so)',
  },
]);
