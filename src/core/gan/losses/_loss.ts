/** Losses: each player's loss per sample, as a function of the discriminator's raw scores. */
import type { Tensor3D } from '../../engine/tf.js';
import type { Member } from '../family.js';
import type { Options, ProgramOptions } from '../options.js';

/** D's scores of a batch, [runs, batch, 1], at data and at generated samples. */
export interface Scores {
  readonly real: Tensor3D;
  readonly fake: Tensor3D;
}

/** An adversarial objective on D's raw score s. A high s means "looks real". */
export interface Loss extends Member {
  /** D minimises E_p[real(s)] + E_q[fake(s)]. Elementwise on scores [runs, batch, 1]. */
  real(s: Tensor3D, options: Record<string, unknown>): Tensor3D;
  fake(s: Tensor3D, options: Record<string, unknown>): Tensor3D;
  /** G minimises E_q[generator(s)]. */
  generator(s: Tensor3D, options: Record<string, unknown>): Tensor3D;
  /**
   * Absent where the loss is a sum over single scores. Otherwise the functions above take relative scores r, a sample's
   * score minus one of the other side: D minimises E[real(r.real)] + E[fake(r.fake)], G minimises E[generator(r.fake)] +
   * E[generator(-r.real)]. `mean` is over the batch, [runs, 1, 1]. Such a loss has no optimal score per sample.
   */
  readonly relative?: (scores: Scores, mean: (perSample: Tensor3D) => Tensor3D) => Scores;
  /**
   * The score that minimises p real(s) + q fake(s), given r = log p - log q; both may be infinite. Of several minimisers,
   * the one of least |s|. A reason where there is none. Decision 002.
   */
  readonly optimum: ((logRatio: number, options: Record<string, number>) => number) | { readonly none: string };
  /**
   * The optimum in tensors [runs, rows, 1], for games with an optimal discriminator; absent where it has no derivative
   * for G to follow.
   */
  optimalScore?(logRatio: Tensor3D, options: Record<string, unknown>): Tensor3D;
  /** D(x), the probability that x is real, from its score; null where the score is not a probability. */
  readonly probability: ((score: number) => number) | null;
  /** The logit of D(x) as scale s + shift; absent: the score is the logit, if it has a probability. */
  readonly logit?: { readonly scale: number; readonly shift: number };
  /** The scores at which `real` or `fake` has a kink, for quadratures; absent: none. */
  readonly kinks?: readonly number[];
  /** The scores between which the loss and its gradient are finite in float32; absent: all. Beyond, runs diverge. */
  readonly finite?: { readonly low: number; readonly high: number };
}

export function loss<O extends Options>(
  member: Omit<Loss, 'options' | 'real' | 'fake' | 'generator' | 'optimalScore'> & {
    readonly options: O;
    real(s: Tensor3D, options: ProgramOptions<O>): Tensor3D;
    fake(s: Tensor3D, options: ProgramOptions<O>): Tensor3D;
    generator(s: Tensor3D, options: ProgramOptions<O>): Tensor3D;
    optimalScore?(logRatio: Tensor3D, options: ProgramOptions<O>): Tensor3D;
  },
): Loss {
  return member as unknown as Loss;
}
