import { termPath, withBase } from '@/lib/paths';
import type { AnyValues, ParamSpec } from '@/lib/sim/params';
import type { Diagnosis } from '@/lib/sim/types';
import type { DemoSpec } from './session.ts';

function wayBack(blamed: ParamSpec, reset: AnyValues[string]): string {
  if (blamed.kind === 'toggle') return `Turn ${reset ? 'on' : 'off'} “${blamed.label}”`;
  return `Set “${blamed.label}” to ${blamed.kind === 'choice' ? blamed.options[String(reset)] : reset}`;
}

/** The run went wrong: because of what, where that is explained, and the way back. */
export function Trouble({
  spec,
  diagnosis: { message, term, param, reset },
  onReset,
}: {
  spec: DemoSpec;
  diagnosis: Diagnosis;
  onReset: (values: AnyValues) => void;
}) {
  const blamed = param === undefined ? undefined : spec.params[param];
  return (
    <p className="diagnosis">
      {message} {term && <a href={withBase(termPath(term))}>Why this happens</a>}{' '}
      {param !== undefined && blamed && reset !== undefined && (
        <button type="button" onClick={() => onReset({ [param]: reset })}>
          {wayBack(blamed, reset)}
        </button>
      )}
    </p>
  );
}
