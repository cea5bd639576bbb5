import { Static } from '@/components/article/static';
import { loadPoster } from '@/lib/build/posters';
import { loadEntries } from '@/lib/content/entries';
import { type Family, families } from '@/lib/content/schema';
import { termPath, withBase } from '@/lib/paths';

/** One small computed picture a term, by family. */
export async function Wall() {
  const entries = await Promise.all(
    loadEntries().map(async (entry) => {
      const { tile } = await loadPoster({ demo: entry.demo.id, preset: entry.demo.preset });
      return { entry, tile };
    }),
  );
  const groups = (Object.keys(families) as Family[])
    .map((family) => ({ family, tiles: entries.filter(({ entry }) => entry.family === family) }))
    .filter(({ tiles }) => tiles.length > 0);
  return (
    <>
      <nav className="families" aria-label="Families">
        {groups.map(({ family, tiles }) => (
          <a key={family} href={`#${family}`}>
            {families[family]} <span>{tiles.length}</span>
          </a>
        ))}
        <a href="#a-z">A–Z</a>
      </nav>
      {groups.map(({ family, tiles }) => (
        <section key={family} aria-labelledby={family}>
          <h2 id={family}>{families[family]}</h2>
          <ul className="wall">
            {tiles.map(({ entry, tile }) => (
              <li key={entry.slug}>
                <a href={withBase(termPath(entry.slug))}>
                  <Static as="span" className="tile" html={tile} />
                  <span className="tile-term">{entry.term}</span>
                  <span className="tile-tagline">{entry.tagline}</span>
                </a>
              </li>
            ))}
          </ul>
        </section>
      ))}
    </>
  );
}
