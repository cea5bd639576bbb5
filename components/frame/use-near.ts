import { type RefObject, useEffect, useState } from 'react';

/** What shows that a reader is there; a screen reader may do no more than move the focus, or click. */
const GESTURES = [
  'pointermove',
  'pointerdown',
  'touchstart',
  'wheel',
  'scroll',
  'keydown',
  'focusin',
  'click',
];

/**
 * True from the moment the element is within `margin` of the viewport of a reader who has made a first gesture: before
 * that a page may have been opened to be read alone, or not at all. A scrolled page and an address with a state in it
 * are gestures made before.
 */
export function useNear(element: RefObject<Element | null>, margin: string): boolean {
  const [near, setNear] = useState(false);
  useEffect(() => {
    const { current } = element;
    if (near || !current) return;
    const observer = new IntersectionObserver(
      ([entry]) => {
        if (entry?.isIntersecting) setNear(true);
      },
      { rootMargin: margin },
    );
    const left = new AbortController();
    const stir = () => {
      left.abort();
      observer.observe(current);
    };
    // Captured: React stops events on their way to what it has not yet brought to life.
    for (const type of GESTURES)
      addEventListener(type, stir, { capture: true, passive: true, signal: left.signal });
    if (location.search || scrollY > 0 || current.querySelector('[data-tapped]')) stir();
    return () => {
      left.abort();
      observer.disconnect();
    };
  }, [element, margin, near]);
  return near;
}
