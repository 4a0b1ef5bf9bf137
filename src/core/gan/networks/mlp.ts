/** A multilayer perceptron: dense layers with an activation between them. */

import { z } from 'zod';
import { MAX_LAYERS, MAX_WIDTH } from '../bounds.js';
import { memberOf } from '../extension-members.js';
import { choiceOf, omitDefault } from '../options.js';
import { plainActivation } from '../plain-activation.js';
import { denseChain, type LayerUnits } from './_dense-chain.js';
import { dropoutOption } from './_dropout.js';
import { network } from './_network.js';

export const mlp = network({
  name: 'mlp',
  description: 'A multilayer perceptron: dense layers with an activation between them.',
  notes: [
    'Layer i computes activation(x W + b), with W [in, out] named `weights-i` and b [1, out] named `bias-i`.',
    '`normalize: layer` is arXiv:1607.06450, before the activation of each hidden layer, with a gain and a shift per unit.',
    '`normalize: batch` is arXiv:1502.03167 at the same point; these layers have no bias, because the shift is one.',
    'In training the batch of each call is used: D sees data and samples separately. Metrics use 512 fixed rows instead, ' +
      'noise for G, for D half data and half generated samples, so that both players are functions of a single row.',
    '`normalize: spectral` is arXiv:1802.05957: every W, including the last, is divided by its largest singular value, by power ' +
      'iteration from a fixed vector at each step (about 64 iterations; on average 0.05 % too small). Without gain and shift.',
    '`dropout` sets hidden units to 0 in training and multiplies the others by 1 / (1 - share); metrics use all units.',
    'D has separate dropout masks for data and for samples.',
    '`minibatchStd` is arXiv:1710.10196: the last layer also gets the standard deviation over the batch (epsilon 1e-8 under ' +
      'the root), averaged over the last hidden units, for data and samples separately. For D only, which then has no score of a single row.',
  ],
  options: {
    hidden: z
      .array(z.int().gte(1).lte(MAX_WIDTH))
      .max(MAX_LAYERS)
      .default([128, 128])
      .describe('width of each hidden layer'),
    activation: choiceOf('activations', { description: 'activation of hidden layers', default: 'relu' }),
    outputActivation: choiceOf('activations', { description: 'activation of the last layer', default: 'linear' }),
    initializer: choiceOf('initializers', { description: 'initial weights and biases', default: 'he' }),
    bias: z.boolean().default(true).describe('whether layers add a bias'),
    normalize: z
      .enum(['none', 'layer', 'batch', 'spectral'])
      .default('none')
      .describe('normalisation of hidden layers before their activation, or of the weights of all layers'),
    dropout: dropoutOption,
    inputScale: omitDefault(1, z.number().describe('factor that multiplies the input')),
    minibatchStd: omitDefault(
      false,
      z.boolean().describe("whether the last layer of D also gets its batch's standard deviation"),
    ),
  },
  create({ hidden, activation, outputActivation, initializer, ...options }, building) {
    const { inputs, outputs, activations, initializers } = building;
    const units = (choice: typeof activation): LayerUnits => {
      const member = memberOf(activations, choice);
      return {
        columns: 1,
        slopes: member.slopes(choice),
        plain: plainActivation(member, choice),
        apply: (sum) => member.apply(sum, choice),
      };
    };
    return denseChain({
      widths: [inputs, ...hidden, outputs],
      units: { hidden: units(activation), output: units(outputActivation) },
      initializer: { member: memberOf(initializers, initializer), choice: initializer },
      ...options,
    });
  },
});
