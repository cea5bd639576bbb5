import { useId } from 'react';
import { formatNumber } from '@/components/plots/format';
import type { AnyValues, ChoiceSpec, NumberSpec, ParamSpec, ParamSpecs, ToggleSpec } from '@/lib/sim/params';
import { clampNumber } from '@/lib/sim/values';

/** A log slider moves in 25 places a decade: each is one of the two-digit values. */
const PLACES_PER_DECADE = 25;

function placesOf({ min, max, scale, step }: NumberSpec) {
  const count = Math.round(scale === 'log' ? Math.log10(max / min) * PLACES_PER_DECADE : (max - min) / step);
  return {
    count,
    toPlace: (value: number) =>
      Math.round(
        count * (scale === 'log' ? Math.log(value / min) / Math.log(max / min) : (value - min) / (max - min)),
      ),
    toValue: (place: number) =>
      scale === 'log' ? min * (max / min) ** (place / count) : min + (place / count) * (max - min),
  };
}

type ControlProps<Spec, Value> = { spec: Spec; value: Value; onChange: (value: Value) => void };

function Slider({ spec, value, onChange }: ControlProps<NumberSpec, number>) {
  const id = useId();
  const { count, toPlace, toValue } = placesOf(spec);
  const text = `${formatNumber(value)}${spec.unit ? ` ${spec.unit}` : ''}`;
  return (
    <div className="control">
      <label htmlFor={id}>{spec.label}</label>
      <span className="control-value">{text}</span>
      <input
        id={id}
        type="range"
        min={0}
        max={count}
        value={toPlace(value)}
        aria-valuetext={text}
        style={{ '--filled': `${(100 * toPlace(value)) / count}%` } as React.CSSProperties}
        onChange={(event) => onChange(clampNumber(spec, toValue(event.target.valueAsNumber)))}
      />
      {spec.help && <small>{spec.help}</small>}
    </div>
  );
}

function Choice({ spec, value, onChange }: ControlProps<ChoiceSpec, string>) {
  const id = useId();
  return (
    <div className="control">
      <label htmlFor={id}>{spec.label}</label>
      <select id={id} value={value} onChange={(event) => onChange(event.target.value)}>
        {Object.entries(spec.options).map(([option, label]) => (
          <option key={option} value={option}>
            {label}
          </option>
        ))}
      </select>
      {spec.help && <small>{spec.help}</small>}
    </div>
  );
}

function Toggle({ spec, value, onChange }: ControlProps<ToggleSpec, boolean>) {
  const id = useId();
  return (
    <div className="control control-toggle">
      <label htmlFor={id}>{spec.label}</label>
      <input id={id} type="checkbox" checked={value} onChange={(event) => onChange(event.target.checked)} />
      {spec.help && <small>{spec.help}</small>}
    </div>
  );
}

function Control({ spec, value, onChange }: ControlProps<ParamSpec, AnyValues[string]>) {
  switch (spec.kind) {
    case 'number':
      return <Slider spec={spec} value={value as number} onChange={onChange} />;
    case 'choice':
      return <Choice spec={spec} value={value as string} onChange={onChange} />;
    case 'toggle':
      return <Toggle spec={spec} value={value as boolean} onChange={onChange} />;
    case 'points':
      return null;
  }
}

/** One control a parameter, in the order of the specs. Draggable points are the view's own. */
export function Controls({
  specs,
  values,
  onChange,
}: {
  specs: ParamSpecs;
  values: AnyValues;
  onChange: (name: string, value: AnyValues[string]) => void;
}) {
  const shown = Object.entries(specs).filter(
    ([, { when = {}, inView, kind }]) =>
      !inView && kind !== 'points' && Object.entries(when).every(([other, value]) => values[other] === value),
  );
  return (
    <div className="controls">
      {shown.map(([name, spec]) => (
        <Control
          key={name}
          spec={spec}
          value={values[name] as AnyValues[string]}
          onChange={(value) => onChange(name, value)}
        />
      ))}
    </div>
  );
}
