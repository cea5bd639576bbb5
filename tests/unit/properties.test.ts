import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { loadEntries } from '@/lib/content/entries';
import { acronymsIn, acrossLines, createMentions, gaps } from '@/lib/content/mentions';
import { searchDocuments } from '@/lib/search/documents';
import { createSearch } from '@/lib/search/search';
import { decodeState } from '@/lib/sim/decode';
import { defaults, type ParamSpecs, param } from '@/lib/sim/params';
import { encodeState, MAX_SEED } from '@/lib/sim/url';
import { coerce } from '@/lib/sim/values';
import { cases, seeds, valuesOf } from '../arbitrary.ts';

/** Text of any kind: letters of all scripts, marks, halves of surrogate pairs. */
const anyText = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 60 }),
  fc.string({ unit: 'grapheme', maxLength: 60 }),
  fc
    .array(fc.integer({ min: 0, max: 0xffff }), { maxLength: 20 })
    .map((units) => String.fromCharCode(...units)),
);
const figure = fc.integer({ min: -1e6, max: 1e6 }).map((n) => n / 1000);
const range = fc
  .tuple(figure, figure)
  .filter(([a, b]) => a !== b)
  .map(([a, b]) => ({ min: Math.min(a, b), max: Math.max(a, b) }));
/** As authors write the ends of a logarithmic scale. */
const twoDigits = (x: number) => Number(x.toPrecision(2));

const anySpec = fc.oneof(
  fc
    .tuple(range, fc.integer({ min: 1, max: 1000 }))
    .map(([{ min, max }, n]) => param.number({ label: 'n', min, max, default: min, step: (max - min) / n })),
  fc
    .tuple(fc.double({ min: 1e-8, max: 1, noNaN: true }), fc.double({ min: 1.1, max: 1e8, noNaN: true }))
    .map(([min, ratio]) =>
      param.number({
        label: 'l',
        min: twoDigits(min),
        max: twoDigits(min * ratio),
        default: twoDigits(min),
        scale: 'log',
      }),
    ),
  fc.constant(param.choice({ label: 'c', options: { one: 'One', two: 'Two' }, default: 'one' })),
  fc.constant(param.toggle({ label: 't', default: false })),
  range.map(({ min, max }) =>
    param.points({ label: 'p', min, max, default: [[min, max]], least: 0, most: 5 }),
  ),
);
const anySpecs: fc.Arbitrary<ParamSpecs> = fc.dictionary(fc.stringMatching(/^[a-r][a-zA-Z]{0,6}$/), anySpec, {
  minKeys: 1,
  maxKeys: 6,
});
const schedule = { posterSteps: 5, maxSteps: 300, stepsPerSecond: 10 };
const homeOf = (specs: ParamSpecs) => ({ values: defaults(specs), seed: 1, step: null });

/** What an address may say of a parameter: anything, and what looks like a value but need not be one. */
const anyValueText = fc.oneof(
  anyText,
  fc.double().map(String),
  fc.constantFrom(
    '',
    ' ',
    '0x10',
    '1e999',
    '-0',
    'NaN',
    'null',
    'true',
    'one',
    'toString',
    '__proto__',
    '1,2;3',
    ';;',
    ',',
  ),
  fc.array(fc.tuple(fc.double(), fc.double())).map((points) => points.join(';')),
);

describe('the address of a demo', () => {
  it('gives valid values whatever it says', () => {
    const asked = anySpecs.chain((specs) =>
      fc.tuple(
        fc.constant(specs),
        fc.dictionary(fc.constantFrom(...Object.keys(specs), 'seed', 'step', '__proto__'), anyValueText),
      ),
    );
    fc.assert(
      fc.property(asked, ([specs, texts]) => {
        const query = new URLSearchParams(Object.entries(texts));
        const { state, notes } = decodeState(query, specs, schedule, homeOf(specs));
        expect(Object.keys(state.values)).toEqual(Object.keys(specs));
        for (const [name, spec] of Object.entries(specs)) {
          const value = state.values[name];
          if (spec.kind === 'number') {
            expect(value).toBeGreaterThanOrEqual(spec.min);
            expect(value).toBeLessThanOrEqual(spec.max);
          }
          expect(coerce(spec, value)).toEqual(value);
        }
        expect(state.seed).toSatisfy(
          (seed: number) => Number.isInteger(seed) && seed >= 0 && seed <= MAX_SEED,
        );
        if (state.step !== null)
          expect(state.step).toSatisfy((step: number) => Number.isInteger(step) && step >= 0 && step <= 300);
        for (const note of notes) expect(note.length).toBeLessThan(200);
      }),
      cases(500),
    );
  });

  it('brings back every state that controls can give, without a remark', () => {
    const shown = anySpecs.chain((specs) =>
      fc.tuple(
        fc.constant(specs),
        fc.record({
          values: valuesOf(specs),
          seed: seeds,
          step: fc.option(fc.integer({ min: 0, max: 300 })),
        }),
      ),
    );
    fc.assert(
      fc.property(shown, ([specs, state]) => {
        const query = new URLSearchParams(encodeState(state, homeOf(specs)).toString());
        const read = decodeState(query, specs, schedule, homeOf(specs));
        expect(read).toEqual({ state: { ...state, values: { ...state.values } }, notes: [] });
      }),
      cases(500),
    );
  });
});

const entries = loadEntries();
const words = entries.flatMap(({ term, aliases, keywords, asks }) => [
  term,
  ...aliases,
  ...keywords,
  ...asks,
]);
/** Junk among names of the glossary. */
const anyProse = fc.array(
  fc.oneof(anyText, fc.constantFrom(...words), fc.constantFrom(' ', '\n', '-', '-\n', '’', 's')),
);

describe('search', () => {
  const documents = searchDocuments(entries);
  const search = createSearch(documents);
  it('answers anything with entries, each once', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          anyText,
          anyProse.map((parts) => parts.join(' ')),
        ),
        (query) => {
          const hits = search(query);
          expect(hits.length).toBeLessThanOrEqual(8);
          expect(new Set(hits.map(({ document }) => document.slug)).size).toBe(hits.length);
          for (const { document } of hits) expect(documents).toContain(document);
        },
      ),
      cases(100),
    );
  });

  it.each(entries)('finds $term first, however it is written', ({ term, slug }) => {
    const noisy = fc.tuple(
      fc.constantFrom('', ' ', '“', '?!'),
      fc.constantFrom('', '  ', '”', '\t.'),
      fc.boolean(),
    );
    fc.assert(
      fc.property(noisy, ([before, after, upper]) => {
        const query = before + (upper ? term.toUpperCase() : term.toLowerCase()) + after;
        expect(search(query)[0]?.document.slug).toBe(slug);
      }),
      cases(5),
    );
  });

  it.each([
    ['one word', 'x'.repeat(10_000)],
    ['misspelt words', 'gradent descnt of vanising '.repeat(400)],
    ['no letters', '<'.repeat(10_000)],
    ['a megabyte', 'à la '.repeat(200_000)],
  ])('takes less than 100 ms of the processor over much text: %s', (_, query) => {
    search('warm up, gradent');
    const before = process.cpuUsage();
    search(query);
    const { user, system } = process.cpuUsage(before);
    expect((user + system) / 1000).toBeLessThan(100);
  });
});

describe('the lens', () => {
  const mentionsIn = acrossLines(createMentions(entries));
  it('marks a text without changing it, from left to right', () => {
    fc.assert(
      fc.property(
        anyProse.map((parts) => parts.join('')),
        (text) => {
          const mentions = mentionsIn(text);
          const between = gaps(text, mentions);
          const whole = mentions
            .map(({ at, length }, i) => between[i] + text.slice(at, at + length))
            .join('');
          expect(whole + between.at(-1)).toBe(text);
          for (const { length, slug } of mentions) {
            expect(length).toBeGreaterThan(0);
            expect(entries.some((entry) => entry.slug === slug)).toBe(true);
          }
          for (const acronym of between.flatMap(acronymsIn)) expect(text).toContain(acronym);
        },
      ),
      cases(200),
    );
  });

  it('reads 200 kB of acronyms in less than a second of the processor', () => {
    const text = 'ZQX Adam '.repeat(25_000).slice(0, 200_000);
    const before = process.cpuUsage();
    const mentions = mentionsIn(text);
    expect(gaps(text, mentions).flatMap(acronymsIn).length).toBeGreaterThan(20_000);
    const { user, system } = process.cpuUsage(before);
    expect((user + system) / 1000).toBeLessThan(1000);
  });
});
