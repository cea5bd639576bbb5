import type { ReactNode } from 'react';
import { termPath, withBase } from '@/lib/paths';

export interface Step {
  slug: string;
  term: string;
  short: string;
  why: string;
}

/** A reading path in order. `mark` stands before each step. */
export const Steps = ({ steps, mark }: { steps: readonly Step[]; mark?: (step: Step) => ReactNode }) => (
  <ol className="listing steps">
    {steps.map((step) => (
      <li key={step.slug}>
        {mark?.(step)}
        <a href={withBase(termPath(step.slug))}>{step.term}</a> <span className="via">{step.why}</span>
        <p>{step.short}</p>
      </li>
    ))}
  </ol>
);
