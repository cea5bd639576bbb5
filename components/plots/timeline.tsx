import { scaleLinear } from 'd3-scale';
import { formatTick, round } from './drawing.ts';
import { CHARACTER, FONT, type Ink, inkOf, Plot, type PlotProps, WIDTH } from './plot.tsx';

export interface Span {
  from: number;
  to: number;
  ink: Ink;
  /** Inside the span, where it fits. */
  text?: string;
  /** Kinds of span differ by filling as well as by colour. */
  filling?: 'full' | 'light' | 'outline';
}

const OPACITY = { full: 0.85, light: 0.3, outline: 0 };

/** What happens when, one lane for each actor: workers and their messages, layers and their passes, words in order. */
export function Timeline(
  props: PlotProps & {
    lanes: readonly { label: string; spans: readonly Span[] }[];
    /** Names the time axis, with its unit. */
    x: string;
    domain: readonly [number, number];
    /** A moment marked through all lanes. */
    now?: number;
    laneHeight?: number;
  },
) {
  const { lanes, domain, now, laneHeight = 26 } = props;
  const left = Math.max(...lanes.map(({ label }) => label.length)) * CHARACTER + 10;
  const bottom = lanes.length * laneHeight + 4;
  const x = scaleLinear(domain, [left, WIDTH - 8]);
  return (
    <Plot {...props}>
      <svg
        viewBox={`0 0 ${WIDTH} ${bottom + 36}`}
        className="timeline"
        role="group"
        aria-label={props.title}
        fontSize={FONT}
      >
        {lanes.map(({ label, spans }, i) => (
          <g key={label} transform={`translate(0 ${i * laneHeight})`}>
            <text x={left - 8} y={laneHeight / 2 + 4.5} textAnchor="end" className="tick">
              {label}
            </text>
            <path d={`M${left} ${laneHeight}H${WIDTH - 8}`} stroke="var(--hairline)" />
            {spans.map(({ from, to, ink, text, filling = 'full' }) => {
              const [start, end] = [round(x(from)), round(x(to))];
              return (
                <g key={`${from}-${to}-${text ?? ''}`}>
                  <rect
                    x={start}
                    y={3}
                    width={Math.max(1, end - start)}
                    height={laneHeight - 6}
                    fill={inkOf(ink)}
                    fillOpacity={OPACITY[filling]}
                    stroke={inkOf(ink)}
                  />
                  {text && text.length * CHARACTER < end - start && (
                    <text
                      x={(start + end) / 2}
                      y={laneHeight / 2 + 4.5}
                      textAnchor="middle"
                      className={filling === 'full' ? 'span-text' : undefined}
                    >
                      {text}
                    </text>
                  )}
                </g>
              );
            })}
          </g>
        ))}
        {now !== undefined && (
          <path d={`M${round(x(now))} 0V${bottom}`} stroke="var(--ink)" strokeDasharray="3 3" />
        )}
        {x.ticks(4).map((t) => (
          <text key={t} x={round(x(t))} y={bottom + 14} textAnchor="middle" className="tick">
            {formatTick(t)}
          </text>
        ))}
        <text x={WIDTH - 8} y={bottom + 31} textAnchor="end" className="tick">
          {props.x}
        </text>
      </svg>
    </Plot>
  );
}
