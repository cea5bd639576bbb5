import model from '../models/ravine-race.ts';
import { type AnyValues, defineClaims, runsOf } from '../sim/index.ts';

const run = runsOf(model);
/** Step from which each stays below a millionth of the start; not a number where it never does. */
function settled(given: Partial<AnyValues>) {
  const { settledPlain: plain, settledBall: ball, settledNesterov: nesterov } = run(1, given).metrics;
  return { plain, ball, nesterov: nesterov ?? Number.NaN };
}

/** Position along one axis after each step of momentum on ½λθ², from 1; `ahead`: Nesterov's. */
function along(lambda: number, mu: number, eta: number, steps: number, ahead: boolean): number[] {
  let [theta, v] = [1, 0];
  return Array.from({ length: steps }, () => {
    v = mu * v - eta * lambda * (ahead ? theta + mu * v : theta);
    theta += v;
    return theta;
  });
}

/** Positions of the demo's runner after each step, along the axis of curvature λmax. */
function trail(name: string, given: Partial<AnyValues>, steps: number): number[] {
  const { angle, runners } = run(1, given, steps).snapshot;
  const path = runners.find((runner) => runner.name === name)?.trail.slice(1) ?? [];
  return path.map(([x, y]) => -Math.sin(angle) * x + Math.cos(angle) * y);
}

export default defineClaims([
  {
    text: 'At the default settings Nesterov stays below a millionth of the starting loss from step 83, the heavy ball from step 132, plain descent from step 458.',
    seeds: 1,
    measure() {
      const { plain, ball, nesterov } = settled({});
      return Math.max(Math.abs(nesterov - 83), Math.abs(ball - 132), Math.abs(plain - 458));
    },
    holds: (off) => off <= 2,
    figure: 'largest difference in steps from those figures',
  },
  {
    text: 'Along the steep axis the demo’s Nesterov runner moves as the published update says, step for step.',
    seeds: 1,
    measure: () => {
      const exact = along(100, 0.9, 0.005, 30, true);
      return Math.max(
        ...trail('nesterov', { rate: 0.5 }, 30).map((at, t) => Math.abs(at - (exact[t] as number))),
      );
    },
    holds: (deviation) => deviation < 2e-3,
    figure: 'largest deviation over 30 steps',
  },
  {
    text: 'On curvatures 0.3, 1 and 7 Nesterov with μ = 0.9 takes exactly the steps of a heavy ball with μ(1 − ηλ).',
    seeds: 1,
    measure: () =>
      Math.max(
        ...[0.3, 1, 7].flatMap((lambda) => {
          const one = along(lambda, 0.9, 0.1, 200, true);
          const other = along(lambda, 0.9 * (1 - 0.1 * lambda), 0.1, 200, false);
          return one.map((at, t) => Math.abs(at - (other[t] as number)));
        }),
      ),
    holds: (difference) => difference < 1e-12,
    figure: 'largest difference over 200 steps',
  },
  {
    text: 'On a bowl of condition number 10 the heavy ball with μ = 0.9 is slower than no momentum at all: 132 steps instead of 55.',
    seeds: 1,
    measure: () => settled({ kappa: 10 }).ball / settled({ kappa: 10 }).plain,
    holds: (ratio) => ratio > 2,
    figure: 'steps of the heavy ball over steps of plain descent',
  },
  {
    text: 'At condition number 1,000 and μ = 0.9 Nesterov has no lead over the heavy ball.',
    seeds: 1,
    measure: () => settled({ kappa: 1000 }).nesterov / settled({ kappa: 1000 }).ball,
    holds: (ratio) => Math.abs(ratio - 1) < 0.05,
    figure: 'steps of Nesterov over steps of the heavy ball',
  },
  {
    text: 'At 1.5/λmax Nesterov with μ = 0.9 flies off, and the heavy ball arrives first.',
    seeds: 1,
    measure() {
      const { plain, ball, nesterov } = settled({ rate: 1.5 });
      return Number.isNaN(nesterov) ? plain / ball : Number.NaN;
    },
    holds: (ratio) => ratio > 2,
    figure: 'steps of plain descent over steps of the heavy ball',
  },
  {
    text: 'With μ of 0.5, 0.9 and 0.99 each runner shrinks at 0.99 of its limit and grows at 1.01 of it: 2 for plain descent, 2(1 + μ) for the heavy ball, 2(1 + μ)/(1 + 2μ) for Nesterov.',
    seeds: 1,
    measure: () => {
      const grows = (mu: number, rate: number, ahead: boolean) => {
        const path = along(1, mu, rate, 1500, ahead).map(Math.abs);
        return Math.max(...path.slice(-100)) > Math.max(...path.slice(0, 100));
      };
      return [0.5, 0.9, 0.99].flatMap((mu) =>
        [
          { mu: 0, limit: 2, ahead: false },
          { mu, limit: 2 * (1 + mu), ahead: false },
          { mu, limit: (2 * (1 + mu)) / (1 + 2 * mu), ahead: true },
        ].filter((r) => !grows(r.mu, 0.99 * r.limit, r.ahead) && grows(r.mu, 1.01 * r.limit, r.ahead)),
      ).length;
    },
    holds: (right) => right === 9,
    figure: 'cases of nine as stated:',
  },
]);
