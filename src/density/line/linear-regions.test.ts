import { expect, test } from 'vitest';
import { type Chain, reluChain } from '../../../test/support/snapshots.js';
import { stream } from '../../core/math/random/random.js';
import { linearRegions } from './linear-regions.js';

const range = { low: -4, high: 5 };

test('every kink of a small network is a node', () => {
  // relu(z + 1) - 2 relu(z - 2): kinks at -1 and 2.
  const chain = reluChain([
    { weights: [[1, 1]], bias: [1, -2] },
    { weights: [[1], [-2]], bias: [0] },
  ]);
  const path = linearRegions(chain.network, chain.parameters, range)!;
  expect([...path.z]).toEqual([-4, -1, 2, 5]);
  expect([...path.x]).toEqual([0, 0, 3, 0]);
});

test.each([0, 0.2])('a deep network is straight between nodes (slope %d below zero)', (negative) => {
  const chain = randomChain([1, 16, 16, 16, 1], negative);
  const { z, x, maxError } = linearRegions(chain.network, chain.parameters, range)!;
  expect(maxError).toBe(0);
  expect(z.length).toBeGreaterThan(20);
  let worst = 0;
  for (let i = 0; i + 1 < z.length; i++) {
    expect(z[i + 1]).toBeGreaterThan(z[i]);
    for (const share of [0, 0.21, 0.5, 0.83]) {
      const at = z[i] + share * (z[i + 1] - z[i]);
      worst = Math.max(worst, Math.abs(chain.evaluate([at])[0] - (x[i] + share * (x[i + 1] - x[i]))));
    }
  }
  expect(worst).toBeLessThan(1e-12);
});

test('a network that is no chain of piecewise linear layers has no exact path', () => {
  const chain = randomChain([1, 4, 1], 0);
  const smooth = { ...chain.network, layers: chain.network.layers!.map((layer) => ({ ...layer, slopes: null })) };
  expect(linearRegions(smooth, chain.parameters, range)).toBeNull();
  expect(linearRegions({ ...chain.network, layers: null }, chain.parameters, range)).toBeNull();
});

function randomChain(widths: readonly number[], negative: number): Chain {
  const random = stream({ seed: 5, purpose: 'chain', step: 0 });
  return reluChain(
    widths.slice(1).map((fanOut, i) => ({
      weights: Array.from({ length: widths[i] }, () =>
        Array.from({ length: fanOut }, () => random.normal() / Math.sqrt(widths[i])),
      ),
      bias: Array.from({ length: fanOut }, () => random.normal()),
    })),
    negative,
  );
}
