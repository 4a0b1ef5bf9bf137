/** A target of separated modes on a line, and generators that match some of them exactly. */

import type { Distribution } from '../../src/core/gan/targets/_target.js';
import { mixture } from '../../src/core/gan/targets/mixture.js';
import { normalCdf, normalQuantile } from '../../src/core/math/special/special.js';

const STD = 0.05;
const means = Array.from({ length: 8 }, (_, k) => 2 * k - 7);

export const lineOfModes = mixture.create({ means, stds: STD, weights: undefined });

/** A G that maps equal intervals of z's mass to the first m modes. */
export function onModes(m: number): (z: readonly number[]) => readonly number[] {
  return ([z]) => {
    const mass = normalCdf(z) * m;
    const mode = Math.min(m - 1, Math.floor(mass));
    const within = Math.min(1 - 1e-12, Math.max(1e-12, mass - mode));
    return [means[mode] + STD * normalQuantile(within)];
  };
}

/** A G in the plane whose samples are the target's modes, in given shares. */
export function ringOf(target: Distribution, shares: readonly number[]): (z: readonly number[]) => readonly number[] {
  return ([a, b]) => {
    // The first coordinate chooses the mode and, within its interval, stands for a fresh normal.
    let left = normalCdf(a);
    let mode = 0;
    while (mode < shares.length - 1 && left >= shares[mode]) left -= shares[mode++];
    const { mean, std } = target.modes![mode];
    const within = Math.min(1 - 1e-12, Math.max(1e-12, left / shares[mode]));
    return [mean[0] + std[0] * normalQuantile(within), mean[1] + std[1] * b];
  };
}

export function everyMode(modes: number): number[] {
  return new Array<number>(modes).fill(1 / modes);
}
