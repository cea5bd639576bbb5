import { range } from 'd3-array';
import model, {
  ArrayIterator,
  type DataSetIterator,
  ShufflingIterator,
} from '../models/hold-the-iterator.ts';
import { createRng, defineClaims, runsOf } from '../sim/index.ts';

const trained = runsOf(model);
const shuffling = (seed: number) => new ShufflingIterator(200, createRng(seed));

/** All batches of one epoch. */
function epoch(iter: DataSetIterator, n: number): number[][] {
  const batches: number[][] = [];
  while (iter.hasNext()) batches.push(iter.next(n));
  return batches;
}
const count = (facts: readonly boolean[]) => facts.filter(Boolean).length;

export default defineClaims([
  {
    text: 'After next(5), three times, the cursor is at 15. A second variable set to the first sees the same cursor, another object its own; at the end next() hands out nothing and moves nothing, and after reset() hasNext() is true.',
    seeds: 1,
    measure() {
      const [one, other] = [new ArrayIterator(200), new ArrayIterator(200)];
      const alias = one;
      for (const _ of range(3)) one.next(5);
      const facts = [one.fields().cursor === 15, alias.fields().cursor === 15, other.fields().cursor === 0];
      one.next(999);
      facts.push(one.next(5).length === 0, one.fields().cursor === 200, !one.hasNext());
      one.reset();
      return count([...facts, one.hasNext()]);
    },
    holds: (facts) => facts === 7,
    figure: 'facts of seven as stated:',
  },
  {
    text: 'In one epoch either class hands out each of the 200 records once: in 29 batches of 7, the last of 4, or in one batch if 300 are asked for. A batch of 0 is refused.',
    seeds: 1,
    measure() {
      const facts = [() => new ArrayIterator(200), () => shuffling(1)].flatMap((create) => {
        const sevens = epoch(create(), 7);
        let refused = false;
        try {
          create().next(0);
        } catch {
          refused = true;
        }
        return [
          new Set(sevens.flat()).size === 200 && sevens.flat().length === 200,
          sevens.length === 29 && sevens.at(-1)?.length === 4,
          epoch(create(), 300).length === 1,
          refused,
        ];
      });
      return count(facts);
    },
    holds: (facts) => facts === 8,
    figure: 'facts of eight as stated:',
  },
  {
    text: 'Two shuffling iterators of one seed hand out one order, two of different seeds two.',
    seeds: 10,
    measure(seed) {
      const [a, b, c] = [seed, seed, seed + 1].map((of) => String(shuffling(of).next(200)));
      return count([a === b, a !== c]);
    },
    holds: (facts) => facts === 2,
    figure: 'facts of two as stated:',
  },
  {
    text: 'With records stored class by class, loop B, whose iterator shuffles, ends with a higher accuracy on fresh points than loop A, whose iterator does not.',
    seeds: 10,
    measure: (seed) => (trained(seed).metrics.accuracyB ?? 0) - (trained(seed).metrics.accuracyA ?? 1),
    holds: (gain) => gain > 0,
    figure: 'accuracy of B − accuracy of A',
  },
  {
    text: 'When both variables name one ArrayIterator and ten records are asked for at a time, loop A is given 100 of the 200 records, over and over, and never the others.',
    seeds: 5,
    measure: (seed) => trained(seed, { b: 'same' }).metrics.givenA ?? 0,
    holds: (records) => records === 100,
    figure: 'records given to loop A',
  },
  {
    text: 'One ShufflingIterator for both gives loop A all 200 in the end, though only half of them in each epoch.',
    seeds: 5,
    measure: (seed) => trained(seed, { a: 'shuffling', b: 'same' }).metrics.givenA ?? 0,
    holds: (records) => records === 200,
    figure: 'records given to loop A',
  },
  {
    text: 'Without reset() every record is handed out once, and then training stops without a word.',
    seeds: 5,
    measure: (seed) => Math.max(...(trained(seed, { resets: false }).snapshot.loops[0]?.visits ?? [])),
    holds: (times) => times === 1,
    figure: 'times a record was handed to loop A',
  },
]);
