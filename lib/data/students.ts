import type { Rng } from '../sim/index.ts';

export interface Student {
  /** Hours of study, relative to the average. */
  hours: number;
  passed: boolean;
}

/** So many students with hours from −3 to 3; chance decides who passes, or a threshold, or everyone does. */
export function enrol(rng: Rng, count: number, results: 'chance' | 'threshold' | 'all'): Student[] {
  return Array.from({ length: count }, () => {
    const hours = 6 * rng.uniform() - 3;
    const luck = rng.uniform();
    const chance = 1 / (1 + Math.exp(0.5 - hours));
    return { hours, passed: results === 'all' || (results === 'threshold' ? hours > 0.5 : luck < chance) };
  });
}
