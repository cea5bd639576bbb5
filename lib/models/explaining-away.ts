import { type Diagnosis, defineSimulation, param, type Rng } from '../sim/index.ts';
import { tf } from '../tf/index.ts';

/** Parents stand before their children. Values: 0 no, 1 yes. */
const names = ['cloudy', 'sprinkler', 'rain', 'wet'] as const;
type Name = (typeof names)[number];
const choices = ['unknown', 'yes', 'no'] as const;
type Seen = (typeof choices)[number];
type Evidence = Record<Name, Seen>;

/** Draws added by a step. */
const DRAWS = 100;

/** P(yes | parents), an axis for each parent: the tables of Murphy 1998, two numbers of which can be changed. */
export const tables = ({ sprinklerIfCloudy = 0.1, wetByOne = 0.9 } = {}) => ({
  cloudy: 0.5,
  sprinkler: [0.5, sprinklerIfCloudy],
  rain: [0.2, 0.8],
  wet: [
    [0, wetByOne],
    [wetByOne, 0.99],
  ],
});
type Tables = ReturnType<typeof tables>;

/** p(c, s, r, w) = p(c) p(s | c) p(r | c) p(w | s, r): four tables, broadcast to [2, 2, 2, 2]. Disposed by the caller. */
export const joint = ({ cloudy, sprinkler, rain, wet }: Tables): tf.Tensor =>
  tf.tidy(() => {
    const table = (yes: number | number[] | number[][], shape: number[]) =>
      tf.reshape(tf.stack([tf.sub(1, yes), tf.tensor(yes)], -1), shape);
    const factors = [table(cloudy, [2, 1, 1, 1]), table(sprinkler, [2, 2, 1, 1])];
    return [...factors, table(rain, [2, 1, 2, 1]), table(wet, [1, 2, 2, 2])].reduce((p, q) => tf.mul(p, q));
  });

/** The joint where it fits the evidence, over its sum P(evidence). null where that is 0: there is nothing to divide by. */
export function posterior(t: Tables, evidence: Evidence): number[] | null {
  const fits = { unknown: [1, 1], no: [1, 0], yes: [0, 1] };
  const axis = (i: number) => names.map((_, j) => (i === j ? 2 : 1));
  const fitting = tf.tidy(() => {
    const masks = names.map((name, i) => tf.tensor(fits[evidence[name]], axis(i)));
    return [...masks.reduce((p, mask) => tf.mul(p, mask), joint(t)).dataSync()];
  });
  const total = fitting.reduce((sum, p) => sum + p, 0);
  return total > 0 ? fitting.map((p) => p / total) : null;
}

/** P(yes) of one variable, the others summed out. In a state’s number cloudy is the highest bit, wet the lowest. */
export const marginal = (states: readonly number[], name: Name) =>
  states.reduce((sum, p, state) => sum + ((state >> (3 - names.indexOf(name))) & 1) * p, 0);

/**
 * Likelihood weighting (Fung and Chang 1990): unknown variables are drawn, parents first, and each known one weights the
 * draw by its probability given its parents. The estimates of P(sprinkler | evidence) after every 100 draws; null while
 * no draw has a weight.
 */
function likelihoodWeighting(rng: Rng, t: Tables, evidence: Evidence, steps: number) {
  let [total, on] = [0, 0];
  return Array.from({ length: steps }, () => {
    for (let draw = 0; draw < DRAWS; draw++) {
      let weight = 1;
      const value = (name: Name, yes = 0) => {
        const [u, seen] = [rng.uniform(), evidence[name]];
        if (seen === 'unknown') return u < yes ? 1 : 0;
        weight *= seen === 'yes' ? yes : 1 - yes;
        return seen === 'yes' ? 1 : 0;
      };
      const c = value('cloudy', t.cloudy);
      const [s, r] = [value('sprinkler', t.sprinkler[c]), value('rain', t.rain[c])];
      value('wet', t.wet[s]?.[r]);
      total += weight;
      on += weight * s;
    }
    return total > 0 ? short(on / total) : null;
  });
}

const short = (p: number) => Number(p.toFixed(4));
const probability = (label: string, help: string, normal: number) =>
  param.number({ label, help, min: 0.05, max: 0.95, step: 0.05, default: normal, live: true });
const seen = (label: string, normal: Seen) =>
  param.choice<Record<Seen, string>>({
    label,
    options: { unknown: 'Unknown', yes: 'Yes', no: 'No' },
    default: normal,
    live: true,
    inView: true,
  });

export default defineSimulation({
  params: {
    cloudy: seen('Cloudy', 'unknown'),
    sprinkler: seen('Sprinkler on', 'unknown'),
    rain: seen('Rain', 'unknown'),
    wet: seen('Grass wet', 'yes'),
    wetByOne: probability('P(wet | one of them)', 'Sprinkler or rain alone; both together: 0.99.', 0.9),
    sprinklerIfCloudy: probability('P(sprinkler | cloudy)', 'Under a clear sky: 0.5.', 0.1),
    inside: param.choice({
      label: 'Show',
      options: { samples: 'Sampling', states: 'All 16 states' },
      default: 'samples',
      live: true,
    }),
  },
  metrics: {
    sprinkler: { label: 'probability of the sprinkler' },
    sampled: { label: 'the same by weighted samples' },
    rainUnknown: { label: 'the same while nothing is known of rain' },
    rainYes: { label: 'the same when it rained' },
  },
  schedule: { posterSteps: 40, maxSteps: 40, stepsPerSecond: 8 },

  init(initial, rng) {
    let [values, step] = [initial, 0];
    /** All of it follows from the settings and the number of steps: other evidence begins its draws anew. */
    function compute() {
      const t = tables(values);
      const states = posterior(t, values);
      const sprinkler = (p: number[] | null) => p && short(marginal(p, 'sprinkler'));
      return {
        states,
        yes: states && names.map((name) => short(marginal(states, name))),
        byRain: choices.map((rain) => sprinkler(posterior(t, { ...values, rain }))),
        estimates: likelihoodWeighting(rng.fork('draws'), t, values, step),
      };
    }
    let now = compute();

    return {
      step() {
        step += 1;
        now = compute();
        return 'running';
      },
      set(next) {
        values = next;
        now = compute();
      },
      metrics() {
        const [rainUnknown, rainYes] = now.byRain;
        const [sprinkler, sampled] = [now.yes?.[1], now.estimates.at(-1)];
        return {
          ...(sprinkler !== undefined && { sprinkler }),
          ...(sampled != null && { sampled }),
          ...(rainUnknown != null && { rainUnknown }),
          ...(rainYes != null && { rainYes }),
        };
      },
      snapshot: () => ({
        draws: DRAWS,
        /** P(yes | evidence) of each variable, P(state | evidence) of all 16; null where the evidence is impossible. */
        yes: now.yes,
        states: now.states?.map(short) ?? null,
        /** P(sprinkler | evidence) were rain unknown, seen, seen to be absent. */
        byRain: now.byRain,
        estimates: now.estimates,
      }),
      diagnosis(): Diagnosis<Name> | null {
        const impossible =
          'This cannot happen in the model: with neither sprinkler nor rain the grass is never wet. Evidence of probability 0 leaves nothing to condition on.';
        const blocked =
          'Sprinkler and rain are independent now: cloudy is known and the grass has not been seen, so both paths between them are blocked. To hear of rain changes nothing.';
        if (!now.states) return { step, message: impossible, param: 'wet', reset: 'unknown' };
        const { cloudy, sprinkler, wet } = values;
        if (cloudy === 'unknown' || sprinkler !== 'unknown' || wet !== 'unknown') return null;
        return { step, message: blocked, param: 'wet', reset: 'yes' };
      },
      dispose() {},
    };
  },
});
