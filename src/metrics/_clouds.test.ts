import { expect, test } from 'vitest';
import { fakeSnapshot } from '../../test/support/snapshots.js';
import { gaussianTarget } from '../core/gan/targets/gaussian.js';
import { sampleClouds } from './_clouds.js';

const given = (generated: readonly number[], real: readonly number[]) =>
  sampleClouds(
    fakeSnapshot({
      target: gaussianTarget.create({ mean: 0, std: 1, dim: 2 }),
      G: () => [],
      given: { generated: Float64Array.from(generated), real: Float64Array.from(real) },
    }),
  );

test('samples whose squared distances overflow or underflow are absent; equal samples are not', async () => {
  expect(await given([1, 0, 0, 1e151], [0, 0, 1, 1])).toMatchObject({ absent: expect.stringContaining('overflow') });
  expect(await given([1e-160, 0, 0, 0], [0, 2e-160, 0, 0])).toMatchObject({
    absent: expect.stringContaining('underflow'),
  });
  expect(await given([1e-160, 0, 0, 0], [0, 0, 0, 1])).toMatchObject({ n: 2, dim: 2 });
  expect(await given([5, 5, 5, 5], [5, 5, 5, 5])).toMatchObject({ n: 2 });
});
