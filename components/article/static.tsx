import type { ReactNode } from 'react';
import { Adopted } from '@/components/browser';
import { keepStatic } from '@/lib/build/static-markup';

/** Finished markup: pictures, formulas, code. */
export function Static({
  html,
  as = 'div',
  className,
}: {
  html: string;
  as?: 'div' | 'span';
  className?: string;
}) {
  const id = keepStatic(html);
  return (
    <Adopted
      id={id}
      as={as}
      // Only what is given: each formula's are written into the page.
      {...(className && { className })}
      // `next dev` has no step after the pages are made, so there React carries the markup itself.
      {...(process.env.NODE_ENV !== 'production' && { html })}
    />
  );
}

/** Children that no script touches, as finished markup: they are made without waiting and hold no part for the browser. */
export async function Still({ children }: { children: ReactNode }) {
  const { renderToStaticMarkup } = await import('react-dom/server');
  return <Static html={renderToStaticMarkup(children)} />;
}
