/** Weight clipping: D's parameters stay in a box. */
import { tf } from '../../engine/tf.js';
import { scalar } from '../options.js';
import { regularizer } from './_regularizer.js';

export const weightClipping = regularizer({
  name: 'weight-clipping',
  description: "D's parameters, including biases, are clipped to [-limit, limit] after each of its steps.",
  paper: 'arXiv:1701.07875, algorithm 1',
  paperChoices: [
    { path: 'scheme.discriminatorSteps', value: 5 },
    { path: 'optimizer', value: 'rmsprop' },
    { path: 'optimizer.lr', value: 0.00005 },
    { path: 'batch', value: 64 },
  ],
  notes: [
    "The authors' code clips before each step of D instead, and takes 100 of them at each of G's first 25 steps and every 500th.",
    'A projection, not a term of the loss. Initial parameters are not clipped, nor is the memory of the optimizer.',
    "A scheme that differentiates through D's steps cannot be used with it.",
  ],
  onlyFor: 'discriminator',
  options: { limit: scalar({ description: 'the largest absolute value (c)', default: 0.01, above: 0 }) },
  add: () => null,
  project: (_, parameters, { limit }) => tf.minimum(tf.maximum(parameters, tf.neg(limit)), limit),
});
