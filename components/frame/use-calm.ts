import { useEffect, useRef, useState } from 'react';

/** The latest value, at most once every `ms`: a live region that changes faster cannot be listened to. */
export function useCalm<T>(value: T, ms: number): T {
  const [calm, setCalm] = useState(value);
  const last = useRef(0);
  useEffect(() => {
    const wait = ms - (performance.now() - last.current);
    const timer = setTimeout(
      () => {
        last.current = performance.now();
        setCalm(value);
      },
      Math.max(0, wait),
    );
    return () => clearTimeout(timer);
  }, [value, ms]);
  return ms === 0 ? value : calm;
}
