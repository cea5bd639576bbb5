import { readdirSync, readFileSync } from 'node:fs';
import type { Claim } from '../sim/claims.ts';
import { onceABuild } from './once.ts';

export const OUTCOMES_FILE = 'lib/claims/outcomes.json';

/** What a claim's seeds gave. */
export interface Outcome {
  text: string;
  entries?: readonly string[];
  figure: string;
  seeds: number;
  /** On how many seeds it held. */
  held: number;
  needed: number;
  /** The extremes of the measured figure. */
  low: number;
  high: number;
}
export type Outcomes = Record<string, { hash: string; claims: Outcome[] }>;

/** The folder is the list. */
export const claimedDemos = () =>
  readdirSync('lib/claims')
    .filter((file) => file.endsWith('.ts'))
    .map((file) => file.slice(0, -'.ts'.length));

export const readOutcomes = onceABuild((): Outcomes => {
  try {
    return JSON.parse(readFileSync(OUTCOMES_FILE, 'utf8'));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return {};
    throw error;
  }
});

/** Runs a claim on all its seeds. */
export function measure({ text, entries, figure, seeds, needed = seeds, ...claim }: Claim): Outcome {
  const figures = Array.from({ length: seeds }, (_, i) => claim.measure(i + 1));
  return {
    text,
    ...(entries && { entries }),
    figure,
    seeds,
    held: figures.filter((value) => claim.holds(value)).length,
    needed,
    low: Math.min(...figures),
    high: Math.max(...figures),
  };
}
