import { expect, test } from 'vitest';
import { compute, fakeSnapshot } from '../../test/support/snapshots.js';
import { finiteSet } from '../core/gan/targets/_sample-sets.js';
import { stream } from '../core/math/random/random.js';
import { sampleClouds } from './_clouds.js';
import { holdOut } from './_held-out.js';
import { drawNulls } from './_nulls/draw-nulls.js';
import { ndb } from './diversity/ndb.js';
import { metric } from './metric.js';

const DIM = 10;
const drawn = (rows: number, seed: number) => {
  const x = new Float64Array(rows * DIM);
  stream({ seed, purpose: 'held-out', step: 0 }).fillNormal(x);
  return x;
};
const G = (z: readonly number[]) => z;

/** The number of held-out rows that are compared too. */
const common = metric({
  name: 'common',
  description: 'Rows on both sides.',
  unit: 'rows',
  better: 'lower',
  range: [0, Infinity],
  ideal: 0,
  options: {},
  async compute(snapshot) {
    const found = await sampleClouds(snapshot, { atMost: 1000 });
    if ('absent' in found) return found;
    const { heldOut, real } = holdOut(snapshot, found, { rows: found.n, purpose: 'held-out' });
    const firsts = (x: Float64Array) => x.filter((_, i) => i % found.dim === 0);
    const held = new Set(firsts(heldOut));
    if (held.size * 2 !== found.n) throw new Error(`${held.size} of ${found.n} rows are held out`);
    return { value: firsts(real).filter((x) => held.has(x)).length };
  },
  estimator: async () => 'counted',
});

test('held-out rows of a file are never compared, also not in a null', async () => {
  const target = finiteSet(drawn(400, 1), DIM, 'rows');
  expect(await common.compute(fakeSnapshot({ target, G, samples: 400 }), {})).toEqual({ value: 0 });
  const request = { column: 'common', metric: common, options: {} };
  const nulls = await drawNulls([request], { target, samples: 200 }, { draws: 8 });
  expect(nulls.get('common')).toMatchObject({ mean: 0, low: 0, high: 0, draws: 8 });
});

test('too few rows for bins and comparison are absent', async () => {
  const target = finiteSet(drawn(300, 1), DIM, 'rows');
  expect(await compute(ndb, { target, G, samples: 1000 })).toEqual({ absent: 'needs 400 samples, got 300' });
});
