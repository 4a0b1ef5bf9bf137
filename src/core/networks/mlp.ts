/** A multilayer perceptron: dense layers with an activation between them. */
import { z } from 'zod';
import { type Tensor3D, tf } from '../engine/tf.js';
import { type Layer, network, type Parameter } from '../network.js';
import { choiceOf } from '../options.js';

export const mlp = network({
  name: 'mlp',
  says: 'A multilayer perceptron: dense layers with an activation between them.',
  notes: ['Layer i computes activation(x W + b), with W [in, out] named `weights-i` and b [1, out] named `bias-i`.'],
  options: {
    hidden: z.array(z.int().gte(1).lte(65536)).default([128, 128]).describe('width of each hidden layer'),
    activation: choiceOf('activations', { says: 'after each hidden layer', default: 'relu' }),
    outputActivation: choiceOf('activations', { says: 'after the last layer', default: 'linear' }),
    initializer: choiceOf('initializers', { says: 'how weights and biases start', default: 'he' }),
    bias: z.boolean().default(true).describe('whether layers add a bias'),
  },
  create({ hidden, activation, outputActivation, initializer, bias }, building) {
    const { inputs, outputs } = building;
    const start = building.initializers.get(initializer.name)!;
    const widths = [inputs, ...hidden, outputs];
    const layers = widths.slice(1).map((fanOut, i) => {
      const choice = i < hidden.length ? activation : outputActivation;
      return { i, fanIn: widths[i], fanOut, choice, member: building.activations.get(choice.name)! };
    });
    return {
      inputs,
      outputs,
      parameters: layers.flatMap(({ i, fanIn, fanOut }): Parameter[] => [
        { name: `weights-${i}`, rows: fanIn, columns: fanOut },
        ...(bias ? [{ name: `bias-${i}`, rows: 1, columns: fanOut }] : []),
      ]),
      layers: layers.map(
        ({ i, choice, member }): Layer => ({
          weights: `weights-${i}`,
          bias: bias ? `bias-${i}` : null,
          slopes: member.slopes(choice),
        }),
      ),
      initialize(out, stream) {
        let at = 0;
        for (const size of layers) {
          const weights = size.fanIn * size.fanOut;
          start.weights(out.subarray(at, at + weights), size, stream, initializer);
          at += weights;
          if (!bias) continue;
          start.bias(out.subarray(at, at + size.fanOut), size, stream, initializer);
          at += size.fanOut;
        }
      },
      forward: (parameters, x) =>
        layers.reduce((h, { i, choice, member }) => {
          const product: Tensor3D = tf.matMul(h, parameters[bias ? 2 * i : i]);
          return member.apply(bias ? tf.add(product, parameters[2 * i + 1]) : product, choice);
        }, x),
    };
  },
});
