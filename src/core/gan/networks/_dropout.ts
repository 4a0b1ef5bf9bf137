/** Dropout: in training, hidden units are switched off at random. */
import { z } from 'zod';
import { type Tensor3D, tf } from '../../engine/tf.js';
import { omitDefault } from '../options.js';

/** The option `dropout`. */
export const dropoutOption = omitDefault(
  0,
  z.number().gte(0).lt(1).describe('share of hidden units that are switched off in training'),
);

/** Units whose uniform number is below `share` are 0, the others larger by 1 / (1 - share): the mean stays. */
export function dropout(x: Tensor3D, { share, uniform }: { readonly share: number; readonly uniform: Tensor3D }) {
  return tf.mul(x, tf.mul(tf.step(tf.sub(uniform, share)), 1 / (1 - share))) as Tensor3D;
}
