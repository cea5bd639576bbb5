import { themes } from '@/lib/build/card';
import { wall } from '@/lib/build/sheets';
import { families } from '@/lib/content/schema';
import { termPath, withBase } from '@/lib/paths';

/** A tile of the pair of sheets, one a theme, that it is on. */
function Tile({ sheet, place }: { sheet: string; place: number }) {
  return (
    <span className="tile">
      {themes.map((theme) => (
        // biome-ignore lint/performance/noImgElement: an export has no image server; of the two, the browser fetches the one it shows
        <img
          key={theme}
          className={`tile-${theme}`}
          srcSet={`${withBase(`/sheets/${sheet}.${theme}.png`)} 2x`}
          style={{ objectPosition: `0 -${96 * place}px` }}
          width={132}
          height={96}
          alt=""
          loading="lazy"
        />
      ))}
    </span>
  );
}

/** One small computed picture a term, by family. */
export function Wall() {
  const groups = wall();
  return (
    <>
      <nav className="families" aria-label="Families">
        {groups.map(({ family, entries }) => (
          <a key={family} href={`#${family}`}>
            {families[family]} <span>{entries.length}</span>
          </a>
        ))}
      </nav>
      {groups.map(({ family, sheets }) => (
        <section key={family} aria-labelledby={family}>
          <h2 id={family}>{families[family]}</h2>
          <ul className="wall">
            {sheets.flatMap(({ name, entries }) =>
              entries.map(({ slug, term, tagline }, place) => (
                <li key={slug}>
                  <a href={withBase(termPath(slug))}>
                    <Tile sheet={name} place={place} />
                    <span className="tile-term">{term}</span>
                    <span className="tile-tagline">{tagline}</span>
                  </a>
                </li>
              )),
            )}
          </ul>
        </section>
      ))}
    </>
  );
}
