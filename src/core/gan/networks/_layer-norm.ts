/** Layer normalisation: the hidden units of each sample get mean 0 and variance 1. */
import { type Tensor3D, tf } from '../../engine/tf.js';

const EPSILON = 1e-5; // under the root, as in PyTorch: equal units stay finite

/** [runs, batch, width] over the last axis; gain and shift: [runs, 1, width]. */
export function layerNorm(x: Tensor3D, { gain, shift }: { gain: Tensor3D; shift: Tensor3D }): Tensor3D {
  const centred: Tensor3D = tf.sub(x, tf.mean(x, 2, true));
  const variance: Tensor3D = tf.mean(tf.square(centred), 2, true);
  return tf.add(tf.mul(tf.div(centred, tf.sqrt(tf.add(variance, EPSILON))), gain), shift);
}
