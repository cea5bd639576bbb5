'use client';
import { createContext } from 'react';
import type { TrialState } from '@/lib/sim/trial';
import type { DemoSpec, Session } from './session.ts';

/** What stands inside a demo's figure may ask of it. */
export const DemoContext = createContext<{
  session: Session;
  spec: DemoSpec;
  now: TrialState;
  /** What is drawn is a run in the worker, with the settings asked for: neither the poster nor a run just left. */
  current: boolean;
} | null>(null);
