import { expect, it } from 'vitest';
import model from '@/lib/models/activation-switchboard.ts';
import { createRng, defaults, runTrial } from '@/lib/sim';

const narrow = { left: 'identity', right: 'tanh', width: 2 };

it('scales unit maps about zero: an identity unit’s map is as dark as it is light, a ReLU unit’s never dark', () => {
  const maps = (inside: string) => {
    const { snapshot } = runTrial(model, { left: 'identity', right: 'relu', inside }, 4, 0);
    return (snapshot as { units: { maps: number[][] } }).units.maps;
  };
  const identity = maps('left')[0] as number[];
  // At step 0 biases are 0, so that opposite cells of the raster have opposite activations.
  identity.forEach((shade, i) => {
    expect(Math.abs(shade + (identity.at(-1 - i) as number) - 255)).toBeLessThanOrEqual(1);
  });
  expect(Math.min(...maps('right').flat())).toBeGreaterThanOrEqual(127);
});

it('says that two monotone units per layer cannot enclose a ring, and blames no identity, GELU or moons for it', () => {
  const message = (given: object) => runTrial(model, { ...narrow, ...given }, 1, 1).diagnosis?.message;
  expect(message({})).toMatch(/tanh cannot close a curve/);
  expect(message({})).not.toMatch(/identity/);
  expect(message({ right: 'gelu' })).toBeUndefined();
  expect(message({ data: 'moons' })).toBeUndefined();
  expect(message({ width: 3 })).toBeUndefined();
});

it('applies the input and the focus to a running model', () => {
  const values = defaults(model.params);
  const run = model.init(values, createRng(1));
  const before = run.snapshot();
  run.set?.({ ...values, input: [[-1, 0.5]], inside: 'left' });
  const after = run.snapshot();
  expect(after.units.z).not.toEqual(before.units.z);
  expect(after.units.a).toEqual(after.units.z);
  expect(after.logits).toEqual(before.logits);
  run.dispose();
});
