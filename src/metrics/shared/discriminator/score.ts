/** What a score of D says by itself: under some losses nothing, and under others something else than a logit. */
import type { Loss } from '../../../core/loss.js';
import { sigmoid } from '../../../core/math/special.js';
import type { Snapshot } from '../../snapshot.js';

/** Why no score is large or small by itself: a number added to all of them changes no loss. Null where that is not so. */
export function withoutOrigin({ losses }: Snapshot): { readonly absent: string } | null {
  const { loss } = losses.discriminator;
  const isShifted = loss.probability === null && typeof loss.optimum !== 'function';
  return isShifted ? { absent: `a number added to every score changes nothing for ${loss.name}` } : null;
}

/** Why another loss of G's, which takes the score for a logit, says nothing of this D. Null where it is one. */
export function noLogit({ losses }: Snapshot): { readonly absent: string } | null {
  const { loss } = losses.discriminator;
  if (loss.probability === sigmoid) return null;
  return { absent: loss.probability ? notSigmoid(loss) : `the score of ${loss.name} is no probability` };
}

function notSigmoid({ name }: Loss): string {
  return `the score of ${name} is no logit: its D(x) is another function of it than the sigmoid`;
}
