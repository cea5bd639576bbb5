import { type DragEvent, Fragment, useDeferredValue, useEffect, useMemo, useState } from 'react';
import { createMentions } from '@/lib/content/mentions';
import { termPath, withBase } from '@/lib/paths';
import { loadIndex } from '@/lib/search/index-file';
import type { SearchDocument } from '@/lib/search/search';

/** Short words with two capitals or more: VAE, ViT, GPTs (without its s). */
function acronymsIn(text: string): { acronym: string; at: number }[] {
  return [...text.matchAll(/[\p{L}\d]{2,7}/gu)]
    .filter(([word]) => (word.match(/\p{Lu}/gu) ?? []).length >= 2)
    .map(({ 0: word, index }) => ({ acronym: word.replace(/s$/, ''), at: index }));
}

/** A script for a bookmark: opens this page with the text chosen on another. */
const bookmark = () =>
  `javascript:open(${JSON.stringify(`${location.origin}${withBase('/lens/')}?text=`)}+encodeURIComponent(String(getSelection()).slice(0,6000)))`;

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
  const mentionsIn = useMemo(() => createMentions(documents ?? []), [documents]);
  const read = useDeferredValue(text);
  const mentions = useMemo(() => (documents ? mentionsIn(read) : []), [documents, mentionsIn, read]);
  const bySlug = new Map(documents?.map((document) => [document.slug, document]));
  const known = [...new Set(mentions.map(({ slug }) => slug))].flatMap((slug) => bySlug.get(slug) ?? []);
  const ends = mentions.map(({ at, length }) => at + length);
  const unknown = [
    ...new Set(
      acronymsIn(read)
        .filter(({ at }) => !mentions.some((m, i) => m.at <= at && at < (ends[i] as number)))
        .map(({ acronym }) => acronym),
    ),
  ];

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
      <p className="palette-message" role="status">
        {trouble ??
          (read.trim() === ''
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
          <p className="lens-marked">
            {mentions.map(({ at, slug }, i) => (
              <Fragment key={at}>
                {read.slice(ends[i - 1] ?? 0, at)}
                <mark>
                  <a href={withBase(termPath(slug))}>{read.slice(at, ends[i])}</a>
                </mark>
              </Fragment>
            ))}
            {read.slice(ends.at(-1))}
          </p>
        </>
      )}
      <p className="lens-bookmark">
        From other pages: drag this into your bookmarks, select text there and press it:{' '}
        {/* React refuses script addresses, rightly; this one is ours and is only meant to be dragged. */}
        {/* biome-ignore lint/a11y/useValidAnchor: a bookmarklet is an address */}
        <a ref={(link) => link?.setAttribute('href', bookmark())}>Paper lens</a>
      </p>
    </>
  );
}
