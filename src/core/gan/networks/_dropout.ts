/** Dropout: in training, random hidden units are set to 0. */
import { z } from 'zod';
import { type Tensor3D, tf } from '../../engine/tf.js';
import { omitDefault } from '../options.js';

/** The option `dropout`. */
export const dropoutOption = omitDefault(
  0,
  z.number().gte(0).lt(1).describe('probability that a hidden unit is set to 0 in training'),
);

/** Units whose uniform number is below `share` become 0, the others are multiplied by 1 / (1 - share): the mean is kept. */
export function dropout(x: Tensor3D, { share, uniform }: { readonly share: number; readonly uniform: Tensor3D }) {
  return tf.mul(x, tf.mul(tf.step(tf.sub(uniform, share)), 1 / (1 - share))) as Tensor3D;
}
