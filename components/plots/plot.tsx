import { type ReactNode, useEffect, useRef } from 'react';

/**
 * Every plot is drawn in units of its own, WIDTH of them across, and scaled to its column by CSS. So the poster
 * made at build has the geometry of the live picture at any size, and nothing moves when one replaces the other.
 */
export const WIDTH = 352;
/** Text size in these units: at least 11 px in the narrowest column (288 px). */
export const FONT = 13.5;
/** Room for one character of a label, in the widest of the usual interface fonts. */
export const CHARACTER = 8.6;

/** The data palette; a mark also differs by dash, shape or label, never by colour alone. */
export type Ink = 1 | 2 | 3 | 4 | 5 | 'ink' | 'muted';
export const inkOf = (ink: Ink) => (typeof ink === 'number' ? `var(--data-${ink})` : `var(--${ink})`);

export interface PlotProps {
  title: string;
  /** Also the entry's small picture on the home page: one a view. */
  tile?: boolean;
}

/** A titled panel of a demo. */
export function Plot({ title, tile, children }: PlotProps & { children: ReactNode }) {
  const panel = useRef<HTMLDivElement>(null);
  // In Chromium the Tab key stops at every SVG element that listens to focus, as React makes the layers of recharts do,
  // which come after the chart.
  useEffect(() => {
    const root = panel.current as HTMLDivElement;
    const pass = () => {
      for (const layer of root.querySelectorAll('[class^="recharts-zIndex-layer"]:not([tabindex])'))
        layer.setAttribute('tabindex', '-1');
    };
    pass();
    const observer = new MutationObserver(pass);
    observer.observe(root, { childList: true, subtree: true });
    return () => observer.disconnect();
  }, []);
  return (
    <div ref={panel} className="plot" data-tile={tile || undefined}>
      <p className="plot-title">{title}</p>
      {children}
    </div>
  );
}
