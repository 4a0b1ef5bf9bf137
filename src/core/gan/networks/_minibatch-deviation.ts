/** The minibatch standard deviation, a feature by which D can detect that generated samples are alike. */
import { type Tensor3D, tf } from '../../engine/tf.js';

const EPSILON = 1e-8; // under the root, whose derivative at 0 is infinite

/** [runs, batch, width] -> [runs, batch, width + 1]: the units, and the mean of their standard deviations over the batch. */
export function withDeviation(h: Tensor3D): Tensor3D {
  const centred: Tensor3D = tf.sub(h, tf.mean(h, 1, true));
  const variance: Tensor3D = tf.mean(tf.square(centred), 1, true);
  const deviation: Tensor3D = tf.mean(tf.sqrt(tf.add(variance, EPSILON)) as Tensor3D, 2, true);
  return tf.concat([h, tf.tile(deviation, [1, h.shape[1], 1])], 2);
}
