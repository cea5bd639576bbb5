/**
 * Calls back when the element leaves the reader's sight (scrolled away, or the tab hidden) and when it returns.
 * Returns what ends that.
 */
export function watchSight(target: Element, onChange: (seen: boolean) => void) {
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
}
