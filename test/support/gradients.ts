/** The gradient of a shift in closed form. */
import type { Loss } from '../../src/core/gan/losses/_loss.js';
import { nonSaturating } from '../../src/core/gan/losses/non-saturating.js';
import { sigmoid } from '../../src/core/math/special/special.js';
import type { Snapshot } from '../../src/core/snapshot/snapshot.js';
import { optimalScore, shiftedBy, unitGaussian } from './gaussians.js';
import type { Fake } from './snapshots.js';

/** Derivative in s of the loss that G minimises. */
const slopes: Readonly<Record<string, (s: number) => number>> = {
  minimax: (s) => -sigmoid(s),
  'non-saturating': (s) => -sigmoid(-s),
};

/** p = N(0, 1), q = N(d, 1) and D*: G(z) = z + d, with the gradient in d split over two equal parameters d/2. */
export function gaussiansApart(d: number, loss: Loss = nonSaturating): Fake {
  const D = optimalScore(d);
  const gradient: Snapshot['gradient'] = async (player, at) => {
    const n = at.z.length;
    const mean = (of: (i: number) => number) =>
      Array.from(at.z, (_, i) => of(i) * (at.weights?.[i] ?? 1 / n)).reduce((sum, part) => sum + part, 0);
    if (player === 'discriminator')
      return Float64Array.of(mean((i) => -sigmoid(-D([at.real[i]])) + sigmoid(D([at.z[i] + d]))));
    const slope = slopes[(at.loss ?? loss).name];
    const other = at.otherScore;
    // dD*/dx = -d; each parameter has the same share of the shift.
    const ofSample = (i: number) => (other ? slope(other.value[i]) * other.slope[i] : slope(D([at.z[i] + d])) * -d);
    return new Float64Array(2).fill(mean(ofSample) / Math.SQRT2);
  };
  return { target: unitGaussian, G: shiftedBy(d), D, loss, gradient };
}
