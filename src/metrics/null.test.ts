import { expect, test } from 'vitest';
import { grid } from '../core/targets/grid.js';
import { ring } from '../core/targets/ring.js';
import { js } from './divergences/js.js';
import { coverage } from './diversity/coverage.js';
import { gradientMinimax } from './gradients/gradient-minimax.js';
import { highQuality } from './modes/high-quality.js';
import { modeKl } from './modes/mode-kl.js';
import { modesCovered } from './modes/modes-covered.js';
import { nullOf } from './null.js';
import { dstarError } from './optimal-discriminator/dstar-error.js';

const target = ring.create({ modes: 8, radius: 1, std: 0.01 });
const grid25 = grid.create({ side: 5, spacing: 2, std: 0.05 });
const samples = 2500;

async function presentNull(...given: Parameters<typeof nullOf>) {
  const found = await nullOf(...given);
  if ('absent' in found) throw new Error(found.absent);
  return found;
}

test('the published nulls come out: high quality 98.88 +- .21 %, mode KL .00142 on the ring and .00486 on the grid', async () => {
  const quality = await presentNull(highQuality, { target, samples });
  expect(Math.abs(quality.mean - 0.98889)).toBeLessThan((5 * 0.0021) / 10);
  expect(Math.abs((quality.high - quality.low) / 4 - 0.0021)).toBeLessThan(0.0006);
  const onRing = await presentNull(modeKl, { target, samples });
  expect(Math.abs(onRing.mean - 0.00142)).toBeLessThan((5 * 0.0008) / 10);
  const onGrid = await presentNull(modeKl, { target: grid25, samples });
  expect(Math.abs(onGrid.mean - 0.00486)).toBeLessThan((5 * 0.0014) / 10);
  expect(await presentNull(modesCovered, { target: grid25, samples })).toEqual({
    mean: 25,
    low: 25,
    high: 25,
    draws: 100,
  });
});

test('coverage has .969 +- .009 at n = 1,000 and k = 5, and 1/2 at k = 1', async () => {
  const five = await presentNull(coverage, { target, samples: 1000 }, 8);
  expect(Math.abs(five.mean - 0.96898)).toBeLessThan((5 * 0.009) / Math.sqrt(8));
  const one = await presentNull(coverage, { target, samples: 1000, options: { k: 1 } }, 4);
  expect(Math.abs(one.mean - 0.5)).toBeLessThan(0.05);
});

test('the null of js is about 0: its bias is taken off', async () => {
  const found = await presentNull(js, { target, samples }, 6);
  expect(Math.abs(found.mean)).toBeLessThan(5e-4);
  expect(found.low).toBeLessThan(found.high);
});

test('it is the same every time, and made once', async () => {
  const again = ring.create({ modes: 8, radius: 1, std: 0.01 });
  const first = await nullOf(modeKl, { target, samples: 300 }, 10);
  expect(await nullOf(modeKl, { target: again, samples: 300 }, 10)).toEqual(first);
  expect(nullOf(modeKl, { target, samples: 300 }, 10)).toBe(nullOf(modeKl, { target, samples: 300 }, 10));
  expect(await nullOf(modeKl, { target, samples: 301 }, 10)).not.toEqual(first);
});

test('D is blind there, which is D*; gradients have no null', async () => {
  const error = await presentNull(dstarError, { target, samples }, 3);
  expect(error.mean).toBeLessThan(0.1); // what the histogram's noise leaves of D*
  expect(await nullOf(gradientMinimax, { target, samples }, 3)).toHaveProperty('absent');
});
