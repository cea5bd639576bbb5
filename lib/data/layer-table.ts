/** Height, width and channels of an image or a feature map. */
export type Shape = readonly [height: number, width: number, channels: number];

interface Common {
  name: string;
  /** The layers it reads, joined along their channels ('input' is what the net is given); default: the one before it. */
  from?: readonly string[];
}
interface Window extends Common {
  /** Side of the window. */
  kernel: number;
  stride?: number;
  /** Blank pixels around the input, on each side. */
  padding?: number;
}
export type Layer =
  | (Window & {
      kind: 'convolution';
      out: number;
      /** The channels fall into so many groups, each read by its own filters alone. */
      groups?: number;
      /** How many pairs of an input and an output channel are connected, where it is not all within a group. */
      pairs?: number;
      /** false: without one, as before batch normalisation. */
      bias?: boolean;
    })
  | (Window & {
      kind: 'pooling';
      /** A trained factor and bias for each channel. */
      trained?: boolean;
    })
  /** The mean of each channel over all positions. */
  | (Common & { kind: 'global pooling' })
  /** A trained factor and bias for each channel, as in batch normalisation. */
  | (Common & { kind: 'normalization' })
  | (Common & {
      kind: 'affine';
      out: number;
      /** Its weights are constants, without bias, and no parameters. */
      fixed?: boolean;
    });

export type LayerRow = {
  name: string;
  kind: Layer['kind'];
  output: Shape;
  /** Trained numbers. */
  parameters: number;
  /** Pairs of a value read and a value made, plus one for each bias: as LeCun et al. 1998 count them. */
  connections: number;
  /** Products of a weight and a value. */
  multiplyAdds: number;
  /** Rows and columns of the input, padding included, that no window reaches because the stride does not fit. */
  unused: number;
};

const size = ([height, width, channels]: Shape) => height * width * channels;

/** Output shape, parameters and work of each layer of a feed-forward net that starts at `input`. */
export function layerTable(input: Shape, layers: readonly Layer[]): LayerRow[] {
  const rows: LayerRow[] = [];
  const read = ({ name, from }: Layer): Shape => {
    const shapes = from
      ? from.map((source) => (source === 'input' ? input : rows.find((row) => row.name === source)?.output))
      : [rows.at(-1)?.output ?? input];
    const [first, ...others] = shapes;
    if (!first || others.some((shape) => shape?.[0] !== first[0] || shape[1] !== first[1]))
      throw new RangeError(`${name}: what it reads is unknown or differs in height or width`);
    return [first[0], first[1], shapes.reduce((sum, shape) => sum + (shape as Shape)[2], 0)];
  };
  for (const layer of layers) {
    const source = read(layer);
    rows.push({ name: layer.name, kind: layer.kind, ...count(layer, source) });
  }
  return rows;
}

function count(layer: Layer, source: Shape): Omit<LayerRow, 'name' | 'kind'> {
  const [height, width, channels] = source;
  if (layer.kind === 'affine') {
    const products = size(source) * layer.out;
    const parameters = layer.fixed ? 0 : products + layer.out;
    const connections = layer.fixed ? products : parameters;
    return { output: [1, 1, layer.out], parameters, connections, multiplyAdds: products, unused: 0 };
  }
  if (layer.kind === 'global pooling')
    return {
      output: [1, 1, channels],
      parameters: 0,
      connections: size(source),
      multiplyAdds: 0,
      unused: 0,
    };
  if (layer.kind === 'normalization')
    return {
      output: source,
      parameters: 2 * channels,
      connections: 2 * size(source),
      multiplyAdds: size(source),
      unused: 0,
    };
  const { kernel, stride = layer.kind === 'pooling' ? kernel : 1, padding = 0 } = layer;
  const room = [height, width].map((n) => n + 2 * padding - kernel) as [number, number];
  if (Math.min(...room) < 0)
    throw new RangeError(`${layer.name}: a window of ${kernel} does not fit into ${height} × ${width}`);
  const [rows, columns] = room.map((n) => Math.floor(n / stride) + 1) as [number, number];
  const unused = Math.max(...room.map((n) => n % stride));
  const positions = rows * columns;
  if (layer.kind === 'pooling') {
    const output: Shape = [rows, columns, channels];
    const parameters = layer.trained ? 2 * channels : 0;
    const connections = size(output) * (kernel ** 2 + (layer.trained ? 1 : 0));
    return { output, parameters, connections, multiplyAdds: layer.trained ? size(output) : 0, unused };
  }
  const { out, groups = 1, pairs = (channels * out) / groups, bias = true } = layer;
  const weights = kernel ** 2 * pairs;
  const parameters = weights + (bias ? out : 0);
  return {
    output: [rows, columns, out],
    parameters,
    connections: positions * parameters,
    multiplyAdds: positions * weights,
    unused,
  };
}

export const total = (rows: readonly LayerRow[], what: 'parameters' | 'connections' | 'multiplyAdds') =>
  rows.reduce((sum, row) => sum + row[what], 0);
