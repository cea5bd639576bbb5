import { useState } from 'react';
import { formatNumber } from '@/components/plots/format';
import type { AnyValues } from '@/lib/sim/params';
import type { Surroundings } from './demo-context.ts';

/** Which of the metrics in `among` ends lowest (or highest)? */
export interface Question {
  ask: string;
  /** Metric to the answer it stands for. */
  among: Record<string, string>;
  wins: 'lowest' | 'highest';
  set?: AnyValues;
  /** An extra answer, right when the largest is at most `within` times the smallest. */
  tie?: { label: string; within: number };
}

/** A question answered by the run itself. Committing to a guess applies `set` and plays. */
export function Prediction({ demo, ...props }: Question & { demo: Surroundings }) {
  const [guess, setGuess] = useState<string | null>(null);
  const { session, now, current } = demo;
  const labels = [...Object.values(props.among), ...(props.tie ? [props.tie.label] : [])];

  function commit(label: string) {
    setGuess(label);
    session.apply(props.set ?? {});
  }

  const figures = Object.keys(props.among)
    .map((metric) => ({ label: props.among[metric] as string, value: now.metrics[metric] }))
    .filter((f): f is { label: string; value: number } => f.value !== undefined)
    .sort((a, b) => (props.wins === 'lowest' ? a.value - b.value : b.value - a.value));
  const [first, second] = figures;
  const tied =
    props.tie !== undefined &&
    first !== undefined &&
    second !== undefined &&
    Math.max(first.value, second.value) <= props.tie.within * Math.min(first.value, second.value);
  const answer = tied ? props.tie?.label : first?.label;
  const over = current && now.status !== 'running';
  return (
    <fieldset className="predict">
      <legend>{props.ask}</legend>
      <div className="choices">
        {labels.map((label) => (
          <button key={label} type="button" aria-pressed={guess === label} onClick={() => commit(label)}>
            {label}
          </button>
        ))}
      </div>
      <p className="verdict" aria-live="polite">
        {guess === null
          ? 'Choose before you look: your guess starts the run.'
          : !over
            ? `You guess: ${guess}. Watch the run.`
            : `You guessed ${guess}; ${answer === guess ? 'the run agrees' : `here it is ${answer}`} (${figures
                .map((f) => `${f.label}: ${formatNumber(f.value)}`)
                .join(', ')}).`}
      </p>
    </fieldset>
  );
}
