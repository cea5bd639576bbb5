import fc from 'fast-check';
import type { AnyValues, ParamSpec, ParamSpecs } from '@/lib/sim/params';
import { MAX_SEED } from '@/lib/sim/url';
import { clampNumber, coerce } from '@/lib/sim/values';

/** The same cases on every machine, unless a longer search is asked for: FUZZ=25 npx vitest run tests/contract/random.test.tsx */
const FUZZ = Number(process.env.FUZZ ?? 0);
export const cases = (few: number): fc.Parameters<unknown> =>
  FUZZ ? { numRuns: FUZZ, endOnFailure: true } : { numRuns: few, seed: 1 };

const share = fc.integer({ min: 0, max: 1000 }).map((n) => n / 1000);

function anyValue(spec: ParamSpec): fc.Arbitrary<AnyValues[string]> {
  switch (spec.kind) {
    case 'number': {
      const { min, max, scale } = spec;
      return share.map((t) =>
        clampNumber(spec, scale === 'log' ? min * (max / min) ** t : min + (max - min) * t),
      );
    }
    case 'choice':
      return fc.constantFrom(...Object.keys(spec.options));
    case 'toggle':
      return fc.boolean();
    case 'points': {
      const along = share.map((t) => spec.min + (spec.max - spec.min) * t);
      const count = spec.default.length;
      return fc
        .array(fc.tuple(along, along), { minLength: spec.least ?? count, maxLength: spec.most ?? count })
        .map((points) => coerce(spec, points) as typeof points);
    }
  }
}

/** Values that the controls of a demo can give. */
export const valuesOf = (specs: ParamSpecs): fc.Arbitrary<AnyValues> =>
  fc.record(Object.fromEntries(Object.entries(specs).map(([name, spec]) => [name, anyValue(spec)])));

export const seeds = fc.integer({ min: 0, max: MAX_SEED });
