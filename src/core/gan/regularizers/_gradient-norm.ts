/** Gradient penalties: the length of the gradient of D's score at points. */
import { grad, type Tensor, type Tensor3D, tf } from '../../engine/tf.js';
import type { RegularizerContext } from './_regularizer.js';

// Under the root, whose derivative at 0 is infinite. A length of 1 is off by 5e-13; a length of 0 becomes 1e-6, with
// derivative 0.
const LENGTH_EPSILON = 1e-12;

type Score = RegularizerContext['score'];

/** |gradient of the score|^2 at each sample, [runs, batch, 1]. The score of a sample must depend on that sample alone. */
export function squaredSlope(score: Score, x: Tensor3D): Tensor3D {
  // A copy: in unrolled steps D's parameters depend on x, and must not be differentiated in it.
  const point = tf.clone(x);
  const [slope] = grad(() => score(point), [point]);
  return tf.sum<Tensor3D>(tf.square(slope), 2, true);
}

/** The gradient's length at each sample, sqrt(|gradient|^2 + 1e-12), [runs, batch, 1]. */
export function slopeLength(score: Score, x: Tensor3D): Tensor3D {
  return tf.sqrt(tf.add<Tensor3D>(squaredSlope(score, x), LENGTH_EPSILON));
}

/** (length - aim)^2; one-sided: only where length > aim. */
export function lengthPenalty(
  length: Tensor3D,
  { aim, sides }: { readonly aim: Tensor3D; readonly sides: 'one' | 'two' },
): Tensor3D {
  const excess: Tensor3D = tf.sub(length, aim);
  return tf.square(sides === 'one' ? tf.relu(excess) : excess);
}

/** share real + (1 - share) fake. */
export function interpolate({ real, fake, share }: { real: Tensor3D; fake: Tensor3D; share: Tensor3D }): Tensor3D {
  return tf.add(tf.mul(real, share), tf.mul(fake, tf.sub(1, share)));
}

/** The sum of all entries' squares, [runs, 1, 1]. */
export function sumOfSquares(matrices: readonly Tensor3D[]): Tensor3D {
  const sums = matrices.map((matrix) => tf.sum<Tensor>(tf.square(matrix), [1, 2], true) as Tensor3D);
  return sums.reduce((total, sum) => tf.add(total, sum));
}
