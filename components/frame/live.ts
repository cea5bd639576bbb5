/** What a demo needs once the reader comes near: one script, fetched then. */
import type { ComponentType } from 'react';
import type { AnySimulation, Shown, ViewProps } from '@/lib/sim';

export { DataTable } from './data-table.tsx';
export { Difference } from './difference.tsx';
export { ErrorBoundary } from './error-boundary.tsx';
export { keepInAddress, restoreShared, share } from './share.ts';
export { watchSight } from './watch-sight.ts';

export interface ViewModule {
  default: ComponentType<ViewProps<AnySimulation>>;
  summary(shown: Shown<AnySimulation>): string;
}

/** The folder is the list of views. */
export const loadView = (id: string): Promise<ViewModule> => import(`../demos/${id}.tsx`);

/** A summary that fails must not take the page with it: the view beside it reports the fault. */
export function summarize(view: ViewModule, shown: Shown<AnySimulation>): string {
  try {
    return view.summary(shown);
  } catch {
    return '';
  }
}
