import { describe, expect, it } from 'vitest';
import { finiteSet } from '../../core/gan/targets/_sample-sets.js';
import { gaussianTarget } from '../../core/gan/targets/gaussian.js';
import { stream } from '../../core/math/random/random.js';
import { samplesSnapshot } from '../../density/samples/samples-snapshot.js';
import { latentCollapse } from '../../metrics/latent/latent-collapse.js';
import { type Crowding, crowdingOf } from './crowding.js';

const of = (samples: number, realSamples = samples) => ({ samples, realSamples });
const RADIUS = 3;

const gaussian = (dim: number) => gaussianTarget.create({ mean: 0, std: 1, dim });

function draw(dim: number, { n, purpose, step = 0 }: { n: number; purpose: string; step?: number }): Float64Array {
  const x = new Float64Array(n * dim);
  gaussian(dim).sample(x, stream({ seed: 1, purpose, step }));
  return x;
}

// The 1 - 1/4000 quantile of latent-collapse of N(0, I) by numpy and scipy.spatial, from 3000 draws of each mass (1000 for n = 1500)
// and 199 pairings of them. The limit is estimated from 40 to 100 blocks: 7 to 11 % of its logarithm's standard deviation.
describe('the limit of latent-collapse is the quantile of as many samples of the data', () => {
  it.each([
    [5, 300, 1.105],
    [10, 300, 1.72],
    [14, 300, 4.13],
    [14, 1500, 1.84], // from blocks of 597
  ])('of a density in %d dimensions, %d samples: %d', (dim, n, quantile) => {
    const { limit } = crowdingOf(gaussian(dim), RADIUS, of(n)) as Crowding;
    expect(limit / quantile).toBeGreaterThan(1);
    expect(limit / quantile).toBeLessThan(1.2);
  });

  it.each([
    [5, 1.159],
    [10, 2.06],
  ])('of 2,000 rows in %d dimensions, where the data’s mass is counted on samples too: %d', (dim, quantile) => {
    const rows = finiteSet(draw(dim, { n: 2000, purpose: 'rows' }), dim, 'rows');
    const { limit } = crowdingOf(rows, RADIUS, of(300)) as Crowding;
    expect(limit / quantile).toBeGreaterThan(1);
    expect(limit / quantile).toBeLessThan(1.2);
  });
});

it.each([
  [5, 300, 300],
  [14, 300, 300],
  [5, 100, 1500],
  [5, 1500, 100],
])('no perfect generator in %d dimensions passes it, of %d samples and %d of the data', async (dim, n, m) => {
  const target = gaussian(dim);
  const { limit } = crowdingOf(target, RADIUS, of(n, m)) as Crowding;
  const values: number[] = [];
  for (let step = 0; step < 20; step++) {
    const generated = draw(dim, { n, purpose: 'q', step });
    const real = draw(dim, { n: m, purpose: 'p', step });
    const value = await latentCollapse.compute(samplesSnapshot({ target, generated, real }, { draw: step }), {
      radius: RADIUS,
    });
    expect('value' in value && value.value < limit, JSON.stringify(value)).toBe(true);
    if ('value' in value) values.push(Math.log(value.value));
  }
  // 3.5 standard deviations above the mean, and so within 7 of it, whose error is a quarter of one.
  const center = values.reduce((sum, log) => sum + log, 0) / 20;
  const deviation = Math.sqrt(values.reduce((sum, log) => sum + (log - center) ** 2, 0) / 19);
  expect(Math.log(limit) - center).toBeLessThan(7 * deviation);
});

it('is absent where a ball may hold none of the samples, and for few of them', () => {
  expect(crowdingOf(gaussian(25), RADIUS, of(500))).toEqual({
    absent: 'no ball of this radius surely holds two of 447 samples of the data: chance alone crowds it',
  });
  expect(crowdingOf(gaussian(1), RADIUS, of(49))).toHaveProperty('absent');
  expect(crowdingOf(finiteSet(draw(1, { n: 49, purpose: 'rows' }), 1, 'rows'), RADIUS, of(1000))).toHaveProperty(
    'absent',
  );
  expect(crowdingOf({ ...gaussian(1), unknown: 'no density' }, RADIUS, of(500))).toEqual({ absent: 'no density' });
});
