import { describe, expect, test } from 'vitest';
import { evaluate } from '../../../../test/support/programs.js';
import { grad } from '../../engine/tf.js';
import { stream } from '../../math/random/random.js';
import { largestSingularValue } from './_spectral-norm.js';

async function found(values: readonly number[], [rows, columns]: readonly [number, number]) {
  const { sigma, slope } = await evaluate(
    ({ w }) => {
      const of = () => largestSingularValue(w);
      return { sigma: of(), slope: grad(of, [w])[0] };
    },
    { w: { shape: [1, rows, columns], values } },
  );
  return { sigma: sigma[0], slope };
}

describe('the largest singular value', () => {
  test.each([
    { says: 'a diagonal', values: [3, 0, 0, -5], size: [2, 2], sigma: 5 },
    { says: 'a row', values: [3, 0, -4, 12], size: [1, 4], sigma: 13 },
    { says: 'a column', values: [3, 0, -4, 12], size: [4, 1], sigma: 13 },
    { says: 'a rotation times 2', values: [1.2, -1.6, 1.6, 1.2], size: [2, 2], sigma: 2 },
    // (1, 2, -2)' (2, -1): 3 sqrt(5).
    { says: 'rank one', values: [2, -1, 4, -2, -4, 2], size: [3, 2], sigma: 3 * Math.sqrt(5) },
    // numpy.linalg.svd([[1, 2, 3], [4, 5, 6]])
    { says: 'wide', values: [1, 2, 3, 4, 5, 6], size: [2, 3], sigma: 9.508032000695724 },
    { says: 'tall', values: [1, 4, 2, 5, 3, 6], size: [3, 2], sigma: 9.508032000695724 },
  ] as const)('of $says', async ({ values, size, sigma }) => {
    expect((await found(values, size)).sigma).toBeCloseTo(sigma, 10);
  });

  test("has the slope u v', which is what Miyato's rule uses", async () => {
    const { slope } = await found([1, 2, 3, 4, 5, 6], [2, 3]);
    // Of the same decomposition: u = (-.3863177, -.92236578), v = (-.42866713, -.56630692, -.7039467).
    const u = [0.3863177, 0.92236578];
    const v = [0.42866713, 0.56630692, 0.7039467];
    for (const [i, value] of u.flatMap((a) => v.map((b) => a * b)).entries()) expect(slope[i]).toBeCloseTo(value, 7);
  });

  test('of zeros is all but 0, with finite slopes', async () => {
    const { sigma, slope } = await found([0, 0, 0, 0, 0, 0], [2, 3]);
    expect(sigma).toBe(1e-6);
    expect(slope.every(Number.isFinite)).toBe(true);
  });

  test('of a Gaussian 64 x 64 matrix is never exceeded, and missed by 6 % at worst', async () => {
    for (const seed of [1, 2]) {
      const values = new Float64Array(64 * 64);
      stream({ seed, purpose: 'a matrix', step: 0 }).fillNormal(values);
      const { sigma } = await found([...values], [64, 64]);
      const exact = byPowerIteration(values, 64);
      expect(sigma / exact).toBeLessThanOrEqual(1 + 1e-12);
      expect(sigma / exact).toBeGreaterThan(0.94);
    }
  });
});

/** A thousand plain iterations. */
function byPowerIteration(w: Float64Array, n: number): number {
  let u: number[] = Array.from({ length: n }, (_, i) => Math.cos(i));
  let length = 0;
  for (let k = 0; k < 1000; k++) {
    const v = u.map((_, j) => u.reduce((sum, x, i) => sum + x * w[i * n + j], 0));
    const unit = v.map((x) => x / Math.hypot(...v));
    const next = u.map((_, i) => unit.reduce((sum, x, j) => sum + x * w[i * n + j], 0));
    length = Math.hypot(...next);
    u = next.map((x) => x / length);
  }
  return length;
}
