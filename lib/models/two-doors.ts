import { sum } from 'd3-array';
import {
  ACTIONS,
  bellman,
  episode,
  FAR,
  MAP,
  type Move,
  NEAR,
  PATIENCE,
  START,
  type Table,
  tableOf,
  WORLD,
} from '../problems/two-doors.ts';
import { type Diagnosis, defineSimulation, type ParamValues, param, type Rng } from '../sim/index.ts';
import { dot, round } from '../sim/numbers.ts';
import { adam, owner, tf } from '../tf/index.ts';

/** Episodes in an update of REINFORCE, and its rate. */
const BATCH = 32;
const RATE = 0.1;

const params = {
  gamma: param.number({
    label: 'Discount γ',
    help: 'What a reward is worth one move later.',
    min: 0,
    max: 0.99,
    step: 0.01,
    default: 0.9,
  }),
  farReward: param.number({ label: 'Reward of the far door', min: 1, max: 10, step: 1, default: 4 }),
  method: param.choice({
    label: 'Method',
    help: 'Learns values, or (REINFORCE) the policy itself.',
    options: { q: 'Q-learning', reinforce: 'REINFORCE' },
    default: 'q',
  }),
  epsilon: param.number({
    label: 'Random moves ε',
    help: 'The other moves take the action of highest value so far.',
    when: { method: 'q' },
    min: 0,
    max: 1,
    step: 0.05,
    default: 0.8,
  }),
  alpha: param.number({
    label: 'Learning rate α',
    when: { method: 'q' },
    min: 0.05,
    max: 1,
    step: 0.05,
    default: 0.3,
  }),
  show: param.choice({
    label: 'Numbers in the cells',
    options: { learnt: 'What was learnt', exact: 'The exact values', visits: 'Visits' },
    default: 'learnt',
    live: true,
  }),
  cell: param.number({
    label: 'Cell',
    min: 0,
    max: WORLD.length - 1,
    step: 1,
    default: START,
    live: true,
    inView: true,
  }),
};
type Values = ParamValues<typeof params>;

/** All probability on the actions of highest value, equals sharing it; of that, ε spread over all actions. */
const epsilonGreedy = (q: Table, epsilon: number): Table =>
  q.map((row) => {
    const best = row.map((v) => Number(v === Math.max(...row)));
    return best.map((b) => ((1 - epsilon) * b) / sum(best) + epsilon / row.length);
  });

/** Watkins 1989: Q(s, a) ← Q(s, a) + α [r + γ max Q(s′, ·) − Q(s, a)] after every move. */
function qLearner({ gamma, alpha, epsilon, farReward }: Values, rng: Rng) {
  const q = tableOf(() => 0);
  return {
    q,
    acting: () => epsilonGreedy(q, epsilon),
    exploiting: () => epsilonGreedy(q, 0),
    learn(seen: (move: Move) => void) {
      for (const move of episode(rng, () => epsilonGreedy(q, epsilon), farReward)) {
        const { s, a, reward, next, over } = move;
        const row = q[s] as number[];
        const target = reward + (over ? 0 : gamma * Math.max(...(q[next] as number[])));
        row[a] = (row[a] as number) + alpha * (target - (row[a] as number));
        seen(move);
      }
    },
    dispose: () => {},
  };
}

/** Williams 1992: ascends the mean over episodes of Σ γᵗ Gₜ log π(aₜ | sₜ), π a softmax of one logit per entry. */
function reinforcer({ gamma, farReward }: Values, rng: Rng) {
  const { own, variable, dispose } = owner();
  const logits = variable<tf.Rank.R2>(tf.zeros([WORLD.length, ACTIONS.length]));
  const optimizer = own(adam([logits], RATE));
  const policy = () => tf.tidy(() => tf.softmax(logits).arraySync());
  return {
    q: null,
    acting: policy,
    exploiting: policy,
    learn(seen: (move: Move) => void) {
      const pi = policy();
      const weight = tableOf(() => 0);
      for (let i = 0; i < BATCH; i++) {
        const moves = [...episode(rng, () => pi, farReward)];
        moves.forEach(seen);
        // Here γᵗGₜ is the same at each move: the only reward is the last one.
        const { reward, t: last } = moves.at(-1) as Move;
        for (const { s, a } of moves) {
          const row = weight[s] as number[];
          row[a] = (row[a] as number) + (gamma ** last * reward) / BATCH;
        }
      }
      tf.tidy(() => {
        optimizer.minimise(() => tf.neg(tf.sum(tf.mul(weight, tf.logSoftmax(logits)))));
      });
    },
    dispose,
  };
}

/** A small grid world with a small reward near the start and a larger one further off. */
export default defineSimulation({
  params,
  metrics: {
    exploiting: { label: 'expected return of what was learnt' },
    acting: { label: 'expected return while exploring' },
    near: { label: 'episodes that ended at the near door' },
    far: { label: 'episodes that ended at the far door' },
  },
  schedule: { posterSteps: 300, maxSteps: 300, stepsPerSecond: 60 },
  init(values, rng) {
    const { gamma, farReward, method, epsilon, alpha } = values;
    const learner = (method === 'q' ? qLearner : reinforcer)(values, rng.fork('moves'));
    const optimal = bellman(gamma, farReward);
    const ended = { near: 0, far: 0, nowhere: 0 };
    const visits = Array.from(WORLD, () => 0);
    let { show, cell } = values;
    let step = 0;
    /** E[G] from the start under a policy: not sampled but solved for. */
    const worth = (policy: Table) =>
      dot(bellman(gamma, farReward, policy)[START] as number[], policy[START] as number[]);
    return {
      step() {
        learner.learn(({ t, s, next }) => {
          visits[s] = (visits[s] as number) + 1;
          if (next === NEAR) ended.near += 1;
          else if (next === FAR) ended.far += 1;
          else if (t === PATIENCE - 1) ended.nowhere += 1;
        });
        step += 1;
        return 'running';
      },
      metrics: () => ({
        exploiting: worth(learner.exploiting()),
        acting: worth(learner.acting()),
        near: ended.near,
        far: ended.far,
      }),
      snapshot: () => ({
        map: MAP,
        start: START,
        show,
        cell,
        /** Q(s, a) as learnt (null for REINFORCE, which learns none) and exactly; π(a | s) without exploring. */
        q: learner.q?.map((row) => round(row, 3)) ?? null,
        optimal: round(optimal, 3),
        policy: round(learner.exploiting(), 3),
        visits: [...visits],
        episodes: ended.near + ended.far + ended.nowhere,
      }),
      diagnosis(): Diagnosis<keyof Values> | null {
        const [, right, , left] = optimal[START] as [number, number, number, number];
        if (gamma === 0) {
          const message =
            'At γ = 0 only the very next reward counts. No move from the start earns one, so none is better than another.';
          return { step, message, param: 'gamma', reset: 0.9 };
        }
        if (Math.abs(left - right) < 0.04 * left) {
          const message = `Close to a tie: from the start the near door is worth ${round(left, 3)} and the far one ${round(right, 3)}. They are equal at γ = ${round(farReward ** -0.25, 3)}, where either is a right answer.`;
          return { step, message };
        }
        if (method === 'reinforce') return null;
        if (epsilon === 0) {
          const message =
            'At ε = 0 nothing else is tried once something pays: what has not been found by then never will be.';
          return { step, message, param: 'epsilon', reset: 0.8 };
        }
        const notes = [
          epsilon === 1 &&
            'At ε = 1 the agent never uses what it learns, and still learns the best values: Q-learning is off-policy.',
          alpha === 1 &&
            'At α = 1 the latest target replaces each value. That is safe here, where moves and rewards are never random; in a noisy world the values would jump for ever.',
        ].filter((note) => note !== false);
        return notes.length ? { step, message: notes.join(' ') } : null;
      },
      set(next) {
        ({ show, cell } = next);
      },
      dispose: learner.dispose,
    };
  },
});
