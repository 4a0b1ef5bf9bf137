/** D without a score of one sample: what rests on one is absent, with that reason; what does not, is there. */
import { describe, expect, it } from 'vitest';
import { smallSetting } from '../../../test/support/setting.js';
import { openBackend } from '../../core/engine/backends/backends.js';
import { build } from '../../core/gan/build.js';
import type { Setting } from '../../core/gan/setting.js';
import { openSnapshot } from '../../core/snapshot/open-snapshot.js';
import { openEvaluator } from '../../core/training/evaluator.js';
import { startingState } from '../../core/training/state-layout.js';
import { measure } from './measure.js';

const wanted = ['js', 'modes-covered', 'dstar-error', 'value', 'discriminator-accuracy', 'gradient-norm-generator'];

async function measured(changes: Partial<Setting>) {
  const parts = build(
    smallSetting({
      target: { name: 'gaussian', mean: 0, std: 1 },
      latent: { name: 'gaussian', dim: 1 },
      ...changes,
    }),
  );
  const evaluator = openEvaluator(parts, await openBackend('onnx'));
  const snapshot = openSnapshot(parts, evaluator, {
    seed: 1,
    step: 0,
    state: startingState(parts, 1),
    samples: 200,
    previous: { absent: 'the first' },
  });
  const metrics = wanted.map((name) => ({ column: name, choice: { name } }));
  const found = await measure(snapshot, { metrics } as never, true);
  evaluator.dispose();
  return found;
}

const { discriminator, generator } = smallSetting();

describe.each([
  { what: 'packs', changes: { game: { name: 'neural', packing: 2 } }, why: 'D scores 2 samples together' },
  {
    what: 'a deviation of the batch',
    changes: { discriminator: { ...discriminator, minibatchStd: true } },
    why: 'D uses the standard deviation of its batch',
  },
])('a D of $what', ({ changes, why }) => {
  it('has no D*, value, accuracy nor gradient; G is measured as ever', async () => {
    const { values, figure } = await measured(changes);
    const absent = values.filter(({ value }) => 'absent' in value);
    expect(absent.map(({ metric }) => metric)).toEqual(
      wanted.filter((name) => name !== 'js' && name !== 'modes-covered'),
    );
    for (const { value } of absent) expect(value).toEqual({ absent: `${why}: it has no score of a single sample` });
    expect([figure!.D, figure!.q].map((curve) => curve.every(Number.isNaN))).toEqual([true, false]);
  });
});

it('a D that only normalises batches is read beside a fixed one', async () => {
  const { values, figure } = await measured({
    generator: { ...generator, normalize: 'batch' },
    discriminator: { ...discriminator, normalize: 'batch' },
  });
  expect(values.filter(({ value }) => 'absent' in value)).toEqual([]);
  expect(figure!.D.some(Number.isNaN)).toBe(false);
});
