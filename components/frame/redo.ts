/** Sets an input's value as the reader would: React has to find another than the one it has written itself. */
function change(input: HTMLInputElement, value: string) {
  const native = Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value');
  input.value = input.defaultValue;
  native?.set?.call(input, value);
  input.dispatchEvent(new Event('input', { bubbles: true }));
}

/** Does again what the reader did to a control before it could be heard; `kept`: what components/site/early.tsx kept of it. */
function redo(control: HTMLElement, kept: string) {
  if (control instanceof HTMLSelectElement) {
    control.value = kept;
    control.dispatchEvent(new Event('change', { bubbles: true }));
  } else if (control instanceof HTMLInputElement && control.type !== 'checkbox') {
    change(control, kept);
  } else {
    if (control instanceof HTMLInputElement) control.checked = kept !== 'true';
    control.click();
  }
}

/** From now on the demo hears what the reader does (and does what was done before: settings first). */
export function startHearing(figure: HTMLElement) {
  const waiting = [...figure.querySelectorAll<HTMLElement>('[data-tapped]')].map(
    (control) => [control, control.dataset.tapped ?? ''] as const,
  );
  for (const [control] of waiting) control.removeAttribute('data-tapped');
  figure.setAttribute('data-heard', '');
  const isButton = ([control]: (typeof waiting)[number]) => control instanceof HTMLButtonElement;
  const settingsFirst = waiting.sort((a, b) => Number(isButton(a)) - Number(isButton(b)));
  setTimeout(() => {
    for (const [control, kept] of settingsFirst) redo(control, kept);
  });
}
