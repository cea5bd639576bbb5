import { formatNumber } from '@/components/plots/format';
import { type AnyValues, encodeValue } from '@/lib/sim/params';
import type { TrialState } from '@/lib/sim/trial';
import type { DemoSpec, PinnedRun } from './session.ts';

const valueInWords = (spec: DemoSpec, name: string, value: AnyValues[string]) => {
  const param = spec.params[name];
  if (param?.kind === 'choice') return param.options[String(value)] ?? String(value);
  if (typeof value === 'number') return formatNumber(value);
  if (typeof value === 'boolean') return value ? 'on' : 'off';
  return encodeValue(value);
};

const metricInWords = (spec: DemoSpec, name: string, metrics: TrialState['metrics']) => {
  const { label, unit } = spec.metrics[name] ?? { label: name };
  const value = metrics[name];
  return value === undefined ? null : `${label} ${formatNumber(value)}${unit ? ` ${unit}` : ''}`;
};

/** “Step 90 of 300. Loss 0.031.” A formula has no steps. */
export function progressInWords(spec: DemoSpec, state: TrialState): string {
  const [main = ''] = Object.keys(spec.metrics);
  const metric = metricInWords(spec, main, state.metrics);
  const { maxSteps } = spec.schedule;
  const step = maxSteps > 0 ? `Step ${state.step} of ${maxSteps}. ` : '';
  return `${step}${metric ? `${metric.charAt(0).toUpperCase()}${metric.slice(1)}.` : ''}`;
}

/** What the pinned run and this one differ in, settings first, then every metric both have. */
export function differenceInWords(spec: DemoSpec, pinned: PinnedRun, values: AnyValues, now: TrialState): string {
  const settings = Object.keys(spec.params)
    .filter((name) => encodeValue(pinned.params[name] ?? '') !== encodeValue(values[name] ?? ''))
    .map((name) => {
      const [before, after] = [pinned.params[name], values[name]].map((v) => valueInWords(spec, name, v ?? ''));
      return `${spec.params[name]?.label.toLowerCase()} ${before} → ${after}`;
    });
  const metrics = Object.keys(spec.metrics).flatMap((name) => {
    const [before, after] = [pinned.metrics[name], now.metrics[name]];
    return before === undefined || after === undefined
      ? []
      : [`${spec.metrics[name]?.label}: pinned ${formatNumber(before)}, now ${formatNumber(after)}`];
  });
  const changed = settings.length > 0 ? `Changed since the pin: ${settings.join(', ')}.` : 'Pinned. Now change one setting.';
  return [changed, `At step ${pinned.step} and ${now.step}: ${metrics.join('; ')}.`].join(' ');
}
