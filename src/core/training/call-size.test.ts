import { describe, expect, it } from 'vitest';
import { smallSetting } from '../../../test/support/setting.js';
import { openBackend } from '../engine/backends/backends.js';
import { build } from '../gan/build.js';
import { runsPerCall, stepsPerCall } from './call-size.js';

const onnx = await openBackend('onnx');

describe('runs of one call', () => {
  const runs = (hidden: number, batch: number) => {
    const { generator, discriminator } = smallSetting();
    const wide = { hidden: [hidden, hidden] };
    return runsPerCall(
      build(
        smallSetting({ batch, generator: { ...generator, ...wide }, discriminator: { ...discriminator, ...wide } }),
      ),
    );
  };

  it.each([
    [32, 128, 32],
    [64, 128, 16],
    [64, 256, 8],
    [64, 512, 1],
    [128, 128, 1],
    [128, 512, 1],
    [4096, 4096, 1],
  ])('are as many as fit the cache, with %i units and a batch of %i', (hidden, batch, expected) => {
    expect(runs(hidden, batch)).toBe(expected);
  });
});

it('several steps share a call in long runs that are compiled', async () => {
  expect(stepsPerCall(build(smallSetting({ steps: 10_000 })), onnx)).toBe(5);
  expect(stepsPerCall(build(smallSetting({ steps: 200 })), onnx)).toBe(1);
  expect(stepsPerCall(build(smallSetting({ steps: 10_000 })), await openBackend('tfjs'))).toBe(1);
});

it('a step that draws many numbers has a call of its own', () => {
  const stepsOf = (dim: number) => {
    const parts = build(smallSetting({ steps: 10_000, batch: 64, latent: { name: 'gaussian', dim } }));
    return stepsPerCall(parts, onnx);
  };
  // Two batches a step, of 64 rows, 2 coordinates of data and those of the noise: 2^18 numbers, and more.
  expect(stepsOf(2046)).toBe(5);
  expect(stepsOf(2047)).toBe(1);
});
