/** Batch normalisation: each hidden unit gets mean 0 and variance 1 over a batch. */
import { type Tensor3D, tf } from '../../engine/tf.js';

const EPSILON = 1e-5; // under the root, as in PyTorch: a constant unit stays finite

/**
 * x: [runs, rows, width], normalised by the mean and the (biased) variance of its rows from `from` on; gain and shift:
 * [runs, 1, width]. In training these are all rows; in evaluation, those of a reference batch behind the others.
 */
export function batchNorm(
  x: Tensor3D,
  { gain, shift, from }: { readonly gain: Tensor3D; readonly shift: Tensor3D; readonly from: number },
): Tensor3D {
  const judged: Tensor3D = from === 0 ? x : tf.slice(x, [0, from, 0], [-1, -1, -1]);
  const mean: Tensor3D = tf.mean(judged, 1, true);
  const variance: Tensor3D = tf.mean(tf.square(tf.sub(judged, mean)), 1, true);
  return tf.add(tf.mul(tf.div(tf.sub(x, mean), tf.sqrt(tf.add(variance, EPSILON))), gain), shift);
}
