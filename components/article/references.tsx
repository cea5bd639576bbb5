import type { Entry } from '@/lib/content/parse';
import { termPath } from '@/lib/paths';
import { absolute, TITLE } from '@/lib/site';

type Reference = Entry['references'][number];

function link({ doi, arxiv, url }: Reference) {
  if (doi) return { href: `https://doi.org/${doi}`, text: `doi:${doi}` };
  if (arxiv) return { href: `https://arxiv.org/abs/${arxiv}`, text: `arXiv:${arxiv}` };
  return { href: url as string, text: new URL(url as string).hostname };
}

export function References({ entry }: { entry: Entry }) {
  return (
    <section className="references" aria-labelledby="references">
      <h2 id="references">References</h2>
      <ol>
        {entry.references.map((reference) => {
          const { href, text } = link(reference);
          return (
            <li key={reference.id} id={reference.id}>
              {reference.authors}. <cite>{reference.title}</cite>. {reference.venue}, {reference.year}.{' '}
              <a href={href}>{text}</a>
            </li>
          );
        })}
      </ol>
      <p className="how-to-cite">
        Cite this entry: “{entry.term}”, <i>{TITLE}</i>, {absolute(termPath(entry.slug))} (text CC BY 4.0).
      </p>
    </section>
  );
}
