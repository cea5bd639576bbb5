/**
 * Every model for many steps: `npm run soak -- [steps a model, 10000] [model …]`. A run that ends begins again with the
 * next seed. Fails where tensors pile up (a second phase may bring its own, once), or where the heap grows by more than
 * 8 MB after a first tenth.
 */
import { readdirSync } from 'node:fs';
import { createTrial } from '../../lib/sim/trial.ts';
import type { AnySimulation } from '../../lib/sim/types.ts';
import { tf } from '../../lib/tf/index.ts';

const [given = '10000', ...only] = process.argv.slice(3);
const steps = Number(given);
const ids = readdirSync('lib/models').map((file) => file.replace(/\.ts$/, ''));
const tensors = () => tf.memory().numTensors;
function heap(): number {
  global.gc?.();
  return process.memoryUsage().heapUsed / 1e6;
}

let failed = 0;
for (const id of ids.filter((name) => only.length === 0 || only.includes(name))) {
  const { default: model } = (await import(`../../lib/models/${id}.ts`)) as { default: AnySimulation };
  const before = tensors();
  const started = process.cpuUsage();
  let [held, most, rises, seed, taken, heapEarly] = [0, 0, 0, 0, 0, 0];
  while (taken < steps && model.schedule.maxSteps > 0) {
    seed += 1;
    const trial = createTrial(model, {}, seed);
    trial.advance();
    held = Math.max(held, tensors());
    do {
      taken += 1;
      if (tensors() > Math.max(held, most)) rises += 1;
      most = Math.max(most, tensors());
    } while (taken < steps && trial.advance());
    trial.state();
    trial.dispose();
    if (heapEarly === 0 && taken >= steps / 10) heapEarly = heap();
  }
  const { user, system } = process.cpuUsage(started);
  const [left, grown] = [tensors() - before, seed > 2 ? heap() - heapEarly : 0];
  const flat = left === 0 && rises <= 1 && grown < 8;
  if (!flat) failed += 1;
  console.log(
    `${flat ? 'flat' : 'GROWS'} ${id}: ${taken} steps, ${seed} runs, tensors ${held} held, ${most} at most, ${left} left; heap ${grown >= 0 ? '+' : ''}${grown.toFixed(1)} MB; ${((user + system) / 1e6).toFixed(0)} s CPU`,
  );
}
if (failed) process.exitCode = 1;
