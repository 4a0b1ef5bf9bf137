/** Best responses and the duality gap: closed forms, nulls, and runs that cannot be trained on. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { diracSetting, gameSetting, snapshotOf } from '../../../test/support/games.js';
import { smallSetting } from '../../../test/support/setting.js';
import { compute, fakeSnapshot, numberOf } from '../../../test/support/snapshots.js';
import type { Choice, Setting } from '../../core/gan/setting.js';
import { gaussianTarget } from '../../core/gan/targets/gaussian.js';
import type { Snapshot } from '../../core/snapshot/snapshot.js';
import { lossDiscriminator } from '../losses/loss-discriminator.js';
import { lossGenerator } from '../losses/loss-generator.js';
import { responseOf } from './_response.js';
import { bestResponseDiscriminator } from './best-response-discriminator.js';
import { bestResponseGenerator } from './best-response-generator.js';
import { bestResponseShare } from './best-response-share.js';
import { dualityGap } from './duality-gap.js';

const both = (choice: Choice) => ({ generator: choice, discriminator: choice });
const sgd = (lr: number): Choice => ({ name: 'sgd', lr });
const SAMPLES = 4000;

/** Between N(0, 1) and a G that shifts N(0, 1), under a D whose score is affine. */
const shifted = ({ by = 0, scale = 0, level = 0, loss = 'minimax', lr = 0.05 } = {}): Setting =>
  smallSetting({
    target: { name: 'gaussian', mean: 0, std: 1 },
    latent: { name: 'gaussian', dim: 1 },
    generator: { name: 'shift', by },
    discriminator: { name: 'affine', scale, shift: level },
    loss: both({ name: loss }),
    optimizer: both(sgd(lr)),
    batch: 256,
  });
const open = (setting: Setting) => snapshotOf(setting, [], { samples: SAMPLES });

/** Of the value that the text names. */
const standardError = (text: string) => Number(/standard error ([\d.e-]+)/.exec(text)?.[1]);

describe('at q = p, with D = 1/2 everywhere', () => {
  it('neither player gains more than the noise of the samples', async () => {
    const snapshot = await open(shifted());
    const gap = await numberOf(dualityGap, snapshot, { steps: 300 });
    // D's score stays within 0.1, so that the terms of its loss have a deviation below 0.1.
    expect(Math.abs(gap)).toBeLessThan((5 * 0.1) / Math.sqrt(SAMPLES));
    expect(await numberOf(bestResponseDiscriminator, snapshot, { steps: 300 })).toBeCloseTo(2 * Math.LN2, 2);
    // The gradient of G is exactly 0 where the score is constant.
    expect(await numberOf(bestResponseGenerator, snapshot, { steps: 300 })).toBe(
      await numberOf(lossGenerator, snapshot),
    );
    expect(await compute(bestResponseShare, snapshot, { steps: 300 })).toEqual({
      absent: expect.stringContaining('nothing to gain'),
    });
  });
});

describe('between N(0, 1) and N(1.5, 1)', () => {
  // By scipy: quad of p log(2 p / (p + q)) and q log(2 q / (p + q)), halved.
  const JS = 0.22117083121973563;

  it('D tends to log 4 - 2 js from above: an affine score contains D*', async () => {
    const snapshot = await open(shifted({ by: 1.5 }));
    const best = Math.log(4) - 2 * JS;
    const losses: number[] = [];
    for (const steps of [5, 50, 1000]) losses.push(await numberOf(bestResponseDiscriminator, snapshot, { steps }));
    const options = { steps: 1000 };
    const error = standardError(await bestResponseDiscriminator.estimator(snapshot, options));
    expect(error).toBeGreaterThan(0.001);
    expect(error).toBeLessThan(0.03);
    expect(losses[0]).toBeGreaterThan(losses[1]);
    expect(losses[1]).toBeGreaterThan(best);
    expect(Math.abs(losses[2] - best)).toBeLessThan(5 * error);
  });

  it('a D that is optimal stays, where batches of four only make it worse', async () => {
    // log p - log q = 1.5^2 / 2 - 1.5 x.
    const noisy = { ...shifted({ by: 1.5, scale: -1.5, level: 1.125, lr: 1 }), batch: 4 };
    const snapshot = await open(noisy);
    const options = { steps: 100 };
    expect(await numberOf(bestResponseDiscriminator, snapshot, options)).toBe(
      await numberOf(lossDiscriminator, snapshot),
    );
    expect(await bestResponseDiscriminator.estimator(snapshot, options)).toMatch(/; 0 of 100 updates of D/);
  });

  it('a gain is the difference of losses on the same samples, and the gap is the sum of both', async () => {
    const snapshot = await open(shifted({ by: 1.5, scale: -0.7, loss: 'non-saturating' }));
    const options = { steps: 60 };
    const gainOfD =
      (await numberOf(lossDiscriminator, snapshot)) - (await numberOf(bestResponseDiscriminator, snapshot, options));
    const gainOfG =
      (await numberOf(lossGenerator, snapshot)) - (await numberOf(bestResponseGenerator, snapshot, options));
    expect(gainOfD).toBeGreaterThan(0.05);
    expect(gainOfG).toBeGreaterThan(0.05);
    expect(await numberOf(dualityGap, snapshot, options)).toBeCloseTo(gainOfD + gainOfG, 12);
  });

  it('against a critic of slope -2, G moves by 2 lr an update, and the data would gain 2 x 1.5', async () => {
    const snapshot = await open(shifted({ by: 1.5, scale: -2, loss: 'wasserstein', lr: 0.001 }));
    // L = -E[score] = 2 E[x]: each update takes 0.001 x 2 from the shift. The means of samples have errors of 1 / sqrt(n).
    const options = { steps: 100 };
    const gain = (await numberOf(lossGenerator, snapshot)) - (await numberOf(bestResponseGenerator, snapshot, options));
    expect(gain).toBeCloseTo(2 * 100 * 0.002, 4); // a hundred roundings of a float32 shift
    const share = await numberOf(bestResponseShare, snapshot, options);
    expect(Math.abs(share - 0.4 / 3)).toBeLessThan((0.4 / 3) * 5 * (Math.sqrt(2 / SAMPLES) / 1.5));
    expect(await numberOf(bestResponseShare, snapshot, { ...options, lr: 0.01 })).toBeCloseTo(10 * share, 3);
  });
});

it('a G that cannot shift gains nothing, though D prefers the data', async () => {
  // Against the score -x^2 no shift of N(0, 1) is better than 0; data of a tenth of its width are.
  const setting = shifted({ scale: 0 });
  const narrow = {
    ...setting,
    target: { name: 'gaussian', mean: 0, std: 0.1 },
    discriminator: { name: 'quadratic', square: -1, slope: 0, level: 0 },
  };
  const share = await numberOf(bestResponseShare, await open(narrow), { steps: 300 });
  expect(Math.abs(share)).toBeLessThan(0.01);
});

describe('in games whose expectations are sums', () => {
  it('in the bilinear game with a box of b the gap is b (|x| + |y|)', async () => {
    const game = {
      name: 'bilinear',
      start: { generator: 0.5, discriminator: -2 },
      box: { generator: 3, discriminator: 3 },
    };
    const snapshot = await snapshotOf(gameSetting(game, { lr: 1 }));
    expect(await numberOf(dualityGap, snapshot, { steps: 100 })).toBeCloseTo(3 * 2.5, 12);
    expect(await numberOf(bestResponseDiscriminator, snapshot, { steps: 100 })).toBeCloseTo(-1.5, 12);
    expect(await numberOf(bestResponseGenerator, snapshot, { steps: 100 })).toBeCloseTo(-6, 12);
    expect(await dualityGap.estimator(snapshot, { steps: 100 })).toMatch(/^exact sums; .*100 updates of D/);
    const atRest = await snapshotOf(gameSetting({ ...game, start: { generator: 0, discriminator: 0 } }));
    expect(await numberOf(dualityGap, atRest)).toBe(0);
  });

  it('in the Dirac-GAN D climbs the slope of its own loss, one update at a time', async () => {
    const snapshot = await snapshotOf(diracSetting({ name: 'minimax' }, { lr: 0.1 }));
    // D minimises softplus(0) + softplus(psi theta) at theta = 1, from psi = -1.
    let psi = -1;
    for (let i = 0; i < 40; i++) psi -= 0.1 / (1 + Math.exp(-psi));
    const expected = Math.LN2 + Math.log1p(Math.exp(psi));
    expect(await numberOf(bestResponseDiscriminator, snapshot, { steps: 40 })).toBeCloseTo(expected, 12);
  });

  const cells = (changes: object) => ({
    ...gameSetting({
      name: 'tabular',
      data: [0.1, 0.2, 0.3, 0.4],
      start: [0.4, 0.3, 0.2, 0.1],
      generator: 'logits',
      discriminator: 'table',
      ...changes,
    }),
    loss: both({ name: 'minimax' }),
    optimizer: both(sgd(1)),
  });

  it('a table of scores reaches log 4 - 2 js of two histograms from above', async () => {
    const snapshot = await snapshotOf(cells({}));
    const best = Math.log(4) - 2 * 0.10644013528622318; // numpy: the mean of two sums of p log(p / m)
    const near = await numberOf(bestResponseDiscriminator, snapshot, { steps: 20 });
    const at = await numberOf(bestResponseDiscriminator, snapshot, { steps: 2000 });
    expect(near).toBeGreaterThan(best + 1e-4);
    expect(at).toBeGreaterThanOrEqual(best - 1e-14);
    expect(at).toBeCloseTo(best, 10);
    expect(await numberOf(dualityGap, snapshot, { steps: 2000 })).toBeCloseTo(2 * Math.LN2 - best, 10); // G faces a constant D
    const scores = [0, 1, -1, 0.5];
    const uneven = await snapshotOf(cells({}), [...[0.4, 0.3, 0.2, 0.1].map(Math.log), ...scores]);
    // G moves all mass to the highest score.
    const worst = -Math.log1p(Math.exp(1));
    const data = [0.1, 0.2, 0.3, 0.4].reduce((sum, p, i) => sum - p * Math.log1p(Math.exp(-scores[i])), 0);
    expect(await numberOf(dualityGap, uneven, { steps: 2000, lr: 4 })).toBeCloseTo(-best - (data + worst), 2);
  });

  it('a D that is always optimal gains nothing, and is frozen while G responds', async () => {
    const snapshot = await snapshotOf(cells({ discriminator: 'optimal' }));
    const options = { steps: 400 };
    expect(await numberOf(bestResponseDiscriminator, snapshot, options)).toBeCloseTo(
      await numberOf(lossDiscriminator, snapshot),
      14,
    );
    // All mass goes to the cell with the highest D*, .4 / .5: log(1 - .8); against a D* that follows it would go to p.
    expect(await numberOf(bestResponseGenerator, snapshot, options)).toBeCloseTo(Math.log(0.2), 2);
  });
});

it('of a file, D is trained on the rows of training and measured on held-out ones', async () => {
  const path = join(mkdtempSync(join(tmpdir(), 'helvetica-responses-')), 'rows.csv');
  const rows = Array.from({ length: 40 }, (_, i) => [Math.sin(37 * i + 1), Math.cos(91 * i + 1)].join(','));
  writeFileSync(path, `${rows.join('\n')}\n`);
  const setting = smallSetting({
    target: { name: 'file', path, heldOut: 0.5 },
    discriminator: { ...smallSetting().discriminator, hidden: [64, 64] },
    batch: 20,
  });
  const snapshot = await snapshotOf(setting, [], { samples: 2000 });
  const options = { steps: 600, lr: 0.01 };
  const { at } = (await responseOf(snapshot, 'discriminator', options)) as { at: Snapshot };
  const ofTraining = await numberOf(lossDiscriminator, at, { data: 'training' });
  const heldOut = await numberOf(bestResponseDiscriminator, snapshot, options);
  expect(heldOut).toBe(await numberOf(lossDiscriminator, at));
  expect(heldOut).toBeGreaterThan(ofTraining);
  expect(await bestResponseDiscriminator.estimator(snapshot, options)).toMatch(
    /the 20 held-out rows of 40.*of 600 updates of D/,
  );
  rmSync(dirname(path), { recursive: true });
});

describe('they are absent', () => {
  const metrics = [bestResponseDiscriminator, bestResponseGenerator, dualityGap];

  it('without a run', async () => {
    const target = gaussianTarget.create({ mean: 0, std: 1, dim: 1 });
    const fake = fakeSnapshot({ target, G: (z) => z });
    for (const metric of metrics) expect(await compute(metric, fake)).toEqual({ absent: expect.stringMatching(/run/) });
  });

  it('where a player diverges when it is trained on, with the number of updates', async () => {
    const snapshot = await open(shifted({ by: 1.5, scale: -2, loss: 'wasserstein', lr: 1e7 }));
    expect(await compute(bestResponseDiscriminator, snapshot, { steps: 50 })).toEqual({
      absent: 'D diverged within 50 updates that it was trained on alone',
    });
    expect(await compute(dualityGap, snapshot, { steps: 50 })).toHaveProperty('absent');
  });

  it('where the run has diverged already', async () => {
    const snapshot = await snapshotOf(shifted(), [Number.NaN, 1, 0], { samples: SAMPLES });
    for (const metric of [...metrics, bestResponseShare])
      expect(await compute(metric, snapshot, { steps: 10 })).toEqual({ absent: expect.stringMatching(/not finite/) });
  });
});
