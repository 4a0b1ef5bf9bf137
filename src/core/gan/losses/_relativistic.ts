/** What relativistic losses share: D is asked which side looks more real, not whether one sample does. */
import { z } from 'zod';
import { type Tensor3D, tf } from '../../engine/tf.js';
import { type Loss, loss } from './_loss.js';

/** f of how much more real data looks than samples: what D minimises. */
const LOSSES = {
  logistic: (r: Tensor3D): Tensor3D => tf.softplus(tf.neg(r)),
  hinge: (r: Tensor3D): Tensor3D => tf.relu(tf.sub<Tensor3D>(1, r)),
  'least-squares': (r: Tensor3D): Tensor3D => tf.square(tf.sub<Tensor3D>(1, r)),
} as const;

interface Comparison extends Pick<Loss, 'name' | 'description' | 'paper' | 'notes'> {
  readonly relative: NonNullable<Loss['relative']>;
  /** Of each of the two terms. */
  readonly share: number;
}

export function relativistic({ share, notes = [], ...member }: Comparison): Loss {
  return loss({
    ...member,
    notes: [
      ...notes,
      'f(r) is log(1 + exp(-r)) for `logistic`, max(0, 1 - r) for `hinge`, (1 - r)^2 for `least-squares`.',
      "`generator: swapped` is G's loss with data and samples changed over, as in the authors' code: non-saturating; " +
        "`zero-sum` is minus D's loss, the game that arXiv:2501.05441 writes down and its code does not play.",
      'A score description nothing by itself (adding a number to all of them changes no loss): it is no probability.',
    ],
    options: {
      f: z.enum(['logistic', 'hinge', 'least-squares']).default('logistic').describe('what D minimises of r'),
      generator: z
        .enum(['swapped', 'zero-sum'])
        .default('swapped')
        .describe("G's loss: D's with data and samples changed over, or minus D's"),
    },
    real: (r, { f }) => tf.mul(LOSSES[f](r), share),
    fake: (r, { f }) => tf.mul(LOSSES[f](tf.neg(r)), share),
    generator: (r, { f, generator }) =>
      generator === 'swapped' ? tf.mul(LOSSES[f](r), share) : tf.mul(LOSSES[f](tf.neg(r)), -share),
    optimum: { none: 'a score is judged against those of the other side, not by itself' },
    probability: null,
  });
}
