/** Maxout: each hidden unit is the largest of several linear pieces. */
import { z } from 'zod';
import { type Tensor3D, tf } from '../engine/tf.js';
import { network, type Parameter } from '../network.js';
import { choiceOf, count } from '../options.js';

export const maxout = network({
  name: 'maxout',
  says: 'Dense layers whose hidden units are the largest of several linear pieces; a linear output.',
  paper: 'arXiv:1302.4389',
  notes: [
    'The discriminators of arXiv:1406.2661 and of PacGAN are of this kind, with 5 pieces.',
    'Hidden layer i has W [in, pieces * out] named `weights-i`: the columns of the first piece, then of the second, ...',
  ],
  options: {
    hidden: z.array(z.int().gte(1).lte(65536)).default([128, 128]).describe('units of each hidden layer'),
    pieces: count({ says: 'linear pieces a hidden unit', default: 5, atLeast: 2, atMost: 64 }),
    initializer: choiceOf('initializers', { says: 'how weights and biases start', default: 'xavier' }),
  },
  create({ hidden, pieces, initializer }, { inputs, outputs, initializers }) {
    const start = initializers.get(initializer.name)!;
    const widths = [inputs, ...hidden, outputs];
    const layers = widths.slice(1).map((width, i) => ({
      fanIn: widths[i],
      fanOut: width,
      columns: i < hidden.length ? pieces * width : width,
    }));
    return {
      inputs,
      outputs,
      parameters: layers.flatMap(({ fanIn, columns }, i): Parameter[] => [
        { name: `weights-${i}`, rows: fanIn, columns },
        { name: `bias-${i}`, rows: 1, columns },
      ]),
      layers: null,
      initialize(out, stream) {
        let at = 0;
        for (const { fanIn, fanOut, columns } of layers) {
          const weights = out.subarray(at, at + fanIn * columns);
          // Fan-out as a unit sees it: in training each input reaches `fanOut` units through one piece of each.
          start.weights(weights, { fanIn, fanOut }, stream, initializer);
          start.bias(
            out.subarray(at + weights.length, at + weights.length + columns),
            { fanIn, fanOut },
            stream,
            initializer,
          );
          at += weights.length + columns;
        }
      },
      forward: (parameters, x) =>
        layers.reduce<Tensor3D>((h, { fanOut, columns }, i) => {
          const sum: Tensor3D = tf.add(tf.matMul(h, parameters[2 * i]), parameters[2 * i + 1]);
          return columns === fanOut ? sum : largest(tf.split(sum, columns / fanOut, 2) as Tensor3D[]);
        }, x),
    };
  },
});

function largest(pieces: readonly Tensor3D[]): Tensor3D {
  return pieces.reduce((most, piece) => tf.maximum<Tensor3D>(most, piece));
}
