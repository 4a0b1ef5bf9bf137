/** Mode collapse is never an improvement. */
import { expect, test } from 'vitest';
import { everyMode, ringOf } from '../../test/support/mode-generators.js';
import { fakeSnapshot, numberOf } from '../../test/support/snapshots.js';
import { ring } from '../core/gan/targets/ring.js';
import { metrics } from './catalog.js';

const target = ring.create({ modes: 8, radius: 1, std: 0.01 });
const snapshots = [8, 4, 2, 1].map((m) => fakeSnapshot({ target, G: ringOf(target, everyMode(m)), samples: 600 }));

test.each(['modes-covered', 'mode-entropy', 'recall', 'coverage', 'birthday-support', 'vendi'])(
  '%s falls with every halving of the modes',
  async (name) => {
    const values = [];
    for (const snapshot of snapshots) values.push(await numberOf(metrics.get(name)!, snapshot));
    for (let i = 1; i < values.length; i++) expect(values[i]).toBeLessThan(values[i - 1]);
  },
);

test.each([
  'mode-kl',
  'mode-kl-missing',
  'mode-js',
  'latent-collapse',
  'ndb-js',
  'energy-distance',
  'sliced-wasserstein',
])('%s rises with every halving of the modes', async (name) => {
  const values = [];
  for (const snapshot of snapshots) values.push(await numberOf(metrics.get(name)!, snapshot));
  for (let i = 1; i < values.length; i++) expect(values[i]).toBeGreaterThan(values[i - 1]);
});

test('pairwise-distance departs from the data’s value', async () => {
  const [whole, , two, one] = snapshots;
  const distance = metrics.get('pairwise-distance')!;
  const own = await numberOf(distance, whole);
  expect(Math.abs((await numberOf(distance, one)) - own)).toBeGreaterThan(
    Math.abs((await numberOf(distance, two)) - own),
  );
});
