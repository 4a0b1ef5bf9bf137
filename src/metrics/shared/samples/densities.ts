/** What metrics share of a generator's density, where there are only its samples: all of them, and no latent. */
import type { Distribution } from '../../../core/target.js';
import type { Estimate } from '../density/kl.js';
import { hasDensity, type KnownDensity } from '../density/known-density.js';
import { K, nearestKlPQ, nearestKlQP } from '../density/nearest.js';

interface Given {
  readonly target: Distribution;
  readonly generated: Float64Array;
  readonly real: Float64Array;
}

const MOST = 8192; // samples whose neighbours are looked for

/** By the keys under which a snapshot shares them. */
export function samplesOf(given: Given, noGenerator: () => never): ReadonlyMap<string, () => Promise<unknown>> {
  return new Map<string, () => Promise<unknown>>([
    ['density/samples', async () => given.generated],
    ['density/pushforward', async () => noGenerator()],
    ['density/kl-q-p', async () => nearest(given, (target, { generated }) => nearestKlQP(generated, target))],
    ['density/kl-p-q', async () => nearest(given, (target, few) => nearestKlPQ(few, target))],
  ]);
}

function nearest(
  { target, generated, real }: Given,
  kl: (target: KnownDensity, few: Pick<Given, 'generated' | 'real'>) => number,
): Estimate {
  const absent = (why: string) => ({ reading: { absent: why }, says: () => why });
  if (!hasDensity(target)) return absent("the target's density is not known");
  const n = Math.min(MOST, generated.length / target.dim);
  if (n <= K) return absent(`needs ${K + 1} samples, got ${n}`);
  const few = { generated: generated.subarray(0, n * target.dim), real: real.subarray(0, n * target.dim) };
  return {
    reading: { value: kl(target, few) },
    says: () => `k nearest neighbours (Wang, Kulkarni, Verdu), k = ${K}, n = ${n}, log p exact`,
  };
}
