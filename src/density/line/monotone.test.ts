/** The first paper's change of variables, as it stands, for a generator that has an inverse: p_z(G^-1(x)) |(G^-1)'(x)|. */
import { expect, test } from 'vitest';
import { smallSetting } from '../../../test/support/setting.js';
import { openBackend } from '../../core/engine/backends/backends.js';
import { build } from '../../core/gan/build.js';
import { normalDensity } from '../../core/math/special/special.js';
import { openSnapshot } from '../../core/snapshot/open-snapshot.js';
import { openEvaluator } from '../../core/training/evaluator.js';
import { parametersIn, startingState } from '../../core/training/state-layout.js';
import { exactPushforward } from './line.js';
import { cdfAt, logDensityAt } from './pushforward.js';

const UNITS = 6;
const softplus = (x: number) => Math.log1p(Math.exp(x));

/** G and its slope, in plain numbers. */
function plain(parameters: Float64Array) {
  const [a, b, ...rest] = parameters;
  const units = Array.from({ length: UNITS }, (_, j) => ({
    height: softplus(rest[j]),
    steepness: softplus(rest[UNITS + j]),
    shift: rest[2 * UNITS + j],
  }));
  return {
    at: (z: number) =>
      units.reduce((sum, u) => sum + u.height * Math.tanh(u.steepness * z + u.shift), softplus(a) * z + b),
    slope: (z: number) =>
      units.reduce(
        (sum, u) => sum + u.height * u.steepness * (1 - Math.tanh(u.steepness * z + u.shift) ** 2),
        softplus(a),
      ),
  };
}

function inverse(G: (z: number) => number, x: number): number {
  let [low, high] = [-40, 40];
  for (let k = 0; k < 80; k++) {
    const middle = (low + high) / 2;
    if (G(middle) < x) low = middle;
    else high = middle;
  }
  return (low + high) / 2;
}

test.each([1, 2, 3])("the exact q of a monotone G is p_z(G^-1(x)) |(G^-1)'(x)|, seed %i", async (seed) => {
  const parts = build(
    smallSetting({
      target: { name: 'gaussian', mean: 0, std: 1 },
      latent: { name: 'gaussian', dim: 1 },
      generator: { name: 'monotone', units: UNITS },
    }),
  );
  const evaluator = openEvaluator(parts, await openBackend('onnx'));
  // Bent more than at its start, so that the slope is far from constant.
  const state = startingState(parts, seed).map((value, i) => (i >= 2 && i < 2 + 2 * UNITS ? value + 1.2 : value));
  const first = { absent: 'the first' };
  const snapshot = openSnapshot(parts, evaluator, { seed, step: 0, state, samples: 10, previous: first });
  const G = plain(parametersIn(parts, state).generator);

  const z = Float64Array.of(-3.1, -1.4, -0.2, 0, 0.7, 1.9, 3.3);
  const x = await snapshot.generate(z);
  for (const [i, value] of x.entries()) expect(value).toBeCloseTo(G.at(z[i]), 12);
  expect(Math.max(...Array.from(z, G.slope)) / Math.min(...Array.from(z, G.slope))).toBeGreaterThan(2);

  const density = await exactPushforward(snapshot);
  expect(density.atoms).toEqual([]);
  const places = Float64Array.from({ length: 41 }, (_, i) => G.at(-4) + ((G.at(4) - G.at(-4)) * i) / 40);
  const byFormula = places.map((place) => {
    const preimage = inverse(G.at, place);
    return Math.log(normalDensity(preimage)) - Math.log(G.slope(preimage));
  });
  // Its pieces are straight: their slope is that of the middle, which is within 2e-3 of that at the place.
  const found = logDensityAt(density, places);
  for (const [i, value] of byFormula.entries()) expect(Math.abs(found[i] - value)).toBeLessThan(2e-3);
  // The mass below each place, which does not feel that.
  const below = cdfAt(density, places);
  for (const [i, place] of places.entries())
    expect(Math.abs(below[i] - parts.latent.cdf(inverse(G.at, place)))).toBeLessThan(1e-6);
  evaluator.dispose();
});
