/** D's probability read off its score, where the discriminator's loss makes it one. */
import { sigmoid, softplus } from '../../../core/math/special.js';
import type { Snapshot } from '../../snapshot.js';

export interface Probability {
  /** D. */
  of(score: number): number;
  /** log D and log(1 - D): finite however saturated D is, where it is a sigmoid. */
  log(score: number): number;
  logComplement(score: number): number;
}

export function probabilityOf({ losses }: Snapshot): Probability | { readonly absent: string } {
  const { loss } = losses.discriminator;
  const { probability } = loss;
  if (!probability) return { absent: `the score of ${loss.name} is no probability` };
  if (probability === sigmoid) return { of: sigmoid, log: (s) => -softplus(-s), logComplement: (s) => -softplus(s) };
  return {
    of: probability,
    log: (s) => Math.log(probability(s)),
    logComplement: (s) => Math.log1p(-probability(s)),
  };
}
