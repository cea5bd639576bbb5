import { useEffect } from 'react';

/** Sizes by the keys + − 0 as well, and whatever changes the size keeps what is in the middle of the frame there. */
export default function MapKeys() {
  useEffect(() => {
    const sizes = [...document.querySelectorAll<HTMLInputElement>('.map-zoom input')];
    const frame = document.querySelector<HTMLElement>('.map-window');
    const picture = frame?.querySelector('svg');
    if (!frame || !picture) return;
    const own = Number(picture.getAttribute('width'));
    const widthNow = () => picture.getBoundingClientRect().width;
    let before = widthNow();
    const scaleOf = ({ value }: HTMLInputElement) => Number(value) || Math.min(1, frame.clientWidth / own);

    function settle() {
      const { clientWidth, clientHeight, scrollLeft, scrollTop } = frame as HTMLElement;
      const ratio = widthNow() / before;
      before = widthNow();
      frame?.scrollTo(
        (scrollLeft + clientWidth / 2) * ratio - clientWidth / 2,
        (scrollTop + clientHeight / 2) * ratio - clientHeight / 2,
      );
    }
    function choose(size: HTMLInputElement | undefined) {
      if (!size) return;
      size.checked = true;
      if (document.activeElement?.matches('.map-zoom input')) size.focus();
      settle();
    }
    function onKey({ key, target, ctrlKey, metaKey, altKey }: KeyboardEvent) {
      if (ctrlKey || metaKey || altKey || (target as Element).closest('dialog, textarea, [type=search]'))
        return;
      const bySize = sizes.toSorted((a, b) => scaleOf(a) - scaleOf(b));
      const now = scaleOf(sizes.find(({ checked }) => checked) as HTMLInputElement);
      if (key === '+' || key === '=') choose(bySize.find((size) => scaleOf(size) > now));
      if (key === '-') choose(bySize.findLast((size) => scaleOf(size) < now));
      if (key === '0') choose(sizes.find(({ value }) => value === 'fit'));
    }
    addEventListener('keydown', onKey);
    for (const size of sizes) size.addEventListener('change', settle);
    return () => {
      removeEventListener('keydown', onKey);
      for (const size of sizes) size.removeEventListener('change', settle);
    };
  }, []);
  return <span className="map-keys">or + − 0 on the keyboard</span>;
}
