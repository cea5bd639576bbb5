import { useEffect, useId, useRef } from 'react';

const keys: [string, string][] = [
  ['/ or Ctrl K (⌘ K)', 'Search'],
  ['?', 'This list'],
  ['↑ ↓ Enter', 'Choose a result'],
  ['Tab, then Space', 'Play, pause and the other buttons of a demo'],
  ['← →', 'Move a slider, a point, or from cell to cell of a picture'],
  ['Home, End', 'A slider’s ends'],
  ['+ − 0', 'On the map: larger, smaller, all of it'],
  ['Esc', 'Close search, this list or a preview'],
];

/** The keys of the site. */
export default function Help({ onClose }: { onClose: () => void }) {
  const dialog = useRef<HTMLDialogElement>(null);
  const title = useId();
  useEffect(() => dialog.current?.showModal(), []);
  return (
    <dialog ref={dialog} className="palette help" aria-labelledby={title} onClose={onClose}>
      <h2 id={title}>Keyboard shortcuts</h2>
      <dl>
        {keys.map(([key, does]) => (
          <div key={key}>
            <dt>
              <kbd>{key}</kbd>
            </dt>
            <dd>{does}</dd>
          </div>
        ))}
      </dl>
      <button type="button" className="palette-close" onClick={() => dialog.current?.close()}>
        Close
      </button>
    </dialog>
  );
}
