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
  // `next dev` has no step after the pages are made, so there React carries the markup itself.
  return (
    <Adopted
      id={id}
      html={process.env.NODE_ENV === 'production' ? undefined : html}
      as={as}
      className={className}
    />
  );
}
