/** Samples between modes, of the data itself and of uniform noise. */
import { stream } from '../../core/math/random/random.js';
import { countBetween } from '../../metrics/modes/_bridges.js';
import { modeCounts } from '../../metrics/modes/_high-quality.js';
import { perTarget, targetDraws } from './reference-draws.js';

export interface BridgeReference {
  /** between-modes of the data. */
  readonly own: number;
  /** Of uniform noise over the target's bounds that is near no mode: the share between modes. */
  readonly noise: number;
}

const DRAWS = 4000;

/** Null where the target has fewer than two modes, or modes without a spread. */
export const bridgeReference = perTarget((target): BridgeReference | null => {
  const { modes, dim, bounds } = target;
  if (!modes?.length) return null;
  const own = countBetween(targetDraws(target, DRAWS), { dim, modes });
  if (own === null) return null;
  const noise = new Float64Array(DRAWS * dim);
  stream({ seed: 0, purpose: 'diagnosis/noise', step: 0 }).fillUniform(noise);
  for (let i = 0; i < noise.length; i++) {
    const { low, high } = bounds[i % dim];
    noise[i] = low + (high - low) * noise[i];
  }
  const near = modeCounts(noise, { ...target, modes }, { rule: 'l2', radius: 3 }).reduce(
    (sum, count) => sum + count,
    0,
  );
  return { own: own / DRAWS, noise: (countBetween(noise, { dim, modes }) ?? 0) / Math.max(1, DRAWS - near) };
});
