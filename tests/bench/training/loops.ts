import { type Engine, type JobName, jobs, LSTM, MOMENTUM } from './jobs.ts';

type Numbers = Float32Array;
/** A weight with its gradient and the state of its optimizer. */
interface Weight {
  w: Numbers;
  g: Numbers;
  m: Numbers;
  v: Numbers;
}
const zeros = (n: number) => new Float32Array(n);
const weight = (w: Numbers): Weight => ({ w, g: zeros(w.length), m: zeros(w.length), v: zeros(w.length) });

/** y = xW + b for one row. */
function forward(x: Numbers, { w }: Weight, { w: b }: Weight, y: Numbers) {
  y.set(b);
  for (let i = 0; i < x.length; i++) {
    const xi = x[i] as number;
    for (let j = 0, at = i * y.length; j < y.length; j++) (y[j] as number) += xi * (w[at++] as number);
  }
}

/** Adds to the gradients of W and b, and gives that of x. */
function backward(x: Numbers, { w, g }: Weight, { g: gb }: Weight, dy: Numbers, dx?: Numbers) {
  for (let j = 0; j < dy.length; j++) (gb[j] as number) += dy[j] as number;
  for (let i = 0; i < x.length; i++) {
    const xi = x[i] as number;
    let sum = 0;
    for (let j = 0, at = i * dy.length; j < dy.length; j++, at++) {
      (g[at] as number) += xi * (dy[j] as number);
      sum += (w[at] as number) * (dy[j] as number);
    }
    if (dx) dx[i] = sum;
  }
}

/** Filters over an image; `back` says which way the numbers flow. */
function conv(x: Numbers, side: number, f: Weight, b: Weight, y: Numbers, dx?: Numbers, dy?: Numbers) {
  const [out, inner] = [b.w.length, x.length / side ** 2];
  const to = side - 2;
  if (!dy) for (let p = 0; p < to * to; p++) y.set(b.w, p * out);
  else for (let k = 0; k < dy.length; k++) (b.g[k % out] as number) += dy[k] as number;
  dx?.fill(0);
  for (let r = 0; r < to; r++)
    for (let c = 0; c < to; c++) {
      const at = (r * to + c) * out;
      for (let u = 0; u < 3; u++)
        for (let v = 0; v < 3; v++)
          for (let i = 0; i < inner; i++) {
            const xAt = ((r + u) * side + c + v) * inner + i;
            const fAt = ((u * 3 + v) * inner + i) * out;
            const xi = x[xAt] as number;
            if (!dy) for (let o = 0; o < out; o++) (y[at + o] as number) += xi * (f.w[fAt + o] as number);
            else {
              let sum = 0;
              for (let o = 0; o < out; o++) {
                const d = dy[at + o] as number;
                (f.g[fAt + o] as number) += xi * d;
                sum += (f.w[fAt + o] as number) * d;
              }
              if (dx) (dx[xAt] as number) += sum;
            }
          }
    }
}

function relu(z: Numbers) {
  for (let i = 0; i < z.length; i++) if ((z[i] as number) < 0) z[i] = 0;
}
function reluBack(y: Numbers, d: Numbers) {
  for (let i = 0; i < y.length; i++) if ((y[i] as number) <= 0) d[i] = 0;
}
function tanh(z: Numbers) {
  for (let i = 0; i < z.length; i++) z[i] = Math.tanh(z[i] as number);
}
function tanhBack(y: Numbers, d: Numbers) {
  for (let i = 0; i < y.length; i++) (d[i] as number) *= 1 - (y[i] as number) ** 2;
}

/** The loss of one row of logits or outputs, and its gradient over `n` rows. */
type Loss = (z: Numbers, target: Numbers, d: Numbers, n: number) => number;
const square: Loss = (z, target, d, n) => {
  const error = (z[0] as number) - (target[0] as number);
  d[0] = (2 * error) / n;
  return error ** 2;
};
const crossEntropy: Loss = (z, target, d, n) => {
  const max = Math.max(...z);
  let sum = 0;
  for (let i = 0; i < z.length; i++) sum += Math.exp((z[i] as number) - max);
  let loss = 0;
  for (let i = 0; i < z.length; i++) {
    const logp = (z[i] as number) - max - Math.log(sum);
    loss -= (target[i] as number) * logp;
    d[i] = (Math.exp(logp) - (target[i] as number)) / n;
  }
  return loss;
};

/** Moves the weights by their gradients, and clears these. */
type Update = (weight: Weight, rate: number, t: number) => void;
const momentum =
  (mu: number): Update =>
  ({ w, g, m }, rate) => {
    for (let i = 0; i < w.length; i++) {
      m[i] = mu * (m[i] as number) + (g[i] as number);
      (w[i] as number) -= rate * (m[i] as number);
    }
    g.fill(0);
  };
const adam: Update = ({ w, g, m, v }, rate, t) => {
  const [c1, c2] = [1 - 0.9 ** t, 1 - 0.999 ** t];
  for (let i = 0; i < w.length; i++) {
    const gi = g[i] as number;
    m[i] = 0.9 * (m[i] as number) + 0.1 * gi;
    v[i] = 0.999 * (v[i] as number) + 0.001 * gi * gi;
    (w[i] as number) -= (rate * ((m[i] as number) / c1)) / (Math.sqrt((v[i] as number) / c2) + 1e-8);
  }
  g.fill(0);
};

/** Forward and backward for one example; the net sets its own buffers up once. */
type Net = (w: Weight[], b: Weight[], loss: Loss) => (x: Numbers, y: Numbers, n: number) => number;

const mlp =
  (act: (z: Numbers) => void, actBack: (y: Numbers, d: Numbers) => void): Net =>
  (w, b, loss) => {
    const outs = b.map(({ w: { length } }) => zeros(length));
    const ds = b.map(({ w: { length } }) => zeros(length));
    const last = w.length - 1;
    return (x, y, n) => {
      for (let l = 0; l <= last; l++) {
        forward(outs[l - 1] ?? x, w[l] as Weight, b[l] as Weight, outs[l] as Numbers);
        if (l < last) act(outs[l] as Numbers);
      }
      const sum = loss(outs[last] as Numbers, y, ds[last] as Numbers, n);
      for (let l = last; l >= 0; l--) {
        if (l < last) actBack(outs[l] as Numbers, ds[l] as Numbers);
        backward(outs[l - 1] ?? x, w[l] as Weight, b[l] as Weight, ds[l] as Numbers, ds[l - 1]);
      }
      return sum;
    };
  };

const cnn: Net = ([f1, f2, w] = [], [b1, b2, b] = [], loss) => {
  const [y1, d1, pooled, dPooled] = [zeros(800), zeros(800), zeros(200), zeros(200)];
  const [y2, d2, z, dz] = [zeros(144), zeros(144), zeros(10), zeros(10)];
  const winner = new Int32Array(200);
  return (x, y, n) => {
    conv(x, 12, f1 as Weight, b1 as Weight, y1);
    relu(y1);
    for (let r = 0, p = 0; r < 5; r++)
      for (let c = 0; c < 5; c++)
        for (let k = 0; k < 8; k++, p++) {
          const at = (2 * r * 10 + 2 * c) * 8 + k;
          let best = at;
          for (const other of [at + 8, at + 80, at + 88])
            if ((y1[other] as number) > (y1[best] as number)) best = other;
          winner[p] = best;
          pooled[p] = y1[best] as number;
        }
    conv(pooled, 5, f2 as Weight, b2 as Weight, y2);
    relu(y2);
    forward(y2, w as Weight, b as Weight, z);
    const sum = loss(z, y, dz, n);
    backward(y2, w as Weight, b as Weight, dz, d2);
    reluBack(y2, d2);
    conv(pooled, 5, f2 as Weight, b2 as Weight, y2, dPooled, d2);
    d1.fill(0);
    for (let p = 0; p < 200; p++) d1[winner[p] as number] = dPooled[p] as number;
    reluBack(y1, d1);
    conv(x, 12, f1 as Weight, b1 as Weight, y1, undefined, d1);
    return sum;
  };
};

const sigmoid = (z: number) => 1 / (1 + Math.exp(-z));
const lstm: Net = ([w, v] = [], [b, d] = [], loss) => {
  const { steps, inputs, units } = LSTM;
  const each = (size: number) => Array.from({ length: steps + 1 }, () => zeros(size));
  const [xh, gates, c] = [each(inputs + units), each(4 * units), each(units)];
  const [h, dh, dc, dz, dxh] = [units, units, units, 4 * units, inputs + units].map(zeros) as [
    Numbers,
    Numbers,
    Numbers,
    Numbers,
    Numbers,
  ];
  const [out, dOut] = [zeros(1), zeros(1)];
  return (x, y, n) => {
    h.fill(0);
    for (let t = 0; t < steps; t++) {
      const [input, a, before, after] = [xh[t], gates[t], c[t], c[t + 1]] as [
        Numbers,
        Numbers,
        Numbers,
        Numbers,
      ];
      for (let i = 0; i < inputs; i++) input[i] = x[t * inputs + i] as number;
      input.set(h, inputs);
      forward(input, w as Weight, b as Weight, a);
      for (let j = 0; j < units; j++) {
        const [i, f, o] = [0, 1, 2].map((k) => sigmoid(a[k * units + j] as number)) as [
          number,
          number,
          number,
        ];
        const g = Math.tanh(a[3 * units + j] as number);
        after[j] = f * (before[j] as number) + i * g;
        h[j] = o * Math.tanh(after[j] as number);
        a[j] = i;
        a[units + j] = f;
        a[2 * units + j] = o;
        a[3 * units + j] = g;
      }
    }
    forward(h, v as Weight, d as Weight, out);
    const sum = loss(out, y, dOut, n);
    backward(h, v as Weight, d as Weight, dOut, dh);
    dc.fill(0);
    for (let t = steps - 1; t >= 0; t--) {
      const [a, before, after] = [gates[t], c[t], c[t + 1]] as [Numbers, Numbers, Numbers];
      for (let j = 0; j < units; j++) {
        const [i, f, o, g] = [0, 1, 2, 3].map((k) => a[k * units + j]) as [number, number, number, number];
        const tc = Math.tanh(after[j] as number);
        const dcj = (dc[j] as number) + (dh[j] as number) * o * (1 - tc * tc);
        dz[j] = dcj * g * i * (1 - i);
        dz[units + j] = dcj * (before[j] as number) * f * (1 - f);
        dz[2 * units + j] = (dh[j] as number) * tc * o * (1 - o);
        dz[3 * units + j] = dcj * i * (1 - g * g);
        dc[j] = dcj * f;
      }
      backward(xh[t] as Numbers, w as Weight, b as Weight, dz, dxh);
      dh.set(dxh.subarray(inputs));
    }
    return sum;
  };
};

const train = (name: JobName, net: Net, loss: Loss, update: Update) => () => {
  const { weights, batches, rate } = jobs[name];
  const w = weights.map(({ values }) => weight(values.slice()));
  const b = weights.map(({ shape }) => weight(zeros(shape.at(-1) as number)));
  const pass = net(w, b, loss);
  let t = 0;
  return {
    step() {
      const { x, y } = batches[t++ % batches.length] as (typeof batches)[0];
      let sum = 0;
      for (let i = 0; i < x.length; i++) sum += pass(x[i] as Numbers, y[i] as Numbers, x.length);
      for (const one of w) update(one, rate, t);
      for (const one of b) update(one, rate, t);
      return sum / x.length;
    },
  };
};

/** What no library can beat by much: loops written for each job, example by example. */
export default {
  J1: train('J1', mlp(tanh, tanhBack), square, momentum(0)),
  J2: train('J2', mlp(tanh, tanhBack), square, adam),
  J3: train('J3', mlp(relu, reluBack), crossEntropy, momentum(MOMENTUM)),
  J4: train('J4', cnn, crossEntropy, adam),
  J5: train('J5', lstm, square, adam),
} satisfies Engine;
