import { ANNOTATOR, WINNERS } from '../data/ilsvrc.ts';
import model, { ranking, rankOf, topError } from '../models/two-objects-one-label.ts';
import { type AnyValues, defineClaims, runsOf } from '../sim/index.ts';

const trained = runsOf(model);
const figure = (
  seed: number,
  name: 'top1' | 'top2' | 'top5' | 'other' | 'absent',
  given?: Partial<AnyValues>,
) => trained(seed, given).metrics[name];

export default defineClaims([
  {
    text: 'With logits 3, 1, 2, 0, 5, 4 the label 2 has rank 4: wrong with three guesses, right with four or five. Equal logits are ranked by class number, and a label that is no class is refused.',
    seeds: 1,
    measure: () => {
      const rank = rankOf([3, 1, 2, 0, 5, 4], 2);
      const refused = () => {
        try {
          return !rankOf([1, 2], 2);
        } catch {
          return true;
        }
      };
      return [
        rank === 4,
        topError([rank], 3) === 1,
        topError([rank], 4) === 0,
        topError([rank], 5) === 0,
        ranking([1, 1, 1]).join('') === '012',
        refused(),
      ].filter(Boolean).length;
    },
    holds: (facts) => facts === 6,
    figure: 'facts of six as stated:',
  },
  {
    text: 'From 2010 to 2017 the winners’ error fell by 92 %; an error of 5.1 % counted on 1,500 pictures has a standard error of 0.57 points.',
    seeds: 1,
    measure: () => {
      const [first, last] = [WINNERS[0].error, WINNERS[7].error];
      const p = ANNOTATOR.error / 100;
      const standardError = 100 * Math.sqrt((p * (1 - p)) / ANNOTATOR.images);
      return Math.abs(standardError - 0.57) < 0.005 ? 1 - last / first : 0;
    },
    holds: (fall) => Math.abs(fall - 0.92) < 0.001,
    figure: 'relative fall',
  },
  {
    text: 'With two digits in every scene one guess is wrong in 45 to 65 % of the test scenes, two guesses in less than 30 %, and five in less than 6 %.',
    seeds: 5,
    measure: (seed) => (figure(seed, 'top2') < 0.3 && figure(seed, 'top5') < 0.06 ? figure(seed, 'top1') : 1),
    holds: (error) => error >= 0.45 && error <= 0.65,
    figure: 'top-1 error (1 where the rest fails)',
  },
  {
    text: 'The same net with one digit in each scene is wrong with its one guess in at most 12 %.',
    seeds: 5,
    measure: (seed) => figure(seed, 'top1', { share: 0 }),
    holds: (error) => error <= 0.12,
    figure: 'top-1 error',
  },
  {
    text: 'Where half of the scenes show two digits, most wrong first guesses name the other digit that is there.',
    seeds: 5,
    measure: (seed) => figure(seed, 'other', { share: 0.5 }) / figure(seed, 'absent', { share: 0.5 }),
    holds: (ratio) => ratio > 1.2,
    figure: 'such mistakes for each that names a digit not there',
  },
  {
    text: 'Trained on 100 scenes with two digits instead of 2,000, the net’s top-2 error rises by more than its top-1 error.',
    seeds: 5,
    measure: (seed) => {
      const rise = (name: 'top1' | 'top2') => figure(seed, name, { training: 100 }) - figure(seed, name);
      return rise('top2') - rise('top1');
    },
    holds: (more) => more > 0.03,
    figure: 'points more, of 1',
  },
  {
    text: 'The error never rises with more guesses, and is 0 with ten.',
    seeds: 5,
    measure: (seed) => {
      const { errors } = trained(seed).snapshot;
      return errors[9] === 0 ? Math.max(...errors.slice(1).map((e, i) => e - (errors[i] as number))) : 1;
    },
    holds: (rise) => rise <= 0,
    figure: 'largest rise from one k to the next',
  },
]);
