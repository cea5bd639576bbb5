/** A seeded stream of random numbers. Two streams made alike give the same numbers on every machine. */
export interface Rng {
  /** In [0, 1). */
  uniform(): number;
  /** Mean 0, variance 1. */
  normal(): number;
  /** An integer in [0, below). */
  int(below: number): number;
  /**
   * An independent stream that depends on this stream's seed and the label alone, not on what has been drawn,
   * so that a setting which changes one use of chance leaves the others as they were.
   */
  fork(label: string): Rng;
}

const MIX = [597399067, 2869860233, 951274213, 2716044179] as const;

/** Four 32-bit words of a string (cyrb128: multiply-xor rounds over the character codes). */
function hash(text: string): [number, number, number, number] {
  const words: [number, number, number, number] = [1779033703, 3144134277, 1013904242, 2773480762];
  for (let i = 0; i < text.length; i++) {
    for (let j = 0; j < 4; j++) {
      words[j as 0] = words[((j + 1) % 4) as 0] ^ Math.imul(words[j as 0] ^ text.charCodeAt(i), MIX[j as 0]);
    }
  }
  return words;
}

/** sfc32 (C. Doty-Humphrey, PractRand): 128 bits of state, period at least 2^32 for any seed. */
export function createRng(seed: number | string): Rng {
  const path = String(seed);
  let [a, b, c, d] = hash(path);
  function next() {
    const sum = (a + b + d) | 0;
    d = (d + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = ((c << 21) | (c >>> 11)) + sum;
    return sum >>> 0;
  }
  for (let i = 0; i < 12; i++) next();
  const uniform = () => next() / 2 ** 32;
  return {
    uniform,
    // Box and Muller 1958; 1 - u keeps the logarithm finite.
    normal: () => Math.sqrt(-2 * Math.log(1 - uniform())) * Math.cos(2 * Math.PI * uniform()),
    int: (below) => Math.floor(uniform() * below),
    fork: (label) => createRng(`${path}/${label}`),
  };
}
