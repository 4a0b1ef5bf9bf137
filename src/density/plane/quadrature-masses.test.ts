import { expect, test } from 'vitest';
import { numberOf } from '../../../test/support/snapshots.js';
import { gaussianLatent } from '../../core/gan/latents/gaussian.js';
import { laplace } from '../../core/gan/targets/laplace.js';
import { twoClusters } from '../../core/gan/targets/two-clusters.js';
import { js } from '../../metrics/divergences/js.js';
import { hasDensity, type KnownDensity } from '../known-density.js';
import { gridOf } from './grid.js';

const known = (target: ReturnType<typeof laplace.create>): KnownDensity => {
  if (!hasDensity(target)) throw new Error('its density is known');
  return target;
};

test.each([
  ['two-clusters', known(twoClusters.create({ width: 0.3, distance: 4 })), 0.5],
  [
    'two-clusters, with cells that have mass but none at the centre',
    known(twoClusters.create({ width: 1, distance: 1.37 })),
    0.9,
  ],
  ['laplace, in an odd number of cells', known(laplace.create({ mean: 0.37, width: 1.3 })), 0.51],
])('%s: cells that a jump or a kink lies in have what the distribution function gives them', (_, target, step) => {
  const grid = gridOf(target, [step]);
  const [side] = grid.step;
  for (const cell of grid.support) {
    const low = grid.low[0] + cell * side;
    expect(Math.exp(grid.logMass(cell))).toBeCloseTo(target.cdf!(low + side) - target.cdf!(low), 9);
  }
});

test('in the plane the masses are products of those along the coordinates, and sum to 1', () => {
  const [mean, width] = [
    [0.3, 0.1],
    [1, 0.2],
  ];
  const grid = gridOf(known(laplace.create({ mean, width, dim: 2 })), [1.1]);
  expect([grid.columns % 2, grid.rows % 2]).toEqual([1, 1]); // so that the kinks lie within cells
  const lines = mean.map((m, i) => laplace.create({ mean: m, width: width[i] }));
  const along = (i: number, k: number) => {
    const low = grid.low[i] + k * grid.step[i];
    return lines[i].cdf!(low + grid.step[i]) - lines[i].cdf!(low);
  };
  let all = 0;
  for (const cell of grid.support) {
    const exact = along(0, cell % grid.columns) * along(1, Math.floor(cell / grid.columns));
    const mass = Math.exp(grid.logMass(cell));
    expect(Math.abs(mass - exact)).toBeLessThan(1e-8 * exact + 1e-15);
    all += mass;
  }
  expect(all).toBeCloseTo(1, 7);
});

test('a G with one of two clusters differs from the data with any latent: js of 1 of 2 modes', async () => {
  const target = twoClusters.create({ width: 0.3, distance: 4 });
  const G = ([a]: readonly number[]) => [0.3 * (Math.abs(a * 1e4) % 1)];
  // KL(p || m) / 2 + KL(q || m) / 2 with q = 2 p on one half and 0 on the other: log(2/3) / 4 + log 2 / 4 + log(4/3) / 2
  expect(await numberOf(js, { target, G, latent: gaussianLatent.create({ dim: 3 }) })).toBeCloseTo(
    Math.log(4 / 3) * 0.75,
    2,
  );
});
