import fc from 'fast-check';
import { renderToStaticMarkup } from 'react-dom/server';
import { describe, expect, it } from 'vitest';
import {
  AddPoint,
  asPinned,
  Contours,
  Graph,
  Handle,
  Handles,
  Images,
  Mark,
  Matrix,
  NumberLine,
  Plane,
  Table,
  Timeline,
} from '@/components/plots';
import { powerTicks, roundTicks } from '@/components/plots/drawing';
import { param } from '@/lib/sim';
import { coerce } from '@/lib/sim/values';

const nothing = () => {};
const count = (markup: string, what: RegExp) => markup.match(what)?.length ?? 0;

describe('ticks', () => {
  const within = (marks: readonly number[], [from, to]: readonly [number, number]) =>
    marks.every((mark) => mark >= from && mark <= to);

  it('are two to five round numbers of a domain', () => {
    const end = fc.double({ min: -1e6, max: 1e6, noNaN: true });
    fc.assert(
      fc.property(end, fc.double({ min: 1e-3, max: 1e6, noNaN: true }), (from, length) => {
        const domain = [from, from + length] as const;
        const marks = roundTicks(domain);
        expect(marks.length).toBeGreaterThanOrEqual(2);
        expect(marks.length).toBeLessThanOrEqual(5);
        expect(within(marks, domain)).toBe(true);
      }),
    );
    expect(roundTicks([0, 1])).toEqual([0, 0.5, 1]);
    expect(roundTicks([0, 0.2])).toEqual([0, 0.05, 0.1, 0.15, 0.2]);
  });

  it('of a log axis are two to five powers of ten, 1 among them where it is in the domain', () => {
    const exponent = fc.integer({ min: -15, max: 6 });
    fc.assert(
      fc.property(exponent, fc.integer({ min: 1, max: 20 }), (low, decades) => {
        const domain = [Number(`1e${low}`), Number(`1e${low + decades}`)] as const;
        const marks = powerTicks(domain);
        expect(marks.length).toBeGreaterThanOrEqual(2);
        expect(marks.length).toBeLessThanOrEqual(5);
        expect(within(marks, domain)).toBe(true);
        if (within([1], domain)) expect(marks).toContain(1);
      }),
    );
    expect(powerTicks([1e-3, 1])).toEqual([0.001, 0.01, 0.1, 1]);
  });
});

describe('plots', () => {
  it('Contours writes no point inside a straight stretch along the edge', () => {
    const markup = renderToStaticMarkup(
      <Plane title="A slope" x={{ domain: [0, 1] }} y={{ domain: [0, 1] }}>
        <Contours of={(x) => x} levels={[0.5]} />
      </Plane>,
    );
    const path = / d="(M[^"]*)"/.exec(markup)?.[1] ?? '';
    // The level line is upright, so its ring is a box with cut corners.
    expect(path.match(/L/g)?.length).toBeGreaterThan(3);
    expect(path.match(/L/g)?.length).toBeLessThan(10);
  });

  it('Graph draws nodes and edges, negative ones dashed, and makes edges buttons with names', () => {
    const markup = renderToStaticMarkup(
      <Graph
        title="A net"
        layers={[[{ text: 'x' }, { text: 'y' }], [{ text: 'h', label: 'tanh' }]]}
        edges={[
          { from: [0, 0], to: [1, 0], value: 2, text: '2' },
          { from: [0, 1], to: [1, 0], value: -1 },
        ]}
        onSelect={nothing}
        selected={1}
      />,
    );
    expect(count(markup, /class="node"/g)).toBe(3);
    expect(count(markup, /stroke-dasharray/g)).toBe(1);
    expect(markup).toContain('aria-label="weight −1"');
    expect(count(markup, /aria-pressed="true"/g)).toBe(1);
  });

  it('Table has heads for rows and columns, sums, and bars of the share', () => {
    const markup = renderToStaticMarkup(
      <Table
        title="Layers"
        columns={[{ label: 'layer' }, { label: 'shape' }, { label: 'parameters', bars: 1, sum: true }]}
        rows={[
          ['one', '2×2', 300],
          ['two', '1×1', 900],
        ]}
      />,
    );
    expect(count(markup, /scope="col"/g)).toBe(3);
    expect(count(markup, /scope="row"/g)).toBe(3);
    expect(markup).toContain('1,200');
    expect(markup).toContain('width:75%');
  });

  it('Timeline lays spans out in proportion to time', () => {
    const markup = renderToStaticMarkup(
      <Timeline
        title="Workers"
        x="time, ms"
        domain={[0, 4]}
        lanes={[
          {
            label: 'A',
            spans: [
              { from: 0, to: 2, ink: 1 },
              { from: 2, to: 3, ink: 2 },
            ],
          },
        ]}
      />,
    );
    const widths = [...markup.matchAll(/<rect[^>]*width="([\d.]+)"/g)].map((match) => Number(match[1]));
    expect((widths[0] as number) / (widths[1] as number)).toBeCloseTo(2, 1);
    expect(markup).toContain('time, ms');
  });

  it('Matrix and Images are one stop of the Tab key when their cells can be chosen', () => {
    const matrix = renderToStaticMarkup(
      <Matrix
        title="M"
        values={[
          [1, null],
          [2, 3],
        ]}
        onSelect={nothing}
        selected={[1, 0]}
        rowName="true"
        columnName="said"
      />,
    );
    expect([count(matrix, /tabindex="0"/g), count(matrix, /tabindex="-1"/g)]).toEqual([1, 3]);
    expect(matrix).toContain('rows: true; columns: said');
    const images = renderToStaticMarkup(
      <Images
        title="I"
        images={[{ values: [0] }, { values: [9], caption: 'two' }]}
        columns={1}
        across={2}
        onSelect={nothing}
      />,
    );
    expect(count(images, /tabindex="0"/g)).toBe(1);
    expect(images).toContain('aria-label="two"');
  });

  it('a point on a number line moves along it alone, and one that can go says how', () => {
    const line = renderToStaticMarkup(
      <NumberLine title="L" label="θ" domain={[0, 10]}>
        <Mark at={5} ink={1} label="mean" />
        <Handle at={[2.5, 0.5]} axis="x" ink={2} label="θ" onMove={nothing} />
      </NumberLine>,
    );
    expect(line).toContain('aria-valuetext="2.5"');
    expect(line).toContain('>mean</text>');
    const plane = renderToStaticMarkup(
      <Plane title="P" x={{ domain: [0, 1] }} y={{ domain: [0, 1] }}>
        <AddPoint label="Add a point" onAdd={nothing} />
        <Handle at={[0, 0]} ink={1} label="Point 1" onMove={nothing} onRemove={nothing} />
      </Plane>,
    );
    expect(plane).toContain('aria-label="Add a point"');
    expect(plane).toContain('remove with Delete');
    const set = (points: readonly (readonly [number, number])[]) =>
      renderToStaticMarkup(
        <Plane title="P" x={{ domain: [0, 1] }} y={{ domain: [0, 1] }}>
          <Handles points={points} name="Circle" ink={1} removable onChange={nothing} />
        </Plane>,
      );
    expect(
      set([
        [0, 0],
        [1, 1],
      ]),
    ).toContain('aria-label="Circle 2: move with the arrow keys, remove with Delete"');
    expect(set([[0, 0]])).not.toContain('remove with Delete');
  });
});

it('a set of points may grow and shrink within its bounds', () => {
  const spec = param.points({ label: 'Points', min: -1, max: 1, default: [[0, 0]], least: 0, most: 2 });
  expect(coerce(spec, [])).toEqual([]);
  expect(
    coerce(spec, [
      [5, 0],
      [0, 0],
    ]),
  ).toEqual([
    [1, 0],
    [0, 0],
  ]);
  expect(
    coerce(spec, [
      [0, 0],
      [0, 0],
      [0, 0],
    ]),
  ).toBeUndefined();
});

it('curves of the pinned run keep all but their style', () => {
  const curve = { label: 'loss', ink: 1, style: 'dotted', x: [0], y: [1] } as const;
  expect(asPinned([curve])).toEqual([{ ...curve, style: 'pinned' }]);
});
