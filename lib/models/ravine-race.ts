import { defineSimulation, param } from '../sim/index.ts';
import { digits, known, round } from '../sim/numbers.ts';
import { owner, tf } from '../tf/index.ts';

/** Who races: what the gradient is taken at, how much velocity is kept, and the largest stable ηλ. */
const runners = {
  plain: { mu: () => 0, lookAhead: false, limit: () => 2 },
  ball: { mu: (mu: number) => mu, lookAhead: false, limit: (mu: number) => 2 * (1 + mu) },
  nesterov: {
    mu: (mu: number) => mu,
    lookAhead: true,
    limit: (mu: number) => (2 * (1 + mu)) / (1 + 2 * mu),
  },
} as const;
type Runner = keyof typeof runners;
const names = Object.keys(runners) as Runner[];
type Metric = Runner | `settled${Capitalize<Runner>}`;

/** Part of the loss at the start below which a runner has to stay; multiple of it at which it is out. */
const TARGET = 1e-6;
const TOO_LARGE = 1e6;
/** Steps that the run goes on after the last has settled. */
const REST = 40;

/** L(θ) = ½ Σ λᵢ (Rθ)ᵢ² with curvatures 1 and κ, and R a rotation. Polyak 1964; Nesterov 1983 in the form of Sutskever et al. 2013. */
export default defineSimulation({
  params: {
    mu: param.number({
      label: 'Momentum μ',
      help: 'Below 1: at 1 a heavy ball would never settle.',
      min: 0,
      max: 0.99,
      step: 0.01,
      default: 0.9,
    }),
    kappa: param.number({ label: 'Condition number κ', min: 1, max: 1000, scale: 'log', default: 100 }),
    rate: param.number({
      label: 'Learning rate × λmax',
      min: 0.1,
      max: 4,
      step: 0.05,
      default: 1,
    }),
  },
  metrics: {
    nesterov: { label: 'Nesterov’s loss' },
    ball: { label: 'heavy ball’s loss' },
    plain: { label: 'plain descent’s loss' },
    settledNesterov: { label: 'Nesterov stays below the target since step' },
    settledBall: { label: 'heavy ball stays below the target since step' },
    settledPlain: { label: 'plain descent stays below the target since step' },
  },
  schedule: { posterSteps: 600, maxSteps: 600, stepsPerSecond: 75 },
  init({ mu, kappa, rate }, rng) {
    const angle = (rng.fork('bowl').uniform() * Math.PI) / 2;
    const [c, s] = [Math.cos(angle), Math.sin(angle)];
    const { own, variable, dispose } = owner();
    const [lambda, rotation] = [own(tf.tensor1d([1, kappa])), own(tf.tensor2d([c, s, -s, c], [2, 2]))];
    const loss = (theta: tf.Tensor) =>
      tf.mul(tf.sum(tf.mul(lambda, tf.square(tf.dot(rotation, theta)))), 0.5) as tf.Scalar;
    const gradient = tf.grad(loss);
    const eta = rate / kappa;
    const start: [number, number] = [c - s, s + c];
    const lossAtStart = (1 + kappa) / 2;

    const race = names.map((name) => {
      const { lookAhead, ...runner } = runners[name];
      const m = runner.mu(mu);
      const theta = variable(tf.tensor1d(start));
      const v = variable(tf.zeros([2]));
      const trail: [number, number][] = [start];
      let part = 1;
      let settledAt: number | null = null;
      let divergedAt: number | null = null;
      return {
        step: (t: number) =>
          tf.tidy(() => {
            if (divergedAt !== null) return;
            // v ← μv − η∇L(θ), or ∇L(θ + μv) for Nesterov; θ ← θ + v
            const at = lookAhead ? tf.add(theta, tf.mul(v, m)) : theta;
            v.assign(tf.sub(tf.mul(v, m), tf.mul(gradient(at), eta)));
            theta.assign(tf.add(theta, v));
            const next = (loss(theta).dataSync()[0] as number) / lossAtStart;
            if (!(next < TOO_LARGE)) {
              divergedAt = t;
              settledAt = null;
              return;
            }
            part = next;
            trail.push([...theta.dataSync()] as [number, number]);
            settledAt = part >= TARGET ? null : (settledAt ?? t);
          }),
        state: () => ({ name, part, settledAt, divergedAt }),
        snapshot: () => ({
          name,
          settledAt,
          divergedAt,
          limit: digits(runner.limit(mu), 3),
          // Later on the steps are too short to be told apart.
          trail: trail
            .filter((_, t) => t < 60 || t % 8 === 0 || t === trail.length - 1)
            .map(([x, y]) => [round(x, 3), round(y, 3)] as const),
          /** Where the gradient is taken next. */
          ahead: [...tf.tidy(() => (lookAhead ? tf.add(theta, tf.mul(v, m)) : theta).dataSync())].map((x) =>
            round(x, 3),
          ) as [number, number],
        }),
      };
    });

    let step = 0;
    return {
      step() {
        step += 1;
        for (const runner of race) runner.step(step);
        const states = race.map((runner) => runner.state());
        if (states.every(({ divergedAt }) => divergedAt !== null)) return 'diverged';
        const resting = (at: number | null) => at !== null && step >= at + REST;
        return states.every(({ settledAt, divergedAt }) => divergedAt !== null || resting(settledAt))
          ? 'done'
          : 'running';
      },
      metrics() {
        const kept = race.flatMap((runner): [Metric, number | null][] => {
          const { name, part, settledAt, divergedAt } = runner.state();
          const settled = `settled${name.charAt(0).toUpperCase()}${name.slice(1)}` as Metric;
          return [
            [name, divergedAt === null ? part : null],
            [settled, settledAt],
          ];
        });
        return known(Object.fromEntries(kept) as Record<Metric, number | null>);
      },
      snapshot: () => ({ angle: digits(angle, 4), runners: race.map((runner) => runner.snapshot()) }),
      diagnosis() {
        const out = race.map((runner) => runner.state()).filter(({ divergedAt }) => divergedAt !== null);
        const [first] = out.sort((a, b) => Number(a.divergedAt) - Number(b.divergedAt));
        if (!first) return null;
        const who = { plain: 'Plain descent', ball: 'The heavy ball', nesterov: 'Nesterov’s momentum' }[
          first.name
        ];
        const limit = digits(runners[first.name].limit(mu), 3);
        const message = `${who} is out at step ${first.divergedAt}: at μ = ${mu} it bears rates up to ${limit}/λmax, and this one is ${rate}/λmax.`;
        return {
          step: Number(first.divergedAt),
          message,
          param: 'rate' as const,
          reset: 1,
          term: 'gradient-descent',
        };
      },
      dispose,
    };
  },
});
