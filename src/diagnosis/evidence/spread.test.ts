import { expect, it } from 'vitest';
import { measuredRun } from '../../../test/support/records.js';
import { runTrace } from './run-trace.js';
import { type Spread, spreadOf } from './spread.js';

const target = { name: 'gaussian', mean: [0, 0], std: 1 };

function spread(metric: string, { share, samples }: { share: number; samples: number }) {
  const { run, measure } = measuredRun({ [metric]: [1, 1, 1] }, { target, samples });
  return spreadOf(runTrace(run, measure), share);
}

it('the limit of the mean distance is 3.48 standard errors below the data’s own, of samples and of the reference', () => {
  // Two standard normals in the plane are sqrt(pi) apart in the mean; the mean over pairs of 100 has
  // a standard error of .0894 (numpy, 20,000 sets). The reference is from 1,000 rows: an error of .028.
  const { own, limit, bySize } = spread('pairwise-distance', { share: 0.99, samples: 100 }) as Spread;
  expect(Math.abs(own - Math.sqrt(Math.PI))).toBeLessThan(4 * 0.028);
  expect(bySize).toBeCloseTo(0.99 * own, 12);
  expect(Math.abs(limit - (own - 3.48 * Math.hypot(0.0894, 0.028)))).toBeLessThan(0.03);
});

it('many samples are in one spot up to a share of the data’s own distance', () => {
  const { own, limit } = spread('pairwise-distance', { share: 0.4, samples: 2500 }) as Spread;
  expect(limit).toBe(0.4 * own);
});

it('of vendi, which is 1 for one point, the share is that of what is above 1', () => {
  const { own, limit } = spread('vendi', { share: 0.4, samples: 500 }) as Spread;
  expect(own).toBeGreaterThan(2);
  expect(limit).toBeCloseTo(1 + 0.4 * (own - 1), 12);
});

it('is absent where even the data’s own samples may be in one spot, and where nothing is measured', () => {
  expect(spread('pairwise-distance', { share: 0.4, samples: 2 })).toEqual({
    absent: 'pairwise-distance of 2 samples of the data itself may be 0: raise measure.samples',
  });
  expect(spread('js', { share: 0.4, samples: 500 })).toHaveProperty('absent');
});
