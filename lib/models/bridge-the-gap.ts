import { range } from 'd3-array';
import { recallTask, swapped } from '../data/recall.ts';
import { type Inputs, inputs, labels, recurrentLayer, zeroState } from '../problems/sequences.ts';
import { type Diagnosis, defineSimulation, param, type Rng } from '../sim/index.ts';
import { digits, each, round } from '../sim/numbers.ts';
import {
  adam,
  affine,
  evaluate,
  glorotNormal,
  logisticLoss,
  lstmCell,
  owner,
  signAccuracy,
  tf,
  unroll,
} from '../tf/index.ts';

const CHANNELS = 3;
const UNITS = 8;
const BATCH = 16;
const RATE = 0.03;
const TEST_SIZE = 100;
/** Updates between two measurements on the test sequences. */
const EVERY = 5;
/** Test sequences over which the reach of the gradient is averaged. */
const PROBES = 16;
const SOLVED = 0.9;

/** What a net remembers after each input, and the logit of “it was X” that it reads from the last. */
interface Answered {
  memory: tf.Tensor2D[];
  logit: tf.Tensor2D;
}

/** Weights of an LSTM cell as lib/tf has them: forget biases as given, all other biases 0. */
export const lstmWeights = (rng: Rng, inputs: number, units: number, forgetBias: number) =>
  [
    glorotNormal(rng, inputs + units, 4 * units),
    tf.tensor1d(range(4 * units).map((i) => (Math.floor(i / units) === 1 ? forgetBias : 0))),
  ] as const;

/** Both nets read the answer from their last state by one linear unit; the memory shown of an LSTM is tanh c. */
function createNets(rng: Rng, forgetBias: number) {
  const { own, variable, layer, dispose } = owner();
  const [forLstm, forRnn] = [rng.fork('lstm'), rng.fork('rnn')];
  const weights = lstmWeights(forLstm, CHANNELS, UNITS, forgetBias).map(variable);
  const [w, b] = weights as tf.Tensor[] as [tf.Tensor2D, tf.Tensor1D];
  const fromLstm = layer(glorotNormal(forLstm, UNITS, 1));
  const recurrent = own(recurrentLayer(forRnn, CHANNELS, UNITS));
  const fromRnn = layer(glorotNormal(forRnn, UNITS, 1));
  const lstmStates = (x: Inputs) =>
    unroll(lstmCell(w, b), x, { h: zeroState(x, UNITS), c: zeroState(x, UNITS) });
  const last = <T>(of: readonly T[]) => of[of.length - 1] as T;
  return {
    lstm: {
      variables: [...weights, ...fromLstm.variables],
      run(x: Inputs): Answered {
        const states = lstmStates(x);
        return { memory: states.map(({ c }) => tf.tanh(c)), logit: fromLstm(last(states).h) };
      },
    },
    rnn: {
      variables: [...recurrent.variables, ...fromRnn.variables],
      run(x: Inputs): Answered {
        const memory = recurrent.states(x);
        return { memory, logit: fromRnn(last(memory)) };
      },
    },
    /** The gates i, f and o of the LSTM at each step, each [batch, units]. */
    gatesOf(x: Inputs) {
      const before = [zeroState(x, UNITS), ...lstmStates(x).map(({ h }) => h)];
      return x.map((xt, t) => {
        const gates = tf.sigmoid(affine(tf.concat([xt, before[t] as tf.Tensor2D], 1), w, b));
        return tf.split(gates, 4, 1).slice(0, 3);
      });
    },
    dispose,
  };
}
type Net = ReturnType<typeof createNets>['lstm'];

/** An LSTM and a plain RNN of the same width learn from the same sequences to recall the symbol at their start. */
export default defineSimulation({
  params: {
    gap: param.number({ label: 'Gap', unit: 'steps', min: 5, max: 40, step: 1, default: 30 }),
    forgetBias: param.number({
      label: 'Forget bias at the start',
      help: 'At bias b a forget gate starts near σ(b): 0.27 at −1, 0.73 at 1, 0.98 at 4.',
      min: -2,
      max: 6,
      step: 0.5,
      default: 4,
    }),
    noise: param.number({ label: 'Noise in the gap', min: 0, max: 1, step: 0.1, default: 1 }),
    updates: param.number({ label: 'Updates', min: 20, max: 120, step: 10, default: 60 }),
  },
  metrics: {
    accuracyLstm: { label: 'right answers of the LSTM' },
    accuracyRnn: { label: 'right answers of the plain RNN' },
    lossLstm: { label: 'test loss of the LSTM' },
    lossRnn: { label: 'test loss of the plain RNN' },
  },
  schedule: { posterSteps: 60, maxSteps: 120, stepsPerSecond: 12 },

  init({ gap, forgetBias, noise, updates }, rng) {
    const { own, dispose } = owner();
    const { lstm, rnn, gatesOf } = own(createNets(rng.fork('weights'), forgetBias));
    const nets = { lstm, rnn };
    const optimizers = each(nets, (net) => own(adam(net.variables, RATE)));
    const batch = rng.fork('batches');
    const test = recallTask(rng.fork('test'), TEST_SIZE, gap, noise);
    const shown = test.filter(({ wanted }) => wanted[0] === 1).slice(0, 1);
    const pair = [...shown, ...shown.map(swapped)];

    const wanted = test.flatMap((stream) => stream.wanted);
    const measure = ({ run }: Net) =>
      tf.tidy(() => {
        const { logit } = run(inputs(test));
        return {
          accuracy: signAccuracy(logit.dataSync(), wanted),
          loss: evaluate(() => logisticLoss(logit, labels(test))),
        };
      });
    /** Size of the derivative of the answer by the input of each step, over the size at the last step. */
    const reach = ({ run }: Net) =>
      tf.tidy(() => {
        const answer = (...x: tf.Tensor[]) => tf.sum(run(x as Inputs).logit);
        const sizes = tf
          .grads(answer)(inputs(test.slice(0, PROBES)))
          .map((g) => tf.norm(g).dataSync()[0] as number);
        return sizes.map((size) => digits(size / (sizes[gap] as number), 3));
      });
    /** Memory of both sequences of the pair as pictures, a row for each unit; −1 is 0, 1 is 255. */
    const pictures = ({ run }: Net) =>
      tf.tidy(() => {
        const memory = tf.stack(run(inputs(pair)).memory, 2);
        return tf
          .split(tf.round(tf.mul(tf.add(memory, 1), 127.5)), 2)
          .map((picture) => [...picture.dataSync()]);
      });

    let step = 0;
    const atStart = each(nets, reach);
    let last = each(nets, measure);
    return {
      step() {
        const drawn = recallTask(batch, BATCH, gap, noise);
        tf.tidy(() => {
          const [x, y] = [inputs(drawn), labels(drawn)];
          each(nets, ({ run }, name) => optimizers[name].minimise(() => logisticLoss(run(x).logit, y)));
        });
        step += 1;
        if (step % EVERY === 0) last = each(nets, measure);
        return step >= updates ? 'done' : 'running';
      },
      metrics: () => ({
        accuracyLstm: last.lstm.accuracy,
        accuracyRnn: last.rnn.accuracy,
        lossLstm: last.lstm.loss,
        lossRnn: last.rnn.loss,
      }),
      snapshot() {
        const memory = each(nets, pictures);
        /** How far the memories after X and after Y are apart at a step, in one unit. */
        const apart = (unit: number, t: number) => {
          const [x, y] = memory.lstm.map((picture) => picture[unit * (gap + 1) + t] as number) as [
            number,
            number,
          ];
          return Math.abs(x - y);
        };
        const units = range(UNITS);
        const holder = units.reduce((best, unit) => (apart(unit, gap) > apart(best, gap) ? unit : best));
        const gates = tf.tidy(() =>
          gatesOf(inputs(shown)).map((all) => all.map((g) => g.dataSync()[holder] as number)),
        );
        const gate = (k: number) => gates.map((all) => round(all[k] as number, 3));
        return {
          /** Losses and answers are those of the last multiple of this many updates. */
          every: EVERY,
          reach: atStart,
          memory,
          /** The unit that tells X from Y best at the end, and its gates when X was shown. */
          holder,
          gates: { input: gate(0), forget: gate(1), output: gate(2) },
        };
      },
      diagnosis(): Diagnosis<'forgetBias' | 'updates' | 'gap'> | null {
        if (step < updates) return null;
        const open = 1 / (1 + Math.exp(-forgetBias));
        if (last.lstm.accuracy >= SOLVED) {
          if (forgetBias < 6) return null;
          const message = `At bias 6 the forget gates start at ${open.toFixed(3)}. Here nothing has to be forgotten; where old content must go, a cell that starts like this has to learn to let go.`;
          return { step, message };
        }
        const message = `The LSTM has not learned it within ${updates} updates.`;
        if (forgetBias < 4) {
          const why = `Its forget gates start near ${open.toFixed(2)}, and each of the ${gap} steps multiplies what the cell holds, and the gradient along it, by about that much.`;
          return { step, message: `${message} ${why}`, param: 'forgetBias', reset: 4 };
        }
        return updates < 60
          ? { step, message, param: 'updates', reset: 60 }
          : { step, message, param: 'gap', reset: 20 };
      },
      dispose,
    };
  },
});
