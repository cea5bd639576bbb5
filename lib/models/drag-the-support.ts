import { range } from 'd3-array';
import { GROUPS, SLOPE } from '../data/margins.ts';
import { raster } from '../data/points.ts';
import { classifier, leastSquares, linear, rbf, regression } from '../problems/support-vectors.ts';
import { type Diagnosis, defineSimulation, type Point, param } from '../sim/index.ts';
import { known, round } from '../sim/numbers.ts';

export { classifier, leastSquares, linear, rbf, regression };

/** The picture shows the square from −REACH to REACH, in CELLS × CELLS values of f. */
const REACH = 3;
const CELLS = 40;

const pick = <T>(all: readonly T[], rows: readonly number[]) => rows.map((i) => all[i] as T);
const clipped = (values: readonly number[]) => values.map((v) => round(Math.min(4, Math.max(-4, v)), 3));

const grid = raster(CELLS, REACH);
const across = range(61).map((i) => (i / 30 - 1) * REACH);

export default defineSimulation({
  params: {
    scene: param.choice({
      label: 'Task',
      options: { groups: 'Part two groups', tube: 'Regression' },
      default: 'groups',
      live: true,
    }),
    plus: param.points({
      label: 'Circles',
      min: -REACH,
      max: REACH,
      least: 1,
      default: GROUPS.plus,
      live: true,
    }),
    minus: param.points({
      label: 'Squares',
      min: -REACH,
      max: REACH,
      least: 1,
      default: GROUPS.minus,
      live: true,
    }),
    line: param.points({ label: 'Points', min: -REACH, max: REACH, default: SLOPE, live: true }),
    fit: param.choice({
      label: 'Fit to',
      when: { scene: 'groups' },
      options: { all: 'All points', ringed: 'The ringed points alone', others: 'All but the ringed' },
      default: 'all',
      live: true,
    }),
    c: param.number({
      label: 'C: price of a violation',
      min: 0.01,
      max: 100,
      scale: 'log',
      default: 10,
      live: true,
    }),
    kernel: param.choice({
      label: 'Kernel',
      options: { linear: 'Linear', rbf: 'RBF' },
      default: 'linear',
      live: true,
    }),
    gamma: param.number({
      label: 'γ: narrowness of the RBF',
      when: { kernel: 'rbf' },
      min: 0.1,
      max: 100,
      scale: 'log',
      default: 1,
      live: true,
    }),
    epsilon: param.number({
      label: 'ε: half-width of the tube',
      when: { scene: 'tube' },
      min: 0,
      max: 1,
      step: 0.05,
      default: 0.2,
      live: true,
    }),
  },
  metrics: {
    supports: { label: 'support vectors' },
    margin: { label: 'width of the margin, 2/‖w‖' },
    ringedMove: { label: 'largest change of f when fitted to the ringed points alone' },
    othersMove: { label: 'largest change of f when fitted to all but them' },
  },
  schedule: { posterSteps: 0, maxSteps: 0, stepsPerSecond: 1 },

  init(initial) {
    function learn(values: typeof initial) {
      const { plus, minus, line, c, epsilon } = values;
      const kernel = values.kernel === 'rbf' ? rbf(values.gamma) : linear;
      if (values.scene === 'tube') {
        const full = regression(line, kernel, c, epsilon);
        return { x: line, y: [], full, shown: full, ringed: null, others: null };
      }
      const [x, y] = [
        [...plus, ...minus],
        [...plus.map(() => 1), ...minus.map(() => -1)],
      ];
      /** Fitted to some of the points; null where one class has none among them. */
      const to = (rows: readonly number[]) =>
        new Set(pick(y, rows)).size < 2 ? null : classifier(pick(x, rows), pick(y, rows), kernel, c);
      const full = classifier(x, y, kernel, c);
      const ringed = to(full.supports);
      const others = to(range(x.length).filter((i) => !full.supports.includes(i)));
      return { x, y, full, ringed, others, shown: { all: full, ringed, others }[values.fit] };
    }
    let values = initial;
    let now = learn(initial);
    /** Largest change of f at any point when the fit is to some of them. */
    const change = (other: typeof now.ringed) =>
      other && round(Math.max(...now.x.map((at) => Math.abs(other.f(at) - now.full.f(at)))), 3);
    return {
      step: () => 'done',
      metrics: () => ({
        supports: now.full.supports.length,
        ...known({
          margin: values.kernel === 'linear' && now.y.length > 0 ? round(2 / now.full.norm, 3) : null,
          ringedMove: change(now.ringed),
          othersMove: change(now.others),
        }),
      }),
      snapshot() {
        const { x, full, shown } = now;
        const tube = values.scene === 'tube';
        return {
          supports: round(pick(x, full.supports), 3),
          /** f on a raster over the square, for all points and as fitted; null where there is no fit. */
          full: tube ? null : clipped(grid.map(full.f)),
          shown: tube || !shown ? null : clipped(grid.map(shown.f)),
          /** Regression: f at the places `across`, and the line of least squares. */
          across: round(across, 2),
          curve: tube ? clipped(across.map((u) => full.f([u, 0]))) : null,
          line: tube ? round(leastSquares(x), 3) : null,
        };
      },
      diagnosis(): Diagnosis<'fit' | 'c' | 'gamma'> | null {
        const { x, y, shown, full } = now;
        if (!shown) {
          const message =
            'Without the ringed points one class is missing or nothing is left: there is no margin to maximise.';
          return { step: 0, message, param: 'fit', reset: 'all' };
        }
        const twin = x.findIndex((at, i) =>
          x.some((other, j) => y[i] !== y[j] && String(at) === String(other)),
        );
        if (twin >= 0) {
          const message = `A circle and a square lie at the same place, (${round(x[twin] as Point, 2).join(', ')}): no C and no kernel puts both on their right sides.`;
          return { step: 0, message };
        }
        if (y.length === 0 || full.supports.length < x.length) return null;
        const message = `All ${x.length} points are support vectors: ${values.kernel === 'rbf' ? `at γ = ${values.gamma} each point counts for little but itself, and the machine is a memory` : `at C = ${values.c} violations are so cheap that the margin is wider than the groups`}.`;
        return values.kernel === 'rbf'
          ? { step: 0, message, param: 'gamma', reset: 1 }
          : { step: 0, message, param: 'c', reset: 10 };
      },
      set(next) {
        values = next;
        now = learn(next);
      },
      dispose() {},
    };
  },
});
