import { type ComponentType, createContext } from 'react';
import type { TrialState } from '@/lib/sim/trial';
import type { Question } from './prediction.tsx';
import type { DemoSpec, Session } from './session.ts';

/** What stands inside a demo's figure may ask of it. */
export interface Surroundings {
  session: Session;
  spec: DemoSpec;
  now: TrialState;
  /** What is drawn is a run in the worker, with the settings asked for: neither the poster nor a run just left. */
  current: boolean;
  Prediction: ComponentType<Question & { demo: Surroundings }>;
}

export const DemoContext = createContext<Surroundings | null>(null);
