import { themes } from '@/lib/build/card';
import { loadEntries } from '@/lib/content/entries';
import { type Family, families } from '@/lib/content/schema';
import { termPath, withBase } from '@/lib/paths';

/** One small computed picture a term, by family. */
export function Wall() {
  const groups = (Object.keys(families) as Family[])
    .map((family) => ({ family, entries: loadEntries().filter((entry) => entry.family === family) }))
    .filter(({ entries }) => entries.length > 0);
  return (
    <>
      <nav className="families" aria-label="Families">
        {groups.map(({ family, entries }) => (
          <a key={family} href={`#${family}`}>
            {families[family]} <span>{entries.length}</span>
          </a>
        ))}
      </nav>
      {groups.map(({ family, entries }) => (
        <section key={family} aria-labelledby={family}>
          <h2 id={family}>{families[family]}</h2>
          <ul className="wall">
            {entries.map((entry) => (
              <li key={entry.slug}>
                <a href={withBase(termPath(entry.slug))}>
                  <span className="tile">
                    {themes.map((theme) => (
                      // biome-ignore lint/performance/noImgElement: an export has no image server; of the two, the browser fetches the one it shows
                      <img
                        key={theme}
                        className={`tile-${theme}`}
                        src={withBase(`/tiles/${entry.slug}.${theme}.png`)}
                        width={132}
                        height={96}
                        alt=""
                        loading="lazy"
                      />
                    ))}
                  </span>
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
