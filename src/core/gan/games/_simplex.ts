/** Probability vectors of K cells in tensors, [runs, 1, K]. */
import { type Tensor3D, tf } from '../../engine/tf.js';

/** exp(l) / sum exp(l), of operations with correct second derivatives. */
export function softmax(logits: Tensor3D): Tensor3D {
  const odds: Tensor3D = tf.exp(logits);
  return tf.div(odds, tf.sum(odds, 2, true));
}

/**
 * The nearest probability vector: max(x - t, 0) with the t that makes the sum 1. t is the maximum over cells i of
 * ((sum of all x_j >= x_i) - 1) / (number of these), which needs no sorting.
 */
export function projectOntoSimplex(x: Tensor3D): Tensor3D {
  const [runs, , cells] = x.shape;
  const column = tf.reshape(x, [runs, cells, 1]) as Tensor3D;
  const above = tf.cast(tf.greaterEqual(x, column), 'float32') as Tensor3D;
  const sums = tf.matMul(above, column) as Tensor3D;
  const counts: Tensor3D = tf.sum(above, 2, true);
  const candidates: Tensor3D = tf.div(tf.sub(sums, 1), counts);
  const threshold = tf.max(candidates, 1, true) as Tensor3D;
  return tf.relu(tf.sub(x, threshold) as Tensor3D);
}
