/** Law: what is called exact on a line changes by less than 1e-9 when every panel of its quadrature is halved. */
import { expect, test } from 'vitest';
import { type Chain, type Fake, fakeSnapshot, reluChain } from '../../test/support/snapshots.js';
import { gaussianLatent } from '../core/gan/latents/gaussian.js';
import { uniformLatent } from '../core/gan/latents/uniform.js';
import { gaussianTarget } from '../core/gan/targets/gaussian.js';
import { laplace } from '../core/gan/targets/laplace.js';
import { mixture } from '../core/gan/targets/mixture.js';
import { uniformTarget } from '../core/gan/targets/uniform.js';
import type { Snapshot } from '../core/snapshot/snapshot.js';
import { compareDensities } from '../density/density.js';
import type { DensityComparison } from '../density/density-comparison.js';
import { halves } from '../density/line/panels.js';
import { metrics } from './catalog.js';

const names = [
  'js',
  'kl-p-q',
  'kl-q-p',
  'pearson',
  'total-variation',
  'hellinger',
  'optimal-value',
  'bayes-gap',
  'calibration',
  'discriminator-accuracy',
  'dstar-error',
  'dstar-logit-error',
  'dstar-max-error',
  'js-implied',
  'mean-probability-fake',
  'mean-probability-real',
  'saturation',
  'value',
];

/** The snapshot with every panel of its comparison halved. */
async function halved(snapshot: Snapshot): Promise<Snapshot> {
  const compared = await compareDensities(snapshot);
  if ('absent' in compared || !compared.line) throw new Error('no panels');
  const { line } = compared;
  const panels = halves(line.panels);
  const finer: DensityComparison = { ...line.on(panels), line: { ...line, panels } };
  const known = new Map<string, Promise<unknown>>([['density/comparison', Promise.resolve(finer)]]);
  return {
    ...snapshot,
    share: <T>(key: string, make: () => Promise<T>): Promise<T> => {
      const value = (known.get(key) as Promise<T> | undefined) ?? make();
      known.set(key, value);
      return value;
    },
  };
}

const targets = {
  gaussian: gaussianTarget.create({ mean: 0, std: 1 }),
  laplace: laplace.create({ mean: 0, width: 1 }),
  uniform: uniformTarget.create({ low: 0, high: 1 }),
  'a narrow mode beside a wide one': mixture.create({ means: [-2, 2], stds: [0.02, 1], weights: [0.1, 0.9] }),
};
const latents = [gaussianLatent.create({ dim: 1 }), uniformLatent.create({ low: -1, high: 1, dim: 1 })];
const affine = (scale: number, shift: number) => reluChain([{ weights: [[scale]], bias: [shift] }]);
const folded = reluChain([
  { weights: [[1, -1, 2]], bias: [0, 0.3, -1] },
  { weights: [[0.8], [0.5], [-1.3]], bias: [-0.4] },
]);
const scores = reluChain([
  { weights: [[3, -4, 9]], bias: [0.2, 1, -2] },
  { weights: [[2], [1.5], [-3]], bias: [-1] },
]);

const smooth = ([x]: readonly number[]) => 12 * Math.sin(3 * x);

/** With D as a function, or as the network whose kinks are known. */
function snapshotOf(fake: Omit<Fake, 'D'>, D: typeof smooth | Chain): Snapshot {
  if (!('network' in D)) return fakeSnapshot({ ...fake, D });
  const snapshot = fakeSnapshot({ ...fake, D: (x) => D.evaluate(x)[0] });
  return {
    ...snapshot,
    networks: { ...snapshot.networks, discriminator: D.network },
    parameters: { ...snapshot.parameters, discriminator: D.parameters },
  };
}

test.each(Object.keys(targets))('on a line, with %s as data', { timeout: 120_000 }, async (name) => {
  const target = targets[name as keyof typeof targets];
  for (const latent of latents)
    for (const G of [affine(0.6, 0.3), affine(0.01, 0.1), folded])
      for (const D of [smooth, scores]) {
        const snapshot = snapshotOf({ target, latent, G }, D);
        const finer = await halved(snapshot);
        for (const metric of names.map((one) => metrics.get(one)!)) {
          const options = Object.fromEntries(
            Object.entries(metric.options).map(([option, value]) => [option, value.parse(undefined)]),
          );
          const [coarse, fine] = [await metric.compute(snapshot, options), await metric.compute(finer, options)];
          expect('absent' in coarse, metric.name).toBe('absent' in fine);
          if ('absent' in coarse || 'absent' in fine || coarse.value === fine.value) continue;
          const change = Math.abs(coarse.value - fine.value) / Math.max(1, Math.abs(fine.value));
          expect(change, metric.name).toBeLessThan(1e-9);
        }
      }
});
