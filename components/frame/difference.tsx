import { formatNumber } from '@/components/plots/format';
import type { AnyValues } from '@/lib/sim/params';
import type { TrialState } from '@/lib/sim/trial';
import { encodeValue } from '@/lib/sim/values';
import type { DemoSpec, PinnedRun } from './session.ts';

function inWords(spec: DemoSpec, name: string, value: AnyValues[string]): string {
  const param = spec.params[name];
  if (param?.kind === 'choice') return param.options[String(value)] ?? String(value);
  if (typeof value === 'number') return formatNumber(value);
  if (typeof value === 'boolean') return value ? 'on' : 'off';
  return encodeValue(value);
}

/** What the pinned run and this one differ in, settings first, then every metric both have. */
export function Difference(props: { spec: DemoSpec; pinned: PinnedRun; values: AnyValues; now: TrialState }) {
  const { spec, pinned, values, now } = props;
  const settings = Object.entries(spec.params).flatMap(([name, { label }]) => {
    const [before, after] = [pinned.params[name], values[name]] as [AnyValues[string], AnyValues[string]];
    return encodeValue(before) === encodeValue(after)
      ? []
      : [`${label}: ${inWords(spec, name, before)} → ${inWords(spec, name, after)}`];
  });
  const metrics = Object.entries(spec.metrics).flatMap(([name, { label }]) => {
    const [before, after] = [pinned.metrics[name], now.metrics[name]];
    return before === undefined || after === undefined
      ? []
      : [`${label} pinned ${formatNumber(before)}, now ${formatNumber(after)}`];
  });
  return (
    <p className="difference">
      {settings.length > 0
        ? `Changed since the pin: ${settings.join('; ')}. `
        : 'Pinned. Change one setting and run again. '}
      At step {pinned.step} and {now.step}: {metrics.join('; ')}.
    </p>
  );
}
