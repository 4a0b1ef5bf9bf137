/** Relativistic losses: D compares the two sides instead of scoring single samples. */
import { z } from 'zod';
import { type Tensor3D, tf } from '../../engine/tf.js';
import { type Loss, loss } from './_loss.js';

/** f(r), which D minimises, with r by how much data scores above generated samples. */
const LOSSES = {
  logistic: (r: Tensor3D): Tensor3D => tf.softplus(tf.neg(r)),
  hinge: (r: Tensor3D): Tensor3D => tf.relu(tf.sub<Tensor3D>(1, r)),
  'least-squares': (r: Tensor3D): Tensor3D => tf.square(tf.sub<Tensor3D>(1, r)),
} as const;

interface Comparison extends Pick<Loss, 'name' | 'description' | 'paper' | 'notes'> {
  readonly relative: NonNullable<Loss['relative']>;
  /** The weight of each of the two terms. */
  readonly share: number;
}

export function relativistic({ share, notes = [], ...member }: Comparison): Loss {
  return loss({
    ...member,
    notes: [
      ...notes,
      'f(r) is log(1 + exp(-r)) for `logistic`, max(0, 1 - r) for `hinge`, (1 - r)^2 for `least-squares`.',
      "`generator: swapped` is G's loss with data and samples swapped, as in the authors' code: non-saturating; " +
        "`zero-sum` is minus D's loss, the game that arXiv:2501.05441 defines but its code does not train.",
      'A single score has no meaning, since adding a constant to all scores changes no loss. It is not a probability.',
    ],
    options: {
      f: z.enum(['logistic', 'hinge', 'least-squares']).default('logistic').describe('loss of D as a function of r'),
      generator: z
        .enum(['swapped', 'zero-sum'])
        .default('swapped')
        .describe("loss of G: D's with data and samples swapped, or minus D's"),
    },
    real: (r, { f }) => tf.mul(LOSSES[f](r), share),
    fake: (r, { f }) => tf.mul(LOSSES[f](tf.neg(r)), share),
    generator: (r, { f, generator }) =>
      generator === 'swapped' ? tf.mul(LOSSES[f](r), share) : tf.mul(LOSSES[f](tf.neg(r)), -share),
    optimum: { none: 'the loss compares scores of both sides' },
    probability: null,
  });
}
