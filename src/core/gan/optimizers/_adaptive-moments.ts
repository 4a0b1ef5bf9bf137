/** The moments of Adam and its variants: bias-corrected averages of the gradient and of its square. */
import { type Tensor3D, tf } from '../../engine/tf.js';
import { scalar } from '../options.js';
import type { OptimizerMemory } from './_optimizer.js';

export const momentOptions = {
  lr: scalar({ description: 'learning rate', default: 0.001, above: 0 }),
  beta1: scalar({ description: 'decay of the average gradient m', default: 0.9, atLeast: 0, below: 1 }),
  beta2: scalar({ description: 'decay of the average squared gradient v', default: 0.999, atLeast: 0, below: 1 }),
  epsilon: scalar({ description: 'added to the denominator, which keeps it above 0', default: 1e-8, above: 0 }),
};

/**
 * The weights of the averages, 1 - beta^t, are kept as averages of 1. They then have the rounding of the averages that
 * they correct, whereas 1 - beta^t computed from beta^t would lose digits.
 */
export const momentMemory = {
  mean: { size: 'parameters', start: 0 },
  square: { size: 'parameters', start: 0 },
  meanWeight: { size: 'one', start: 0 },
  squareWeight: { size: 'one', start: 0 },
} as const;

export type Moments = OptimizerMemory<typeof momentMemory>;
export type MomentOptions = Readonly<Record<keyof typeof momentOptions, Tensor3D>>;

/** The averages after one more gradient. */
export function nextMoments(gradient: Tensor3D, memory: Moments, { beta1, beta2 }: MomentOptions): Moments {
  const rest1: Tensor3D = tf.sub(1, beta1);
  const rest2: Tensor3D = tf.sub(1, beta2);
  return {
    mean: tf.add(tf.mul(memory.mean, beta1), tf.mul(gradient, rest1)),
    square: tf.add(tf.mul(memory.square, beta2), tf.mul(tf.square(gradient), rest2)),
    meanWeight: tf.add(tf.mul(memory.meanWeight, beta1), rest1),
    squareWeight: tf.add(tf.mul(memory.squareWeight, beta2), rest2),
  };
}

/** The step lr m^ / (sqrt(v^) + epsilon) with the corrected averages m^ and v^, to be subtracted from the parameters. */
export function adaptiveStep(moments: Moments, { lr, epsilon }: MomentOptions): Tensor3D {
  const root = tf.add(tf.div(tf.sqrt(moments.square), tf.sqrt(moments.squareWeight)), epsilon);
  return tf.mul(tf.div(moments.mean, root), tf.div(lr, moments.meanWeight));
}
