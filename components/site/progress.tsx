import { useState } from 'react';
import { type Step, Steps } from './steps.tsx';

const KEY = 'read';

function loadRead(): Set<string> {
  try {
    const stored: unknown = JSON.parse(localStorage.getItem(KEY) ?? '[]');
    return new Set(Array.isArray(stored) ? stored : []);
  } catch {
    return new Set();
  }
}

/** A reading path whose steps can be ticked off. What is read is kept on the device, for all paths together. */
export default function Progress({ steps }: { steps: readonly Step[] }) {
  const [read, setRead] = useState(loadRead);
  const [kept, setKept] = useState(true);
  const done = steps.filter(({ slug }) => read.has(slug)).length;

  function tick(slug: string, on: boolean) {
    const next = new Set(read);
    if (on) next.add(slug);
    else next.delete(slug);
    setRead(next);
    try {
      localStorage.setItem(KEY, JSON.stringify([...next]));
    } catch {
      setKept(false);
    }
  }

  return (
    <>
      <p className="palette-message" role="status">
        {done} of {steps.length} read.{' '}
        {kept
          ? 'Kept on this device only.'
          : 'This browser keeps nothing: the marks last as long as the page.'}
      </p>
      <progress value={done} max={steps.length} aria-label="Read so far" />
      <Steps
        steps={steps}
        mark={({ slug, term }) => (
          <label className="tick">
            <input
              type="checkbox"
              checked={read.has(slug)}
              aria-label={`I have read ${term}`}
              onChange={(event) => tick(slug, event.target.checked)}
            />
          </label>
        )}
      />
    </>
  );
}
