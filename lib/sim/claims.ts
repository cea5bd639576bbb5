import type { AnyValues } from './params.ts';
import { runTrial, type TrialState } from './trial.ts';
import type { AnySimulation } from './types.ts';
import type { Shown } from './view.ts';

/** Something the site says of a model, with the measurement that could refute it. */
export interface Claim {
  /** The sentence, worded as on the page. */
  text: string;
  /** Slugs of the entries that make it; default: each entry that shows the demo. */
  entries?: readonly string[];
  /** How many seeds (1, 2, …) it is tried on; 1 for what does not depend on chance. */
  seeds: number;
  /** On how many of them it must hold; default: all. */
  needed?: number;
  /** The figure the claim is about, for one seed. */
  measure(seed: number): number;
  holds(figure: number): boolean;
  /** What the figure is, for “0.94 to 0.97 …”: e.g. “test accuracy”. */
  figure: string;
}

export const defineClaims = (claims: readonly Claim[]) => claims;

/** `run`, except that the same arguments get the first result again: several claims read one long run. */
export function remember<Run extends (...given: never[]) => unknown>(run: Run): Run {
  const known = new Map<string, unknown>();
  const recalled = (...given: never[]) => {
    const key = JSON.stringify(given);
    if (!known.has(key)) known.set(key, run(...given));
    return known.get(key);
  };
  return recalled as Run;
}

/** What a run has come to. Of a metric that it left out no bound holds: that one is undefined. */
type Outcome<Sim> = Pick<Shown<Sim>, 'step' | 'snapshot' | 'history'> &
  Pick<TrialState, 'status' | 'diagnosis'> & {
    metrics: Record<keyof Shown<Sim>['metrics'], number>;
  };

/** The runs of a model by seed, settings (else its defaults) and steps (else all): each is made once, for all claims. */
export function runsOf<Sim extends AnySimulation>(model: Sim) {
  const known = remember((seed: number, given: Partial<AnyValues>, steps: number) =>
    runTrial(model, given, seed, steps),
  );
  return (seed: number, given: Partial<AnyValues> = {}, steps: number = model.schedule.maxSteps) =>
    known(seed, given, steps) as unknown as Outcome<Sim>;
}
