/** Gradients of losses, to any order. */
import { type Tensor, tf } from './tf.js';

/** The gradient of `loss` in each of `xs`; zeros where the loss does not depend on it. The loss is summed if it is no scalar. */
export function grad<T extends Tensor>(loss: () => Tensor, xs: readonly T[]): T[] {
  const { grads } = tf.engine().gradients(() => tf.sum(loss()), [...xs], undefined, true);
  return xs.map((x, i) => (grads[i] ?? tf.zerosLike(x)) as T);
}
