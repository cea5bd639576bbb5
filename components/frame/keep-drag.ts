const HANDLE = '.handle-target';

/** A point of the drawing dragged before it was live is dragged again, in one move, when it is. Returns what ends that. */
export function keepDrag(figure: HTMLElement): () => void {
  const left = new AbortController();
  const options = { capture: true, passive: true, signal: left.signal };
  let drag: { start: PointerEvent; last: PointerEvent } | null = null;

  function follow(event: PointerEvent) {
    if (drag && event.pointerId === drag.start.pointerId && drag.last.type !== 'pointerup') drag.last = event;
  }
  function redo() {
    left.abort();
    if (!drag) return;
    const { start, last } = drag;
    const handle = document.elementFromPoint(start.clientX, start.clientY)?.closest(HANDLE);
    const send = (type: string, { clientX, clientY, pointerId, pointerType, isPrimary }: PointerEvent) =>
      handle?.dispatchEvent(
        new PointerEvent(type, { clientX, clientY, pointerId, pointerType, isPrimary, bubbles: true }),
      );
    send('pointerdown', start);
    send('pointermove', last);
    if (last.type === 'pointerup') send('pointerup', last);
  }
  // On the window: React stops events on their way to what it has not yet brought to life.
  addEventListener(
    'pointerdown',
    (event) => {
      const handle = (event.target as Element).closest?.(HANDLE);
      if (handle && figure.contains(handle)) drag = { start: event, last: event };
    },
    options,
  );
  addEventListener('pointermove', follow, options);
  addEventListener('pointerup', follow, options);
  figure.addEventListener('live', redo, options);
  return () => left.abort();
}
