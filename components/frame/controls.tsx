import { useId } from 'react';
import { formatNumber } from '@/components/plots/format';
import { type AnyValues, clampNumber, type NumberSpec, type ParamSpecs } from '@/lib/sim/params';

/** A log slider moves in 25 places a decade: each is one of the two-digit values. */
const PLACES_PER_DECADE = 25;

function placesOf({ min, max, scale, step }: NumberSpec) {
  const count = Math.round(scale === 'log' ? Math.log10(max / min) * PLACES_PER_DECADE : (max - min) / step);
  return {
    count,
    toPlace: (value: number) =>
      Math.round(count * (scale === 'log' ? Math.log(value / min) / Math.log(max / min) : (value - min) / (max - min))),
    toValue: (place: number) =>
      scale === 'log' ? min * (max / min) ** (place / count) : min + (place / count) * (max - min),
  };
}

function Slider({ spec, value, onChange }: { spec: NumberSpec; value: number; onChange: (value: number) => void }) {
  const id = useId();
  const { count, toPlace, toValue } = placesOf(spec);
  const text = `${formatNumber(value)}${spec.unit ? ` ${spec.unit}` : ''}`;
  return (
    <div className="control">
      <label htmlFor={id}>{spec.label}</label>
      <output htmlFor={id}>{text}</output>
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
  const prefix = useId();
  return (
    <div className="controls">
      {Object.entries(specs).map(([name, spec]) => {
        const id = `${prefix}${name}`;
        switch (spec.kind) {
          case 'number':
            return (
              <Slider key={name} spec={spec} value={values[name] as number} onChange={(value) => onChange(name, value)} />
            );
          case 'choice':
            return (
              <div className="control" key={name}>
                <label htmlFor={id}>{spec.label}</label>
                <select id={id} value={values[name] as string} onChange={(event) => onChange(name, event.target.value)}>
                  {Object.entries(spec.options).map(([option, label]) => (
                    <option key={option} value={option}>
                      {label}
                    </option>
                  ))}
                </select>
                {spec.help && <small>{spec.help}</small>}
              </div>
            );
          case 'toggle':
            return (
              <div className="control control-toggle" key={name}>
                <label htmlFor={id}>{spec.label}</label>
                <input
                  id={id}
                  type="checkbox"
                  checked={values[name] as boolean}
                  onChange={(event) => onChange(name, event.target.checked)}
                />
                {spec.help && <small>{spec.help}</small>}
              </div>
            );
          case 'points':
            return null;
        }
      })}
    </div>
  );
}
