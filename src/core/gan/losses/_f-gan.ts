/** f-GAN: from an f-divergence to the losses of both players. */
import { z } from 'zod';
import { type Tensor3D, tf } from '../../engine/tf.js';
import { type Loss, loss } from './_loss.js';

interface Divergence {
  readonly name: string;
  readonly description: string;
  readonly notes?: readonly string[];
  /** g(s), the output activation: T = g(s) enters the variational bound. */
  output(s: Tensor3D): Tensor3D;
  /** f*(g(s)), the convex conjugate at the output. */
  conjugate(s: Tensor3D): Tensor3D;
  readonly optimum: (logRatio: number) => number;
  optimalScore?(logRatio: Tensor3D): Tensor3D;
  readonly probability: Loss['probability'];
  readonly logit?: NonNullable<Loss['logit']>;
  readonly finite?: { readonly low: number; readonly high: number };
}

/** D maximises E_p[T] - E_q[f*(T)], a lower bound of the divergence of p from q, tight at T = f'(p / q). */
export function fGan({ output, conjugate, notes = [], ...member }: Divergence): Loss {
  return loss({
    ...member,
    paper: 'arXiv:1606.00709',
    notes: [
      ...notes,
      "G's `variational` loss is minus D's term at generated samples, -f*(g(s)); `trick` is the paper's -g(s).",
    ],
    options: {
      generator: z
        .enum(['variational', 'trick'])
        .default('variational')
        .describe('loss of G: -f*(g(s)), or -g(s), whose gradient is larger where D rejects the samples'),
    },
    real: (s) => tf.neg(output(s)),
    fake: (s) => conjugate(s),
    generator: (s, { generator }) => tf.neg(generator === 'trick' ? output(s) : conjugate(s)),
  });
}
