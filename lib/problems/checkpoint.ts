import { crc32 } from '../data/crc32.ts';

/** A file for the run of a small net: a header in words, then numbers, then a checksum. */

/** The architecture: what each weight is for. */
export const shapesOf = (hidden: number) => ({ w1: [2, hidden], b1: [hidden], w2: [hidden, 1], b2: [1] });
export type Shapes = ReturnType<typeof shapesOf>;
export const SHAPES = shapesOf(16);
export const size = (shape: readonly number[]) => shape.reduce((n, d) => n * d, 1);

/** All that a run needs to go on: the weights θ, Adam’s averages m and v, and the number of its updates t. */
export interface State {
  theta: Float32Array;
  m: Float32Array;
  v: Float32Array;
  t: number;
}
/** A start with these weights, of which Adam knows nothing yet. */
export const forgetful = (theta: Float32Array): State => ({
  theta,
  m: theta.map(() => 0),
  v: theta.map(() => 0),
  t: 0,
});

const join = (...parts: Uint8Array[]) => Uint8Array.from(parts.flatMap((part) => [...part]));
const uint32 = (n: number) => Uint8Array.of(n, n >>> 8, n >>> 16, n >>> 24);
const readUint32 = (file: Uint8Array, at: number) =>
  new DataView(file.buffer, file.byteOffset).getUint32(at, true);

/** 32 bits: as they are. Fewer: level q of 2ᵇ stands for low + q · step, which rounds. The first number comes first. */
function pack(values: Float32Array, bits: number) {
  const [low, high] = [Math.min(...values), Math.max(...values)];
  const step = (high - low) / (2 ** bits - 1) || 1;
  const data = new Uint8Array(Math.ceil((values.length * bits) / 8));
  const view = new DataView(data.buffer);
  for (const [i, w] of values.entries()) {
    const at = i * bits;
    if (bits === 32) view.setFloat32(4 * i, w, true);
    else data[at >> 3] = (data[at >> 3] as number) | (Math.round((w - low) / step) << (at & 7));
  }
  return { low, step, data };
}
function unpack(data: Uint8Array, n: number, bits: number, low: number, step: number) {
  const view = new DataView(data.buffer, data.byteOffset);
  return Float32Array.from({ length: n }, (_, i) => {
    if (bits === 32) return view.getFloat32(4 * i, true);
    const at = i * bits;
    return low + step * (((data[at >> 3] as number) >> (at & 7)) & (2 ** bits - 1));
  });
}

interface Header {
  weights: { name: keyof Shapes; shape: number[]; low: number; step: number; bytes: number }[];
  bits: number;
  bytes: number;
}
/** Length of the header, header, numbers (θ with so many bits each, m, v, t), checksum. */
export function encode({ theta, m, v, t }: State, bits: number): Uint8Array {
  let at = 0;
  const packed = Object.entries(SHAPES).map(([name, shape]) => {
    const from = at;
    at += size(shape);
    return { name, shape, ...pack(theta.slice(from, at), bits) };
  });
  const body = join(...packed.map(({ data }) => data), pack(m, 32).data, pack(v, 32).data, uint32(t));
  const weights = packed.map(({ data, ...said }) => ({ ...said, bytes: data.length }));
  const header = new TextEncoder().encode(JSON.stringify({ weights, bits, bytes: body.length }));
  const file = join(uint32(header.length), header, body);
  return join(file, uint32(crc32(file)));
}

const headerOf = (file: Uint8Array): Header =>
  JSON.parse(new TextDecoder().decode(file.slice(4, bodyOf(file))));
export const bodyOf = (file: Uint8Array) => 4 + readUint32(file, 0);

/** The way back, into a net of the given shapes. Throws what a reader can act on. */
export function decode(file: Uint8Array, shapes: Shapes = SHAPES, check = true): State {
  const [header, start, end] = [headerOf(file), bodyOf(file), file.length - 4];
  if (end - start !== header.bytes)
    throw new Error(`The header promises ${header.bytes} bytes of numbers and the file holds ${end - start}`);
  if (check && crc32(file.slice(0, end)) !== readUint32(file, end))
    throw new Error('The checksum does not fit: some byte is not what was written');
  const misfits = header.weights.filter(({ name, shape }) => `${shape}` !== `${shapes[name]}`);
  if (misfits.length > 0) {
    const said = misfits.map(
      ({ name, shape }) => `${name} is ${shape.join(' × ')}, wanted ${shapes[name].join(' × ')}`,
    );
    throw new Error(`The shapes do not fit this net: ${said.join('; ')}`);
  }
  let at = start;
  const read = (n: number, bytes: number, bits = 32, low = 0, step = 1) => {
    at += bytes;
    return unpack(file.slice(at - bytes, at), n, bits, low, step);
  };
  const parts = header.weights.map((w) => read(size(w.shape), w.bytes, header.bits, w.low, w.step));
  const theta = Float32Array.from(parts.flatMap((part) => [...part]));
  const [m, v] = [read(theta.length, 4 * theta.length), read(theta.length, 4 * theta.length)];
  return { theta, m, v, t: readUint32(file, at) };
}

/** The parts of a file in their order: how many bytes each should have, and the first four of them in hex. */
export function partsOf(file: Uint8Array) {
  const { weights } = headerOf(file);
  const numbers = 4 * weights.reduce((n, { shape }) => n + size(shape), 0);
  const sizes = [
    ['header', bodyOf(file)],
    ...weights.map(({ name, shape, bytes: n }) => [`${name}: ${shape.join(' × ')}`, n]),
    ['Adam’s m', numbers],
    ['Adam’s v', numbers],
    ['Adam’s t', 4],
    ['checksum', 4],
  ] as [string, number][];
  let at = 0;
  return sizes.map(([name, n]) => {
    const first = [...file.slice(at, at + 4)].map((byte) => byte.toString(16).padStart(2, '0'));
    at += n;
    return { name, bytes: n, hex: first.join(' ') };
  });
}

/** The file with one bit of its numbers changed; bit 0 is the highest of their first byte, 7 the lowest. */
export function flip(file: Uint8Array, bit: number): Uint8Array {
  const at = bodyOf(file) + (bit >> 3);
  return file.map((byte, i) => (i === at ? byte ^ (128 >> (bit & 7)) : byte));
}
