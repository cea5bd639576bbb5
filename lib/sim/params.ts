import { coerce } from './values.ts';

/** One table of specs gives a demo its defaults, controls, validation and URL. */

export type Point = readonly [x: number, y: number];

interface Common {
  /** Names the control: sentence case, no colon. */
  label: string;
  /** What the setting does, when the label cannot say it. */
  help?: string;
  /** Applied to the running model by `set`, without a restart. */
  live?: boolean;
  /** The control is shown only while other choices have these values. */
  when?: Readonly<Record<string, string>>;
  /** The view lets the reader set it (a tapped cell, a dragged mark), so the frame draws no control. */
  inView?: true;
}
export interface NumberSpec extends Common {
  kind: 'number';
  min: number;
  max: number;
  default: number;
  scale: 'linear' | 'log';
  /** Linear: distance between values. Log: ignored, values have two significant digits. */
  step: number;
  unit?: string;
}
export interface ChoiceSpec<Option extends string = string> extends Common {
  kind: 'choice';
  /** Option to its label, in the order shown. */
  options: Readonly<Record<Option, string>>;
  default: Option;
}
export interface ToggleSpec extends Common {
  kind: 'toggle';
  default: boolean;
}
/** Points of the plane that the view lets the reader drag, add and remove; the frame draws no control for them. */
export interface PointsSpec extends Common {
  kind: 'points';
  min: number;
  max: number;
  default: readonly Point[];
  /** How few and how many points there may be; default: as many as in `default`. */
  least?: number;
  most?: number;
}
export type ParamSpec = NumberSpec | ChoiceSpec | ToggleSpec | PointsSpec;
export type ParamSpecs = Readonly<Record<string, ParamSpec>>;

export type ParamValue<Spec> = Spec extends NumberSpec
  ? number
  : Spec extends ChoiceSpec<infer Option>
    ? Option
    : Spec extends ToggleSpec
      ? boolean
      : Spec extends PointsSpec
        ? readonly Point[]
        : never;
export type ParamValues<Specs> = { -readonly [Name in keyof Specs]: ParamValue<Specs[Name]> };
export type AnyValues = Record<string, number | string | boolean | readonly Point[]>;

type Given<Spec, Optional extends keyof Spec = never> = Omit<Spec, 'kind' | Optional> &
  Partial<Pick<Spec, Optional>>;

export const param = {
  number: (spec: Given<NumberSpec, 'scale' | 'step'>): NumberSpec => ({
    kind: 'number',
    scale: 'linear',
    step: (spec.max - spec.min) / 100,
    ...spec,
  }),
  choice: <const Options extends Record<string, string>>(
    spec: Omit<ChoiceSpec, 'kind' | 'options' | 'default'> & {
      options: Options;
      default: keyof Options & string;
    },
  ): ChoiceSpec<keyof Options & string> => ({ kind: 'choice', ...spec }),
  toggle: (spec: Given<ToggleSpec>): ToggleSpec => ({ kind: 'toggle', ...spec }),
  points: (spec: Given<PointsSpec>): PointsSpec => ({ kind: 'points', ...spec }),
};

export function defaults<Specs extends ParamSpecs>(specs: Specs): ParamValues<Specs> {
  return Object.fromEntries(
    Object.entries(specs).map(([name, spec]) => [name, spec.default]),
  ) as ParamValues<Specs>;
}

/** Valid values for every parameter: the given ones where they can be used, else the defaults. */
export function withDefaults<Specs extends ParamSpecs>(
  specs: Specs,
  given: Partial<AnyValues>,
): ParamValues<Specs> {
  return Object.fromEntries(
    Object.entries(specs).map(([name, spec]) => [name, coerce(spec, given[name]) ?? spec.default]),
  ) as ParamValues<Specs>;
}
