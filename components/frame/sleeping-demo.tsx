import { type ComponentType, lazy, type RefObject, Suspense, useEffect, useRef, useState } from 'react';
import type { DemoProps } from './demo-frame.tsx';
import { Failure } from './failure.tsx';
import { keepDrag } from './keep-drag.ts';
import { useNear } from './use-near.ts';

type Frame = ComponentType<DemoProps>;

/** A frame that stands in the page's HTML and stays as it is, untouched by React, until it is woken. */
function asleep() {
  let wake: (frame: Frame) => void = () => {};
  const woken = new Promise<{ default: Frame }>((resolve) => {
    wake = (frame) => resolve({ default: frame });
  });
  const Sleeping = lazy(() => (typeof window === 'undefined' ? import('./demo-frame.tsx') : woken));
  return { Sleeping, wake };
}

async function load(figure: Element, id: string, posterUrl: string): Promise<Frame> {
  const [{ loadDemo }, poster] = await Promise.all([import('./live.tsx'), fetch(posterUrl)]);
  if (!poster.ok) throw new Error(`${poster.status} ${poster.statusText}`);
  return loadDemo(figure, id, poster);
}

/** Loads the demo when the reader is near, and says so where it cannot be had. */
function Waker({
  figure,
  id,
  posterUrl,
  onLoad,
}: {
  figure: RefObject<HTMLElement | null>;
  id: string;
  posterUrl: string;
  onLoad: (frame: Frame) => void;
}) {
  const near = useNear(figure, '300px');
  const [attempt, setAttempt] = useState(0);
  const [failure, setFailure] = useState<string | null>(null);
  useEffect(() => (figure.current ? keepDrag(figure.current) : undefined), [figure]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new attempt loads again
  useEffect(() => {
    if (!near || !figure.current) return;
    setFailure(null);
    load(figure.current, id, posterUrl).then(onLoad, (error: Error) => setFailure(error.message));
  }, [near, attempt, figure, id, posterUrl, onLoad]);
  return (
    failure !== null && (
      <div className="failures">
        <Failure what="The demo could not be loaded" why={failure} onRetry={() => setAttempt(attempt + 1)} />
      </div>
    )
  );
}

/**
 * A demo whose picture, controls and text stand in the page, and which comes to life around them. Never draws itself
 * anew, which would make React build the sleeping frame a second time instead of waiting for it.
 */
export function SleepingDemo({ posterUrl, ...props }: Omit<DemoProps, 'figure'> & { posterUrl: string }) {
  const figure = useRef<HTMLElement>(null);
  const [{ Sleeping, wake }] = useState(asleep);
  const { id } = props.spec;
  return (
    <figure className="demo" data-demo={id} ref={figure}>
      <Suspense>
        <Sleeping {...props} figure={figure} />
      </Suspense>
      <Waker figure={figure} id={id} posterUrl={posterUrl} onLoad={wake} />
    </figure>
  );
}
