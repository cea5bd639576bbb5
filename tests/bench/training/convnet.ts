import convnet from 'convnetjs';
import { type Engine, type JobName, jobs, MOMENTUM } from './jobs.ts';

type Options = Record<string, string | number>;

/** A net of ConvNetJS with the job's weights; its filters lie one after the other, ours side by side. */
function train(name: JobName, layers: Options[], options: Options, target: 'class' | 'value') {
  return () => {
    const { weights, rate, batches } = jobs[name];
    const size = layers[0] as Record<'out_sx' | 'out_sy' | 'out_depth', number>;
    const net = new convnet.Net();
    net.makeLayers(layers);
    const weighted = net.layers.filter((layer) => layer.filters);
    for (const [i, { filters = [], biases }] of weighted.entries()) {
      const values = weights[i]?.values as Float32Array;
      for (const [o, filter] of filters.entries())
        for (let k = 0; k < filter.w.length; k++) filter.w[k] = values[k * filters.length + o] as number;
      biases?.w.fill(0);
    }
    const batchSize = batches[0]?.x.length as number;
    // Half the square is its loss for values.
    const scale = target === 'value' ? 2 : 1;
    const trainer = new convnet.Trainer(net, {
      learning_rate: rate * scale,
      batch_size: batchSize,
      ...options,
    });
    const given = batches.map(({ x, y }) =>
      x.map((one, i) => {
        const vol = new convnet.Vol(size.out_sx, size.out_sy, size.out_depth, 0);
        for (let k = 0; k < one.length; k++) vol.w[k] = one[k] as number;
        const values = [...(y[i] as Float32Array)];
        return { vol, target: target === 'class' ? values.indexOf(1) : values };
      }),
    );
    let i = 0;
    return {
      step() {
        let sum = 0;
        for (const one of given[i++ % given.length] as (typeof given)[0])
          sum += trainer.train(one.vol, one.target).cost_loss;
        return (scale * sum) / batchSize;
      },
    };
  };
}

const input = (depth: number, side = 1) => ({ type: 'input', out_sx: side, out_sy: side, out_depth: depth });
const dense = (num_neurons: number, activation: string) => ({ type: 'fc', num_neurons, activation });
const conv = (filters: number) => ({ type: 'conv', sx: 3, filters, stride: 1, pad: 0, activation: 'relu' });
const value = { type: 'regression', num_neurons: 1 };
const classes = { type: 'softmax', num_classes: 10 };
/** The package has no Adam; this rule of its own does as much for each weight. Speed compares, loss does not. */
const likeAdam = { method: 'adadelta' };

/** ConvNetJS; it has no recurrent layers, so no J5. */
export default {
  J1: train('J1', [input(2), dense(4, 'tanh'), dense(2, 'tanh'), value], { momentum: 0 }, 'value'),
  J2: train('J2', [input(2), dense(8, 'tanh'), dense(8, 'tanh'), value], likeAdam, 'value'),
  J3: train('J3', [input(64), dense(32, 'relu'), classes], { momentum: MOMENTUM }, 'class'),
  J4: train(
    'J4',
    [input(1, 12), conv(8), { type: 'pool', sx: 2, stride: 2 }, conv(16), classes],
    likeAdam,
    'class',
  ),
} satisfies Partial<Engine>;
