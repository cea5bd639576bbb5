import { useState } from 'react';

/**
 * Markup that no script touches: it stands in the page's HTML alone, and not a second time in the data React starts
 * from. On the server this leaves a mark, which lib/build/finish.mjs replaces; in the browser it keeps what it finds.
 */
export function Adopted({
  id,
  html,
  as: Tag,
  className,
}: {
  id: string;
  html?: string | undefined;
  as: 'div' | 'span';
  className?: string | undefined;
}) {
  const [markup] = useState(
    () =>
      html ??
      (typeof document === 'undefined'
        ? `<!--static:${id}-->`
        : (document.querySelector(`[data-static="${id}"]`)?.innerHTML ?? '')),
  );
  return (
    <Tag
      className={className}
      data-static={id}
      suppressHydrationWarning
      // biome-ignore lint/security/noDangerouslySetInnerHtml: markup made at build by our own views, KaTeX and Shiki
      dangerouslySetInnerHTML={{ __html: markup }}
    />
  );
}
