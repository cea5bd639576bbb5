import * as tf from './tfjs.ts';

/**
 * TensorFlow.js spends microseconds on each operation however small its tensors are: closures, scopes, copies of what
 * a gradient will need, a tape filtered twice. These are its engine's public methods with the same results, for one
 * backend and without profiling, debugging and gradients of gradients.
 */
const engine = tf.engine();

/** Frees nothing while a tape runs: a gradient may need what an operation made. `gradients` frees it all at its end. */
engine.endScope = (result) => {
  const { state } = engine;
  const ended = state.scopeStack.pop() as typeof state.activeScope;
  const parent = state.scopeStack.at(-1) ?? null;
  // TensorFlow.js has null for no scope.
  state.activeScope = parent as typeof state.activeScope;
  const results =
    result instanceof tf.Tensor ? null : new Set(result ? tf.getTensorsInContainer(result) : []);
  for (const tensor of ended.track) {
    if (state.gradientDepth === 0 && !tensor.kept && tensor !== result && !results?.has(tensor))
      tensor.dispose();
    else if (parent && !tensor.isDisposed) parent.track.push(tensor);
  }
};

const kernels = new Map<string, tf.KernelConfig['kernelFunc']>();
/** TensorFlow.js finds a kernel by a text that it puts together at each call. */
function kernel(name: string): tf.KernelConfig['kernelFunc'] {
  let found = kernels.get(name);
  if (!found) {
    found = tf.getKernel(name, 'cpu')?.kernelFunc;
    if (!found) throw new Error(`TensorFlow.js has no kernel “${name}”: list it in lib/tf/kernels/stock.ts`);
    kernels.set(name, found);
  }
  return found;
}

const wrap = (info: tf.TensorInfo): tf.Tensor =>
  'rank' in info ? (info as tf.Tensor) : engine.makeTensorFromTensorInfo(info);

engine.runKernel = <T extends tf.Tensor | tf.Tensor[]>(
  name: string,
  inputs: tf.NamedTensorMap,
  attrs?: tf.NamedAttrMap,
): T => {
  const { state, backend } = engine;
  const run = kernel(name);
  const taped = engine.isTapeOn();
  state.kernelDepth += 1;
  let outputs: tf.Tensor[];
  let single = false;
  try {
    const made = run({ inputs, attrs: attrs as tf.NamedAttrMap, backend });
    single = !Array.isArray(made);
    outputs = Array.isArray(made) ? made.map(wrap) : [wrap(made)];
  } finally {
    state.kernelDepth -= 1;
  }
  if (taped) {
    const config = tf.getGradient(name);
    record(name, inputs, outputs, (dys) => {
      if (!config)
        throw new Error(`TensorFlow.js has no gradient of “${name}”: list it in lib/tf/kernels/stock.ts`);
      const { inputsToSave = [], outputsToSave = [], saveAllInputs, gradFunc } = config;
      const saved = [
        ...(saveAllInputs ? Object.values(inputs) : inputsToSave.map((input) => inputs[input] as tf.Tensor)),
        ...outputs.filter((_, i) => outputsToSave[i]),
      ];
      return gradFunc(single ? (dys[0] as tf.Tensor) : dys, saved, attrs as tf.NamedAttrMap);
    });
  }
  return (single ? outputs[0] : outputs) as T;
};

/** For each input by name, how to find the gradient of the loss for it. */
type InputGradients = Record<string, () => tf.Tensor>;

/** Puts an operation on the tape, if there is one: its gradients from those for its outputs, in their order. */
export function record(
  kernelName: string,
  inputs: tf.NamedTensorMap,
  outputs: tf.Tensor[],
  gradient: (dys: tf.Tensor[]) => InputGradients,
) {
  const { state } = engine;
  if (engine.isTapeOn())
    state.activeTape.push({ id: state.nextTapeNodeId++, kernelName, inputs, outputs, gradient });
}

engine.gradients = <T extends tf.Tensor>(f: () => T, xs: tf.Tensor[], dy?: T) =>
  engine.tidy(() => {
    const { state } = engine;
    if (state.gradientDepth > 0) throw new Error('Gradients of gradients are not offered (lib/tf/engine.ts)');
    state.activeTape = [];
    state.gradientDepth = 1;
    let value: T;
    try {
      value = f();
    } finally {
      state.gradientDepth = 0;
    }
    const found = backpropagate(state.activeTape, value, dy ?? tf.ones(value.shape), xs);
    // What operations with a gradient of their own (customGrad) have kept for it.
    for (const { saved } of state.activeTape) if (saved) tf.dispose(saved);
    state.activeTape = [];
    return { value, grads: xs.map((x) => found.get(x.id) as tf.Tensor) };
  });

/** The gradients of y for all tensors between it and xs, by id. */
function backpropagate(
  tape: typeof engine.state.activeTape,
  y: tf.Tensor,
  dy: tf.Tensor,
  xs: tf.Tensor[],
): Map<number, tf.Tensor> {
  const depends = new Set(xs.map(({ id }) => id));
  const nodes = tape.filter(({ inputs, outputs }) => {
    for (const name in inputs)
      if (depends.has((inputs[name] as tf.Tensor).id)) {
        for (const output of outputs) depends.add(output.id);
        return true;
      }
    return false;
  });
  const found = new Map([[y.id, dy]]);
  /** Of several gradients: ours alone, so that the next can be added in place. */
  const sums = new Set<tf.Tensor>();
  const sum = (a: tf.Tensor, b: tf.Tensor) => {
    const made = tf.add(a, b);
    sums.add(made);
    return made;
  };
  for (const { inputs, outputs, gradient } of nodes.reverse()) {
    if (!outputs.some(({ id }) => found.has(id))) continue;
    const dys = outputs.map((output) => found.get(output.id) ?? tf.zeros(output.shape));
    const of = gradient?.(dys) as InputGradients;
    for (const name in inputs) {
      const { id } = inputs[name] as tf.Tensor;
      if (!depends.has(id)) continue;
      const dx = of[name]?.() as tf.Tensor;
      const before = found.get(id);
      if (before && sums.has(before)) addTo(read(before), read(dx));
      else found.set(id, before ? sum(before, dx) : dx);
    }
  }
  return found;
}

function addTo(sum: Float32Array, more: Float32Array) {
  for (let i = 0; i < sum.length; i++) (sum[i] as number) += more[i] as number;
}

/** The numbers of a tensor: not a copy, and not to be changed. */
export const read = ({ dataId }: tf.TensorInfo): Float32Array =>
  engine.backend.readSync(dataId) as Float32Array;

/** A tensor of these numbers: not a copy, so they must not be changed after it. */
export const write = <T extends tf.Tensor>(values: Float32Array, shape: number[]): T =>
  engine.makeTensor(values, shape, 'float32') as T;
