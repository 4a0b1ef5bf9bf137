import { expect, it } from 'vitest';
import type { Snapshot } from '../../core/snapshot/snapshot.js';
import { arraysOf } from './arrays.js';
import { measure } from './measure.js';

/** A snapshot in which everything that is computed throws. */
const broken = new Proxy({ step: 7, target: { dim: 1 } } as unknown as Snapshot, {
  get: (known, key) => {
    if (key in known) return known[key as keyof Snapshot];
    return () => {
      throw new Error('no luck');
    };
  },
});

it('where samples and densities throw, the metrics say why and the run is kept, without arrays to draw', async () => {
  const metrics = [{ column: 'js', choice: { name: 'js' } }];
  const notes: string[] = [];
  const plan = { every: 1, samples: 1, keep: 'all', metrics } as const;
  const measured = await measure(broken, plan, true, (text) => notes.push(text));
  expect(measured.values).toEqual([{ metric: 'js', value: { absent: 'js could not be computed: no luck' } }]);
  expect(measured.figure).toBeNull();
  expect(arraysOf([measured], 1)).toEqual({});
  expect(notes).toEqual([
    'step 7 has no samples to draw: samples could not be computed: no luck',
    'step 7 has no densities to draw: densities could not be computed: no luck',
  ]);
});
