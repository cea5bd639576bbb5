import { type RefObject, useEffect, useState } from 'react';

/** True from the moment the element comes within `margin` of the viewport. */
export function useNear(element: RefObject<Element | null>, margin: string): boolean {
  const [near, setNear] = useState(false);
  useEffect(() => {
    if (near || !element.current) return;
    const observer = new IntersectionObserver(
      ([entry]) => {
        if (entry?.isIntersecting) setNear(true);
      },
      { rootMargin: margin },
    );
    observer.observe(element.current);
    return () => observer.disconnect();
  }, [element, margin, near]);
  return near;
}

/** Calls back when the element leaves the reader's sight (scrolled away, or the tab hidden) and when it returns. */
export function useSight(element: RefObject<Element | null>, onChange: (seen: boolean) => void) {
  useEffect(() => {
    const target = element.current;
    if (!target) return;
    let onScreen = true;
    const tell = () => onChange(onScreen && document.visibilityState === 'visible');
    const observer = new IntersectionObserver(([entry]) => {
      onScreen = entry?.isIntersecting ?? true;
      tell();
    });
    observer.observe(target);
    document.addEventListener('visibilitychange', tell);
    return () => {
      observer.disconnect();
      document.removeEventListener('visibilitychange', tell);
    };
  }, [element, onChange]);
}
