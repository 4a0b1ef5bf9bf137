/** What a score of D says by itself: under some losses nothing, and under others something else than a logit. */
import { type Tensor3D, tf } from '../core/engine/tf.js';
import type { Loss } from '../core/gan/losses/_loss.js';
import type { Snapshot } from '../core/snapshot/snapshot.js';

/** Why no score is large or small by itself: a number added to all of them changes no loss. Null where that is not so. */
export function withoutOrigin({ losses }: Snapshot): { readonly absent: string } | null {
  const { loss } = losses.discriminator;
  const isShifted = loss.probability === null && typeof loss.optimum !== 'function';
  return isShifted ? { absent: `a number added to every score changes nothing for ${loss.name}` } : null;
}

/** A loss of G's as it would be on this D: it takes scores for the logit of D(x), and gets that. */
export function onLogit({ losses }: Snapshot, loss: Loss): Loss | { readonly absent: string } {
  const { name, probability, logit } = losses.discriminator.loss;
  if (!probability) return { absent: `the score of ${name} is no probability` };
  if (!logit) return loss;
  const of = (s: Tensor3D): Tensor3D => tf.add(tf.mul(s, logit.scale), logit.shift);
  return { ...loss, name: `${loss.name} on ${name}`, generator: (s, options) => loss.generator(of(s), options) };
}
