import { expect, test } from 'vitest';
import { fakeSnapshot, reluChain } from '../../../test/support/snapshots.js';
import { gaussianTarget } from '../../core/gan/targets/gaussian.js';
import { normalCdf } from '../../core/math/special/special.js';
import type { Snapshot } from '../../core/snapshot/snapshot.js';
import { latentExpectation, latentPanels, type WeightedLatents } from './_latent-quadrature.js';

const target = gaussianTarget.create({ mean: 0, std: 1 });
const RISE = 0.3; // of D, which has the slope 1 from here
const FALL = 0.301; // to here, and the slope -2 from here on

// relu(x - .3) - 3 relu(x - .301)
const D = reluChain([
  { weights: [[1, 1]], bias: [-RISE, -FALL] },
  { weights: [[1], [-3]], bias: [0] },
]);
const slopeOfD = (x: number) => (x < RISE ? 0 : x < FALL ? 1 : -2);

const withD = (G: (z: number) => number): Snapshot => {
  const fake = fakeSnapshot({ target, G: ([z]) => [G(z)] });
  return {
    ...fake,
    networks: { ...fake.networks, discriminator: D.network },
    parameters: { ...fake.parameters, discriminator: D.parameters },
  };
};

test.each<[string, (z: number) => number, number]>([
  ['a monotone G', Math.sinh, normalCdf(-Math.asinh(RISE)) - 3 * normalCdf(-Math.asinh(FALL))],
  ['a fold', (z) => z * z, 2 * (normalCdf(-Math.sqrt(RISE)) - 3 * normalCdf(-Math.sqrt(FALL)))],
])('the slope of D, which jumps where %s reaches its kinks, is integrated between the jumps', async (_, G, exact) => {
  const snapshot = withD(G);
  const slopes = async ({ z, weights }: WeightedLatents) =>
    Float64Array.of(z.reduce((sum, at, i) => sum + weights[i] * slopeOfD(G(at)), 0));
  const { value, error, points } = await latentExpectation(snapshot, await latentPanels(snapshot), slopes);
  expect(value[0]).toBeCloseTo(exact, 10); // panels that are halved around a jump stop at 1e-10 of the norm
  expect(error).toBeLessThan(1e-10);
  expect(points).toBeLessThan(2200); // of 128 panels that end at the kinks too: halving around jumps takes more
});
