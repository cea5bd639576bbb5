import { type ComponentType, type ReactNode, useEffect, useState } from 'react';
import { Reload } from './reload.tsx';

/** Parts of pages that need scripts of their own, which no other page should carry. */
const parts = {
  results: () => import('./results.tsx'),
  lens: () => import('./lens.tsx'),
  map: () => import('./map-keys.tsx'),
  progress: () => import('./progress.tsx'),
  save: () => import('./save.tsx'),
} satisfies Record<string, () => Promise<{ default: ComponentType<never> }>>;

/** Shows `children` until the part has come, or in its place when it cannot come. */
export function Later<Props extends object>({
  part,
  props,
  children,
}: {
  part: keyof typeof parts;
  props?: Props;
  children?: ReactNode;
}) {
  const [Part, setPart] = useState<ComponentType<Props> | null>(null);
  const [failed, setFailed] = useState(false);
  useEffect(() => {
    const load = parts[part] as unknown as () => Promise<{ default: ComponentType<Props> }>;
    load().then(
      (module) => setPart(() => module.default),
      () => setFailed(true),
    );
  }, [part]);
  if (Part) return <Part {...(props as Props)} />;
  return (
    <>
      {failed && (
        <p role="alert">
          This part of the page could not be loaded. <Reload />
        </p>
      )}
      {children}
    </>
  );
}
