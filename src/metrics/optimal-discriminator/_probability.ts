/** D's probability read off its score, where the discriminator's loss makes it one. */
import { softplus } from '../../core/math/special/special.js';
import type { Snapshot } from '../../core/snapshot/snapshot.js';

export interface Probability {
  /** D. */
  of(score: number): number;
  logit(score: number): number;
  /** log D and log(1 - D), from the logit: finite however saturated D is. */
  log(score: number): number;
  logComplement(score: number): number;
  /** The score of a D with this logit. */
  score(logit: number): number;
}

export function probabilityOf({ losses }: Pick<Snapshot, 'losses'>): Probability | { readonly absent: string } {
  const { loss } = losses.discriminator;
  const { probability, logit: { scale, shift } = { scale: 1, shift: 0 } } = loss;
  if (!probability) return { absent: `the score of ${loss.name} is no probability` };
  const logit = (score: number) => scale * score + shift;
  return {
    of: probability,
    logit,
    log: (score) => -softplus(-logit(score)),
    logComplement: (score) => -softplus(logit(score)),
    score: (value) => (value - shift) / scale,
  };
}
