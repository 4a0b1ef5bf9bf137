/** What D's score means under its loss: a logit, another number, or a number up to a constant. */
import { type Tensor3D, tf } from '../core/engine/tf.js';
import type { Loss } from '../core/gan/losses/_loss.js';
import type { Snapshot } from '../core/snapshot/snapshot.js';

export const MIN_SATURATED_SCORE = 10; // |score| at which a sigmoid is within 4.5e-5 of 0 or 1

/**
 * Absent for a loss that depends on differences of scores only, so that no score is large by itself; null for others.
 */
export function absentIfRelative({ losses }: Snapshot): { readonly absent: string } | null {
  const { loss } = losses.discriminator;
  const dependsOnDifferences = loss.probability === null && typeof loss.optimum !== 'function';
  return dependsOnDifferences
    ? { absent: `${loss.name} depends on differences of scores only: no score is large by itself` }
    : null;
}

/** A loss of G that expects logits, as a function of this D's scores. Absent where D's score is not a probability. */
export function onLogit({ losses }: Snapshot, loss: Loss): Loss | { readonly absent: string } {
  const { name, probability, logit } = losses.discriminator.loss;
  if (!probability) return { absent: `the score of ${name} is not a probability` };
  if (!logit) return loss;
  const of = (s: Tensor3D): Tensor3D => tf.add(tf.mul(s, logit.scale), logit.shift);
  return { ...loss, name: `${loss.name} on ${name}`, generator: (s, options) => loss.generator(of(s), options) };
}
