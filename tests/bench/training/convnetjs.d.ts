declare module 'convnetjs' {
  interface Vol {
    w: Float64Array;
  }
  interface Layer {
    filters?: Vol[];
    biases?: Vol;
  }
  class Net {
    layers: Layer[];
    makeLayers(layers: Record<string, string | number>[]): void;
  }
  class Trainer {
    constructor(net: Net, options: Record<string, string | number>);
    train(x: Vol, y: number | number[]): { cost_loss: number };
  }
  const convnet: {
    Net: typeof Net;
    Trainer: typeof Trainer;
    Vol: new (width: number, height: number, depth: number, value: number) => Vol;
  };
  export default convnet;
}
