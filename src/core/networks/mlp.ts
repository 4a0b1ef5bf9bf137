/** A multilayer perceptron: dense layers with an activation between them. */
import { z } from 'zod';
import { type Tensor3D, tf } from '../engine/tf.js';
import { layerNorm } from '../layer-norm.js';
import { type Layer, network, type Parameter } from '../network.js';
import { choiceOf } from '../options.js';

export const mlp = network({
  name: 'mlp',
  says: 'A multilayer perceptron: dense layers with an activation between them.',
  notes: [
    'Layer i computes activation(x W + b), with W [in, out] named `weights-i` and b [1, out] named `bias-i`.',
    '`normalize: layer` is arXiv:1607.06450, before the activation of each hidden layer, with a gain and a shift a unit.',
  ],
  options: {
    hidden: z.array(z.int().gte(1).lte(65536)).default([128, 128]).describe('width of each hidden layer'),
    activation: choiceOf('activations', { says: 'after each hidden layer', default: 'relu' }),
    outputActivation: choiceOf('activations', { says: 'after the last layer', default: 'linear' }),
    initializer: choiceOf('initializers', { says: 'how weights and biases start', default: 'he' }),
    bias: z.boolean().default(true).describe('whether layers add a bias'),
    normalize: z.enum(['none', 'layer']).default('none').describe('what hidden layers do before their activation'),
  },
  create({ hidden, activation, outputActivation, initializer, bias, normalize }, building) {
    const { inputs, outputs } = building;
    const start = building.initializers.get(initializer.name)!;
    const widths = [inputs, ...hidden, outputs];
    const layers = widths.slice(1).map((fanOut, i) => {
      const inner = i < hidden.length;
      const choice = inner ? activation : outputActivation;
      const normal = inner && normalize === 'layer';
      return { i, fanIn: widths[i], fanOut, normal, choice, member: building.activations.get(choice.name)! };
    });
    const parameters = layers.flatMap(({ i, fanIn, fanOut, normal }): Parameter[] => [
      { name: `weights-${i}`, rows: fanIn, columns: fanOut },
      ...(bias ? [{ name: `bias-${i}`, rows: 1, columns: fanOut }] : []),
      ...(normal ? ['gain', 'shift'].map((name) => ({ name: `${name}-${i}`, rows: 1, columns: fanOut })) : []),
    ]);
    const places = new Map(parameters.map(({ name }, place) => [name, place]));
    return {
      inputs,
      outputs,
      parameters,
      layers: layers.some(({ normal }) => normal)
        ? null
        : layers.map(
            ({ i, choice, member }): Layer => ({
              weights: `weights-${i}`,
              bias: bias ? `bias-${i}` : null,
              slopes: member.slopes(choice),
            }),
          ),
      initialize(out, stream) {
        let at = 0;
        const take = (length: number) => {
          at += length;
          return out.subarray(at - length, at);
        };
        for (const size of layers) {
          start.weights(take(size.fanIn * size.fanOut), size, stream, initializer);
          if (bias) start.bias(take(size.fanOut), size, stream, initializer);
          if (!size.normal) continue;
          take(size.fanOut).fill(1);
          take(size.fanOut).fill(0);
        }
      },
      forward(matrices, x) {
        const named = (name: string) => matrices[places.get(name)!];
        return layers.reduce((h, { i, normal, choice, member }) => {
          let sum: Tensor3D = tf.matMul(h, named(`weights-${i}`));
          if (bias) sum = tf.add(sum, named(`bias-${i}`));
          if (normal) sum = layerNorm(sum, { gain: named(`gain-${i}`), shift: named(`shift-${i}`) });
          return member.apply(sum, choice);
        }, x);
      },
    };
  },
});
