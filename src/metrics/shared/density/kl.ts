/** Both Kullback-Leibler divergences of a snapshot, each with the estimator that it came from. */
import type { Reading } from '../../../core/reading.js';
import type { Snapshot } from '../../snapshot.js';
import { compare } from './compare.js';
import { klPQ, klQP } from './divergences.js';
import { densitySamples } from './histogram.js';
import { hasDensity } from './known-density.js';
import { K, nearestKlPQ, nearestKlQP } from './nearest.js';

export type Direction = 'q-p' | 'p-q';

export interface Estimate {
  readonly reading: Reading;
  /** Made where it is asked for: a plane is laid once more for it. */
  says(): string;
}

const SAMPLES = 8192; // a standard error of some 0.01 nats at p = q in the plane

export function kullbackLeibler(snapshot: Snapshot, direction: Direction): Promise<Estimate> {
  return snapshot.share(`density/kl-${direction}`, async () => {
    if (!snapshot.histogram && isEstimated(snapshot)) return nearest(snapshot, direction);
    const compared = await compare(snapshot);
    if ('absent' in compared) return absent(compared.absent);
    const value = direction === 'q-p' ? klQP(compared) : klPQ(compared);
    return { reading: { value }, says: compared.says };
  });
}

function isEstimated({ target, latent }: Snapshot): boolean {
  const isExact = latent.dim === target.dim && target.dim <= 2;
  return !isExact && latent.dim >= target.dim;
}

async function nearest(snapshot: Snapshot, direction: Direction): Promise<Estimate> {
  const { target } = snapshot;
  if (!hasDensity(target)) return absent("the target's density is not known");
  const generated = (await densitySamples(snapshot)).subarray(0, SAMPLES * target.dim);
  if (!generated.every(Number.isFinite)) return absent("G's output is not finite");
  const says = () => `k nearest neighbours (Wang, Kulkarni, Verdu), k = ${K}, n = ${SAMPLES}, log p exact`;
  if (direction === 'q-p') return { reading: { value: nearestKlQP(generated, target) }, says };
  const real = new Float64Array(SAMPLES * target.dim);
  target.sample(real, snapshot.stream('density/real'));
  return { reading: { value: nearestKlPQ({ real, generated }, target) }, says };
}

function absent(why: string): Estimate {
  return { reading: { absent: why }, says: () => why };
}
