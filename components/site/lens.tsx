import { range } from 'd3-array';
import { type DragEvent, Fragment, memo, useDeferredValue, useEffect, useMemo, useState } from 'react';
import { acronymsIn, acrossLines, createMentions, gaps, type Mention } from '@/lib/content/mentions';
import { termPath, withBase } from '@/lib/paths';
import { loadIndex } from '@/lib/search/index-file';
import type { SearchDocument } from '@/lib/search/search';

/** A script for a bookmark: opens this page with the text chosen on another. */
const bookmark = () =>
  `javascript:open(${JSON.stringify(`${location.origin}${withBase('/lens/')}?text=`)}+encodeURIComponent(String(getSelection()).slice(0,6000)))`;

/** How many marks are drawn at a stretch. */
const PIECE = 200;

interface Marked {
  text: string;
  mentions: readonly Mention[];
  between: readonly string[];
  from: number;
}

/** A piece of the text: React can rest between two, and the browser lays out those in sight. */
function Piece({ text, mentions, between, from }: Marked) {
  return (
    <p>
      {mentions.slice(from, from + PIECE).map(({ at, length, slug }, i) => (
        <Fragment key={at}>
          {between[from + i]}
          <mark>
            <a href={withBase(termPath(slug))}>{text.slice(at, at + length)}</a>
          </mark>
        </Fragment>
      ))}
      {from + PIECE >= mentions.length && between.at(-1)}
    </p>
  );
}

interface Read {
  text: string;
  documents: SearchDocument[] | null;
  trouble: string | null;
}

/** What is found in a text: drawn again only when that has changed, however long it is. */
const Reading = memo(function Reading({ text, documents, trouble }: Read) {
  const mentionsIn = useMemo(() => acrossLines(createMentions(documents ?? [])), [documents]);
  const mentions = documents ? mentionsIn(text) : [];
  const between = gaps(text, mentions);
  const bySlug = new Map(documents?.map((document) => [document.slug, document]));
  const known = [...new Set(mentions.map(({ slug }) => slug))].flatMap((slug) => bySlug.get(slug) ?? []);
  const unknown = [...new Set(between.flatMap(acronymsIn))];
  return (
    <>
      <p className="palette-message" role="status">
        {trouble ??
          (text.trim() === ''
            ? 'The text stays on this device: nothing of it is sent anywhere.'
            : `${known.length} ${known.length === 1 ? 'term' : 'terms'} of the glossary, ${unknown.length} unknown ${unknown.length === 1 ? 'acronym' : 'acronyms'}. Nothing of the text was sent anywhere.`)}
      </p>
      {known.length > 0 && (
        <>
          <h2>In order of appearance</h2>
          <ol className="listing">
            {known.map(({ slug, term, short }) => (
              <li key={slug} data-slug={slug}>
                <a href={withBase(termPath(slug))}>{term}</a>
                <p>{short}</p>
              </li>
            ))}
          </ol>
        </>
      )}
      {unknown.length > 0 && (
        <>
          <h2>Acronyms that have no entry</h2>
          <p>{unknown.join(', ')}</p>
        </>
      )}
      {known.length > 0 && (
        <>
          <h2>The text</h2>
          <div className="lens-marked">
            {range(0, mentions.length, PIECE).map((from) => (
              <Piece key={from} text={text} mentions={mentions} between={between} from={from} />
            ))}
          </div>
        </>
      )}
    </>
  );
});

/** Marks the terms of a pasted text and lists them with their meaning. All of it happens in the page. */
export default function Lens() {
  const [text, setText] = useState(() => new URLSearchParams(location.search).get('text') ?? '');
  const [documents, setDocuments] = useState<SearchDocument[] | null>(null);
  const [trouble, setTrouble] = useState<string | null>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: without the list each change of the text asks for it again
  useEffect(() => {
    if (documents) return;
    loadIndex().then(
      (loaded) => {
        setDocuments(loaded);
        setTrouble(null);
      },
      () => setTrouble('The list of terms could not be loaded. Change the text to try again.'),
    );
  }, [text, documents]);
  const read = useDeferredValue(text);

  async function drop(event: DragEvent) {
    const [file] = event.dataTransfer.files;
    if (!file) return;
    event.preventDefault();
    setTrouble(null);
    if (/^(text\/|$)|json|xml/.test(file.type)) setText(await file.text());
    else setTrouble(`“${file.name}” is not a text file. Copy its text and paste it here.`);
  }

  return (
    <>
      <textarea
        className="lens-text"
        aria-label="Text to read"
        placeholder="Paste an abstract or a page, or drop a text file"
        rows={8}
        spellCheck={false}
        value={text}
        onChange={(event) => setText(event.target.value)}
        onDrop={drop}
      />
      <Reading text={read} documents={documents} trouble={trouble} />
      <p className="lens-bookmark">
        From other pages: drag this into your bookmarks, select text there and press it:{' '}
        {/* React refuses script addresses, rightly; this one is ours and is only meant to be dragged. */}
        {/* biome-ignore lint/a11y/useValidAnchor: a bookmarklet is an address */}
        <a ref={(link) => link?.setAttribute('href', bookmark())}>Paper lens</a>
      </p>
    </>
  );
}
