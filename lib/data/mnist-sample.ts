import { crc32 } from './crc32.ts';
import source from './mnist-sample.json';

export const SIDE = 28;
export const PIXELS = SIDE ** 2;

/** Handwritten digits of 28 × 28 pixels. */
export interface Mnist {
  n: number;
  /** n × 784 grey levels row by row from the top left: 0 is paper, 1 is ink; 16 levels. */
  pixels: Float32Array;
  label: readonly number[];
}

const BLANKS = 'ghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ';

/** The grey levels 0 to 15 of all images; throws where the file is not the one that was made. */
export function unpack({ images, crc32: wanted }: { images: readonly string[]; crc32: number }): Uint8Array {
  const levels: number[] = [];
  for (const code of images.join('')) {
    const blank = BLANKS.indexOf(code) + 1;
    if (blank > 0) for (let i = 0; i < blank; i++) levels.push(0);
    else levels.push(Number.parseInt(code, 16));
  }
  const expected = images.length * PIXELS;
  if (levels.length !== expected)
    throw new Error(`The MNIST sample has ${levels.length} pixels and should have ${expected}`);
  const bytes = Uint8Array.from(levels);
  if (crc32(bytes) !== wanted) throw new Error('The MNIST sample is damaged: its checksum does not fit');
  return bytes;
}

/**
 * 800 real training digits, the first 80 of each class of MNIST’s training file, and 200 test digits, the first 20 of each
 * of its test file. MNIST: Y. LeCun, C. Cortes and C. J. C. Burges; the data file has its own notice and terms.
 */
export function mnistSample(): { train: Mnist; test: Mnist } {
  const bytes = unpack(source);
  const part = (from: number, to: number): Mnist => ({
    n: to - from,
    pixels: Float32Array.from(bytes.subarray(from * PIXELS, to * PIXELS), (level) => level / 15),
    label: Array.from(source.labels.slice(from, to), Number),
  });
  return { train: part(0, 800), test: part(800, 1000) };
}

/** The given rows of a set, in the given order. */
export function pickMnist(from: Mnist, rows: readonly number[]): Mnist {
  const pixels = new Float32Array(rows.length * PIXELS);
  rows.forEach((row, i) => {
    pixels.set(from.pixels.subarray(row * PIXELS, (row + 1) * PIXELS), i * PIXELS);
  });
  return { n: rows.length, pixels, label: rows.map((row) => from.label[row] as number) };
}

/** The first so many images of each digit, digit by digit. */
export const perClass = (set: Mnist, count: number): Mnist => {
  const rows = Array.from({ length: 10 }, (_, digit) =>
    set.label.flatMap((label, i) => (label === digit ? [i] : [])).slice(0, count),
  );
  return pickMnist(set, rows.flat());
};

/** Each image moved right and down by whole pixels; what leaves the field is cut off. */
export function shift(set: Mnist, by: (image: number) => readonly [right: number, down: number]): Mnist {
  const pixels = new Float32Array(set.pixels.length);
  for (let image = 0; image < set.n; image++) {
    const [right, down] = by(image);
    for (let i = 0; i < PIXELS; i++) {
      const [x, y] = [(i % SIDE) + right, Math.floor(i / SIDE) + down];
      if (x < 0 || y < 0 || x >= SIDE || y >= SIDE) continue;
      pixels[image * PIXELS + y * SIDE + x] = set.pixels[image * PIXELS + i] as number;
    }
  }
  return { ...set, pixels };
}

/** Centre of mass of the ink, in pixels from 0. */
export function centreOfMass(pixels: ArrayLike<number>): [x: number, y: number] {
  let [ink, x, y] = [0, 0, 0];
  for (let i = 0; i < PIXELS; i++) {
    const v = pixels[i] as number;
    ink += v;
    x += v * (i % SIDE);
    y += v * Math.floor(i / SIDE);
  }
  return [x / ink, y / ink];
}
