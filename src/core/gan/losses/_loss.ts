/** Losses: what each player minimises, per sample, as a function of the discriminator's raw scores. */
import type { Tensor3D } from '../../engine/tf.js';
import type { Member } from '../family.js';
import type { Options, ProgramOptions } from '../options.js';

/** D's scores of a batch, [runs, batch, 1]: of data and of G's samples, row by row. */
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
   * Absent where a score is judged by itself. Else the parts above judge relative scores r, by how much a sample looks
   * more real than the other side's: D minimises E[real(r.real)] + E[fake(r.fake)], G E[generator(r.fake)] +
   * E[generator(-r.real)]. `mean` is over the batch, [runs, 1, 1]. Such a loss has no optimum for each score.
   */
  readonly relative?: (scores: Scores, mean: (perSample: Tensor3D) => Tensor3D) => Scores;
  /**
   * The score that minimises p real(s) + q fake(s), given r = log p - log q (perhaps infinite); perhaps infinite itself;
   * where it is a set, the member of least |s|. A reason where there is none.
   */
  readonly optimum: ((logRatio: number, options: Record<string, number>) => number) | { readonly none: string };
  /**
   * The same in tensors [runs, rows, 1], for games in which D is always at its optimum; absent where it has no slope
   * that G could follow.
   */
  optimalScore?(logRatio: Tensor3D, options: Record<string, unknown>): Tensor3D;
  /** Reads a score as D(x), the probability that x is real; null where the score is no probability. */
  readonly probability: ((score: number) => number) | null;
  /** The logit of D(x), scale s + shift; absent: the score itself, where it is a probability's. */
  readonly logit?: { readonly scale: number; readonly shift: number };
  /** Scores between which its parts and their slopes are finite in float32; absent: everywhere. Beyond, runs diverge. */
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
