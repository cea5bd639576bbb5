import { formatNumber } from '@/components/plots/format';
import type { TrialState } from '@/lib/sim/trial';
import type { DemoSpec } from './session.ts';

const metricInWords = (spec: DemoSpec, name: string, metrics: TrialState['metrics']) => {
  const { label, unit } = spec.metrics[name] ?? { label: name };
  const value = metrics[name];
  return value === undefined ? null : `${label} ${formatNumber(value)}${unit ? ` ${unit}` : ''}`;
};

/** The model had nothing to do step by step: some settings of some demos are formulas. */
export const isInstant = ({ status, step }: Pick<TrialState, 'status' | 'step'>) =>
  status === 'done' && step <= 1;

/** “Step 90 of 300. Loss 0.031.” A formula has no steps. */
export function progressInWords(spec: DemoSpec, state: TrialState): string {
  const [main = ''] = Object.keys(spec.metrics);
  const metric = metricInWords(spec, main, state.metrics);
  const { maxSteps } = spec.schedule;
  const early =
    state.step < maxSteps ? { running: '', done: ', done', diverged: ', stopped' }[state.status] : '';
  const step = maxSteps > 0 && !isInstant(state) ? `Step ${state.step} of ${maxSteps}${early}. ` : '';
  return `${step}${metric ? `${metric.charAt(0).toUpperCase()}${metric.slice(1)}.` : ''}`;
}
