/** Maxout: each hidden unit is the largest of several linear pieces. */

import { z } from 'zod';
import { type Tensor3D, tf } from '../../engine/tf.js';
import { MAX_LAYERS, MAX_PIECES, MAX_WIDTH } from '../bounds.js';
import { memberOf } from '../extension-members.js';
import { choiceOf, count } from '../options.js';
import { denseChain } from './_dense-chain.js';
import { dropoutOption } from './_dropout.js';
import { network } from './_network.js';

export const maxout = network({
  name: 'maxout',
  description: 'Dense layers whose hidden units are the largest of several linear pieces; a linear output.',
  paper: 'arXiv:1302.4389',
  notes: [
    'The discriminators of arXiv:1406.2661 and of PacGAN have 5 pieces.',
    'Hidden layer i has W [in, pieces * out] named `weights-i`: the columns of the first piece, then of the second, ...',
    '`dropout` is as in `mlp`.',
  ],
  options: {
    hidden: z
      .array(z.int().gte(1).lte(MAX_WIDTH))
      .max(MAX_LAYERS)
      .default([128, 128])
      .describe('units of each hidden layer'),
    pieces: count({ description: 'linear pieces per hidden unit', default: 5, atLeast: 2, atMost: MAX_PIECES }),
    initializer: choiceOf('initializers', { description: 'initial weights and biases', default: 'xavier' }),
    dropout: dropoutOption,
  },
  create({ hidden, pieces, initializer, dropout }, { inputs, outputs, initializers }) {
    return denseChain({
      widths: [inputs, ...hidden, outputs],
      units: {
        hidden: {
          columns: pieces,
          slopes: null,
          apply: (sum) => largest(tf.split(sum, pieces, 2) as Tensor3D[]),
        },
        output: { columns: 1, slopes: { negative: 1, positive: 1 }, apply: (sum) => sum },
      },
      initializer: { member: memberOf(initializers, initializer), choice: initializer },
      bias: true,
      normalize: 'none',
      dropout,
    });
  },
});

function largest(pieces: readonly Tensor3D[]): Tensor3D {
  return pieces.reduce((most, piece) => tf.maximum<Tensor3D>(most, piece));
}
