import { type Ink, inkOf } from './plot.tsx';

/** Series differ by filling as well as by colour. */
export const FILLINGS = [
  { fillOpacity: 0.9, strokeOpacity: 1 },
  { fillOpacity: 0.25, strokeOpacity: 1 },
  { fillOpacity: 0, strokeOpacity: 1, strokeDasharray: '3 2' },
] as const;

export interface LegendItem {
  label: string;
  ink: Ink;
  /** A line, dashed or not, or the filling of that number. */
  sample: 'solid' | 'dashed' | 0 | 1 | 2;
}

/** Names what is drawn, each beside a sample of it. */
export function Legend({ items }: { items: readonly LegendItem[] }) {
  return (
    <ul className="legend">
      {items.map(({ label, ink, sample }) => (
        <li key={label}>
          <svg width="18" height="12" viewBox="0 0 18 12" aria-hidden="true">
            {typeof sample === 'number' ? (
              <rect
                x="3"
                y="1"
                width="12"
                height="10"
                fill={inkOf(ink)}
                stroke={inkOf(ink)}
                {...FILLINGS[sample]}
              />
            ) : (
              <path
                d="M0 6h18"
                stroke={inkOf(ink)}
                strokeWidth="2"
                strokeDasharray={sample === 'dashed' ? '5 3' : undefined}
              />
            )}
          </svg>
          {label}
        </li>
      ))}
    </ul>
  );
}
