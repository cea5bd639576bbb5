import { asPinned, type Curve, Curves, formatNumber, Graph, Matrix } from '@/components/plots';
import type model from '@/lib/models/same-words-other-tree.ts';
import type { Shown, ViewProps } from '@/lib/sim';

type Run = Shown<typeof model>;
const NAMES = ['not (a·(b·c))', 'not ((a·b)·c)', '(not a)·(b·c)', '(not (a·b))·c', '((not a)·b)·c'];
const percent = (share = 0) => `${formatNumber(100 * share)} %`;
const verdict = (p = 0) => (p > 0.5 ? 'good' : 'bad');
const phrase = ({ snapshot: { words } }: Run) => `“${words.join(' ')}”`;

export function summary(run: Run): string {
  const { step, metrics, snapshot, params } = run;
  const given = params.trees === 'right' ? '' : ' (drawn at random)';
  const { p = 0 } = snapshot.groupings[params.grouping] ?? {};
  return `After ${step - (step % snapshot.every)} updates the recursive net is right on ${percent(metrics.tree)} of the phrases of four to six adjectives with the trees given${given}, the recurrent one on ${percent(metrics.order)}. Grouped as drawn, ${phrase(run)} is ${verdict(p)} to the recursive net; read in order, ${verdict(snapshot.inOrder)} to the recurrent one.`;
}

const shares = ({ snapshot: { lengths, right } }: Run): Curve[] => [
  { label: 'by tree', x: lengths, y: right.tree, ink: 3 },
  { label: 'in order', x: lengths, y: right.order, ink: 4, style: 'dashed' },
];

export default function SameWordsOtherTree(props: ViewProps<typeof model>) {
  const { params, snapshot, pinned, setParam } = props;
  const { words, nodes, groupings, inOrder, lengths, ceiling } = snapshot;
  const layers = Array.from({ length: 1 + Math.max(...nodes.map((node) => node.height)) }, (_, h) =>
    nodes.filter((node) => node.height === h).sort((a, b) => a.from - b.from),
  );
  type Node = (typeof nodes)[number];
  const place = (node: Node) => [node.height, layers[node.height]?.indexOf(node) ?? 0] as const;
  /** Each node and the smallest that holds it. */
  const edges = nodes.flatMap((node) => {
    const holders = nodes.filter((n) => n !== node && n.from <= node.from && n.to >= node.to);
    const [holder] = holders.sort((a, b) => a.height - b.height);
    return holder ? [{ from: place(node), to: place(holder), value: 1, ink: 'muted' as const }] : [];
  });
  function press(layer: number, index: number) {
    const word = layer === 0 ? index : 0;
    if (word === 0) return setParam('grouping', (params.grouping + 1) % 5);
    const [size, unit] = word % 2 ? [4, 4 ** ((word - 1) / 2)] : [2, 2 ** (5 + word / 2)];
    const old = Math.floor(params.phrase / unit) % size;
    setParam('phrase', params.phrase + (((old + 1) % size) - old) * unit);
  }
  const column = (row: (typeof groupings)[number]) => [row.good ? 1 : 0, row.p, inOrder];
  return (
    <div className="panels">
      <Graph
        tile
        title="The tree, read from left to right. In the circles: how sure the net is that this part is good, in %; grey: no meaning alone. Tap a word to change it, a number to regroup"
        layers={layers.map((layer) =>
          layer.map((node) => ({
            text:
              node.height === 0
                ? (words[node.from] as string)
                : node.p === null
                  ? '·'
                  : String(Math.round(100 * node.p)),
            ink: node.p === null ? 'muted' : node.p > 0.5 ? 2 : 1,
            y: (node.from + node.to) / 12,
          })),
        )}
        edges={edges}
        limit={4}
        height={340}
        onSelectNode={press}
      />
      <div className="panels">
        <Matrix
          title={`Is ${phrase(props)} good? Its five groupings (tap one); answers in %`}
          values={groupings.map((row) => column(row).map((p) => 2 * p - 1))}
          limit={1}
          text={(i, j) => {
            const p = column(groupings[i] as (typeof groupings)[number])[j] as number;
            return [j === 0 ? verdict(p) : String(Math.round(100 * p))];
          }}
          rowLabels={NAMES}
          columnLabels={['meaning', 'by tree', 'in order']}
          rowHeight={32}
          selected={[params.grouping, 1]}
          onSelect={(row) => setParam('grouping', row)}
        />
        <Curves
          title="Right answers by length; more than three adjectives were in no training phrase"
          height={200}
          curves={[
            ...(pinned ? asPinned(shares(pinned)) : []),
            { label: 'no tree: limit', x: lengths, y: ceiling, ink: 'muted', style: 'dotted' },
            ...shares(props),
          ]}
          x={{ label: 'adjectives', domain: [1, 6] }}
          y={{ label: 'right', domain: [0, 1] }}
        />
      </div>
    </div>
  );
}
