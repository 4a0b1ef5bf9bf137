/** D's probability as a function of its score, where the discriminator's loss defines one. */
import { softplus } from '../../core/math/special/special.js';
import type { Snapshot } from '../../core/snapshot/snapshot.js';

export interface Probability {
  /** D in [0, 1]. */
  of(score: number): number;
  logit(score: number): number;
  /** log D and log(1 - D) from the logit: finite for every finite score. */
  log(score: number): number;
  logComplement(score: number): number;
  /** The score of a D with this logit. */
  score(logit: number): number;
}

export function probabilityOf({ losses }: Pick<Snapshot, 'losses'>): Probability | { readonly absent: string } {
  const { loss } = losses.discriminator;
  const { probability, logit: { scale, shift } = { scale: 1, shift: 0 } } = loss;
  if (!probability) return { absent: `the score of ${loss.name} is not a probability` };
  const logit = (score: number) => scale * score + shift;
  return {
    of: probability,
    logit,
    log: (score) => -softplus(-logit(score)),
    logComplement: (score) => -softplus(logit(score)),
    score: (value) => (value - shift) / scale,
  };
}
