import type { AnyValues, ParamSpecs } from '../sim/params.ts';
import { coerce } from '../sim/values.ts';
import { ContentError } from './errors.ts';
import type { Entry } from './parse.ts';

/** Checks what an entry says to its demo and asks of it against what the model declares. Throws a ContentError. */
export function checkDemo(
  { file, demo, questions }: Entry,
  { params, metrics }: { params: ParamSpecs; metrics: Readonly<Record<string, unknown>> },
): void {
  const fail = (where: string, what: string): never => {
    throw new ContentError(file, where, what);
  };
  function checkSettings(where: string, settings: Partial<AnyValues>) {
    for (const [name, value] of Object.entries(settings)) {
      const spec =
        (Object.hasOwn(params, name) && params[name]) || fail(where, `${demo.id} has no parameter “${name}”`);
      if (JSON.stringify(coerce(spec, value)) !== JSON.stringify(value))
        fail(where, `${name} of ${demo.id} cannot be ${JSON.stringify(value)}`);
    }
  }
  checkSettings('<Demo preset>', demo.preset);
  for (const { among, set = {} } of questions) {
    checkSettings('<Predict set>', set);
    for (const name of Object.keys(among))
      if (!Object.hasOwn(metrics, name)) fail('<Predict among>', `${demo.id} has no metric “${name}”`);
  }
}
