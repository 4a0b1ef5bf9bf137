/**
 * What `helvetica list metrics` claims about estimators, each with the test that measures it: bias, noise, exactness at q = p. A
 * sentence of this kind that is in no row fails the last test.
 */
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { gaussianTarget } from '../core/gan/targets/gaussian.js';
import { ring } from '../core/gan/targets/ring.js';
import { stream } from '../core/math/random/random.js';
import { mean } from '../core/math/statistics/statistics.js';
import { samplesSnapshot, unknownTarget } from '../density/samples/samples-snapshot.js';
import { metrics } from './catalog.js';

interface Drawn {
  readonly dim: number;
  readonly n: number;
  /** The first coordinate of q: times `std`, plus `shift`. */
  readonly std?: number;
  readonly shift?: number;
  readonly isKnown?: boolean;
  readonly draws?: number;
}

/** Values of a metric between a normal distribution and one that differs from it in one coordinate. */
async function valuesOf(name: string, { dim, n, std = 1, shift = 0, isKnown = false, draws = 3 }: Drawn) {
  const metric = metrics.get(name)!;
  return Promise.all(
    Array.from({ length: draws }, async (_, draw) => {
      const [generated, real] = ['generated', 'real'].map((purpose) => {
        const x = new Float64Array(n * dim);
        stream({ seed: 21, purpose, step: draw }).fillNormal(x);
        return x;
      });
      for (let at = 0; at < generated.length; at += dim) generated[at] = std * generated[at] + shift;
      const target = isKnown ? gaussianTarget.create({ mean: 0, std: 1, dim }) : unknownTarget(real, dim);
      const snapshot = samplesSnapshot({ target, generated, real }, { draw });
      const found = await metric.compute(snapshot, z.object(metric.options).parse({}));
      if ('absent' in found) throw new Error(found.absent);
      return found.value;
    }),
  );
}

/** js of a ring's samples with modes half as wide as the data's. */
async function jsOfHalfWidth(n: number): Promise<number> {
  const target = ring.create({ modes: 8, radius: 2, std: 0.05 });
  const narrow = ring.create({ modes: 8, radius: 2, std: 0.025 });
  const [generated, real] = [narrow, target].map((of, i) => {
    const x = new Float64Array(2 * n);
    of.sample(x, stream({ seed: 22, purpose: 'ring', step: i }));
    return x;
  });
  const found = await metrics.get('js')!.compute(samplesSnapshot({ target, generated, real }), {});
  return 'value' in found ? found.value : Number.NaN;
}

const within = (found: number, stated: number, error: number) => expect(Math.abs(found - stated)).toBeLessThan(error);

/** Claims measured here. The errors are five standard errors of the draws, and half of the last digit that is stated. */
const MEASURED: readonly { metric: string; claim: string; measure: () => Promise<unknown> }[] = [
  {
    metric: 'js',
    claim: '1,000 samples give 0.13, 16,384 give 0.170 and 100,000 give 0.172',
    async measure() {
      within(await jsOfHalfWidth(1000), 0.13, 0.03);
      within(await jsOfHalfWidth(16_384), 0.17, 0.006);
      within(await jsOfHalfWidth(100_000), 0.172, 0.003);
    },
  },
  {
    metric: 'js',
    claim:
      'a standard deviation halved in one of 5 coordinates gives 0.07 instead of 0.09, in one of 10 coordinates 0.04',
    async measure() {
      within(mean(await valuesOf('js', { dim: 5, n: 1000, std: 0.5 })), 0.07, 0.03);
      within(mean(await valuesOf('js', { dim: 10, n: 1000, std: 0.5, draws: 2 })), 0.04, 0.03);
    },
  },
  {
    metric: 'js',
    claim: 'A shift by one standard deviation gives 0.11 and 0.10 instead of 0.11',
    async measure() {
      within(mean(await valuesOf('js', { dim: 5, n: 1000, shift: 1 })), 0.11, 0.03);
      within(mean(await valuesOf('js', { dim: 10, n: 1000, shift: 1, draws: 2 })), 0.1, 0.03);
    },
  },
  {
    metric: 'js',
    claim: 'as many values at q = p are below 0 as above',
    async measure() {
      const below = (await valuesOf('js', { dim: 2, n: 200, draws: 40 })).filter((value) => value < 0).length;
      within(below / 40, 0.5, 0.4); // five standard deviations of a fair coin
    },
  },
  {
    metric: 'kl-p-q',
    claim: '6 of the 8 nats of Gaussians 4 apart, and 0.56 of the 0.81 nats of a halved standard deviation',
    async measure() {
      within(mean(await valuesOf('kl-p-q', { dim: 2, n: 1000, shift: 4 })), 6, 0.6);
      within(mean(await valuesOf('kl-p-q', { dim: 2, n: 1000, std: 0.5 })), 0.56, 0.15);
    },
  },
  {
    metric: 'kl-q-p',
    claim: '5.8 of the 8 nats of Gaussians 4 apart, and 7.8 of the 32 of Gaussians 8 apart',
    async measure() {
      within(mean(await valuesOf('kl-q-p', { dim: 2, n: 1000, shift: 4 })), 5.8, 0.6);
      within(mean(await valuesOf('kl-q-p', { dim: 2, n: 1000, shift: 8 })), 7.8, 0.6);
    },
  },
  {
    metric: 'kl-q-p',
    claim: 'slightly negative values near 0 are noise',
    async measure() {
      const values = await valuesOf('kl-q-p', { dim: 2, n: 200, isKnown: true, draws: 20 });
      expect(values.some((value) => value < 0)).toBe(true);
      within(mean(values), 0, (5 * 1.5) / Math.sqrt(200 * 20));
    },
  },
  {
    metric: 'sliced-wasserstein',
    claim: 'of n samples of one Gaussian in the plane about 2.4 / sqrt(n) deviations',
    async measure() {
      // numpy: 2.35 +- .43 for n = 100, 2.42 +- .46 for n = 400.
      for (const n of [100, 400])
        within(mean(await valuesOf('sliced-wasserstein', { dim: 2, n, draws: 20 })) * Math.sqrt(n), 2.4, 0.5);
    },
  },
  {
    metric: 'wasserstein-1',
    claim: 'about 1.8 sqrt(ln n / n) deviations apart',
    async measure() {
      // numpy and scipy's assignment: 1.87, 1.80 and 1.87 for n = 100, 400 and 1,000.
      for (const n of [100, 400])
        within(mean(await valuesOf('wasserstein-1', { dim: 2, n, draws: 8 })) * Math.sqrt(n / Math.log(n)), 1.8, 0.4);
    },
  },
  {
    metric: 'mode-width',
    claim: '1 with a standard error of about 1 / sqrt(2 n d)',
    async measure() {
      const target = ring.create({ modes: 4, radius: 2, std: 0.05 });
      const width = metrics.get('mode-width')!;
      const values = await Promise.all(
        Array.from({ length: 60 }, async (_, draw) => {
          const x = new Float64Array(2 * 400);
          target.sample(x, stream({ seed: 23, purpose: 'width', step: draw }));
          const found = await width.compute(
            samplesSnapshot({ target, generated: x, real: x }),
            z.object(width.options).parse({}),
          );
          return 'value' in found ? found.value : Number.NaN;
        }),
      );
      const spread = Math.sqrt(mean(values.map((value) => (value - mean(values)) ** 2)));
      within(spread * Math.sqrt(2 * 400 * 2), 1.1, 0.5);
      within(mean(values), 1, (5 * spread) / Math.sqrt(60));
    },
  },
];

/** Claims that another test measures: a part of the sentence, the test's file in src/, and a part of its name. */
const ELSEWHERE: readonly (readonly [claim: string, file: string, name: string])[] = [
  [
    'Absent where D does not prefer the data to the samples by five standard errors',
    'metrics/best-response/best-response.test.ts',
    'neither player gains more than the noise of the samples',
  ],
  ['Unbiased: pairs of a sample with itself', 'metrics/divergences/energy-distance.test.ts', 'in the mean: unbiased'],
  [
    'add up to K / (8 n) to the square',
    'metrics/divergences/hellinger.test.ts',
    'noise of the cells that the estimator states',
  ],
  [
    'add up to sqrt(K / (2 pi n))',
    'metrics/divergences/total-variation.test.ts',
    'noise of the cells that the estimator states',
  ],
  [
    'The grid makes the value too low',
    'density/density.test.ts',
    'a finer grid closes in on the divergence from below',
  ],
  [
    'The estimator states the standard error',
    'density/samples/histogram-js.test.ts',
    '0 within the error that is stated',
  ],
  [
    'without the bias of its counts’ noise (Grassberger)',
    'density/samples/histogram-js.test.ts',
    'the mean of logOfSum over a Poisson count',
  ],
  ['the histogram’s bias is negative', 'density/samples/histogram-js.test.ts', 'but for its errors'],
  [
    'make the value too low, at q = p too',
    'density/samples/relabelled-js.slow.test.ts',
    'the uncorrected estimate is too low',
  ],
  ['at q = p no bias is left', 'density/samples/relabelled-js.slow.test.ts', 'two samples of one density have js 0'],
  [
    'in the cells that no piece of G reaches: a lower bound',
    'metrics/divergences/kl-p-q.test.ts',
    'is finite with an unbounded latent',
  ],
  [
    'the same ball around each sample of p counts',
    'metrics/divergences/from-samples.slow.test.ts',
    'equal to brute force',
  ],
  [
    'With data that is known from samples only: the bias-reduced',
    'metrics/divergences/from-samples.slow.test.ts',
    'equal to brute force',
  ],
  ['under q = p the labels are exchangeable', 'metrics/divergences/mmd.test.ts', 'p-values are uniform at q = p'],
  ['and uniform at q = p', 'metrics/divergences/mmd.test.ts', 'p-values are uniform at q = p'],
  [
    'the estimator states is over test points only',
    'metrics/divergences/parzen-log-likelihood.test.ts',
    'with its standard error',
  ],
  [
    'exact for these samples, but biased upwards',
    'metrics/divergences/wasserstein.test.ts',
    'scipy’s optimal assignment',
  ],
  ['from the Kantorovich potentials', 'metrics/divergences/wasserstein.test.ts', 'states its standard error'],
  ['the unbiased share of all pairs', 'metrics/diversity/birthday-support.test.ts', 'it is 1 / (1 - exp(-1/4))'],
  ['with n = m about 1 - 2^-k', 'metrics/diversity/coverage.test.ts', '1 - 2^-k, not 1'],
  ['prod_(i = 1..k) (m - i) / (m + n - i) in the mean', 'metrics/unequal-counts.test.ts', 'with a target, %d and %d'],
  ['About 1 at q = p; above 1', 'metrics/diversity/density.test.ts', 'the data itself has about 1'],
  ['5 of 100 bins are expected to differ', 'metrics/diversity/ndb.test.ts', 'at q = p five of a hundred bins differ'],
  ['about (K - 1) (1 / n + 1 / m) / 8', 'metrics/diversity/ndb-js.test.ts', 'it is the noise of two samples'],
  [
    'adds tr(C) / 2,048 to the squared norm',
    'metrics/gradients/gradient-norm-discriminator.test.ts',
    'the noise of 2,048 draws',
  ],
  [
    'averaging over a batch does not reduce the noise',
    'metrics/gradients/gradient-tail.test.ts',
    'of Cauchy gradients',
  ],
  ['four times as many draws halve the noise', 'metrics/gradients/gradient-snr.test.ts', 'which falls as its size'],
  [
    'with a standard error of up to 0.05',
    'metrics/gradients/gradient-snr.test.ts',
    'its standard error is the stated one',
  ],
  [
    'relative standard error is up to 30 %',
    'metrics/gradients/gradient-snr.test.ts',
    'its standard error is the stated one',
  ],
  ['is a lower bound of D’s Lipschitz constant', 'metrics/gradients/score-gradient.test.ts', 'the slope of its score'],
  ['if D is D* plus white noise', 'metrics/gradients/gradient-tail.test.ts', 'as of D* plus white noise'],
  ['standard error is index / sqrt(k)', 'metrics/gradients/gradient-tail.test.ts', 'of Cauchy gradients'],
  [
    'The largest of many counts is biased',
    'metrics/latent/latent-collapse.test.ts',
    'without the bias of a maximum over 8 counts',
  ],
  ['Of the data itself 0, unless modes overlap', 'metrics/modes/between-modes.test.ts', 'the data itself has 0'],
  ['standard error of sqrt(w (1 - w) / n)', 'metrics/modes/mode-weights.test.ts', 'within five standard errors'],
  [
    'V(D*, G) is bias-corrected as js is',
    'metrics/optimal-discriminator/from-samples.test.ts',
    'bayes-gap is bias-corrected as js is',
  ],
  [
    'From samples the error is biased upwards',
    'metrics/optimal-discriminator/without-density.test.ts',
    'biased as stated',
  ],
  [
    'the noise of its cells adds to the value',
    'metrics/optimal-discriminator/from-samples.test.ts',
    'has the noise floor that its estimator states',
  ],
  [
    'always with the heaviest: a lower bound',
    'metrics/optimal-discriminator/dstar-max-error.test.ts',
    'is the largest |D* - 1/2|',
  ],
  [
    'computed from it without bias correction',
    'metrics/optimal-discriminator/value-identity.test.ts',
    'V(D*, G) = 2 JSD - log 4',
  ],
];

const CLAIM =
  /\bbias|unbiased|too low|too high|lower bound|q = p\b.*(?:\d|mean|not 0)|standard error|noise|of the data itself|samples give/i;

const sentences = [...metrics.values()].flatMap(({ name, notes = [] }) =>
  notes.flatMap((note) => note.split(/(?<=[.])\s+(?=[A-Z`])/)).map((sentence) => ({ name, sentence })),
);

describe('measured', () => {
  test.each(MEASURED)('$metric: $claim', async ({ metric, claim, measure }) => {
    expect(sentences.some(({ name, sentence }) => name === metric && sentence.includes(claim))).toBe(true);
    await measure();
  });
});

describe('measured by another test', () => {
  test.each(ELSEWHERE)('%s: %s', (claim, file, name) => {
    expect(sentences.some(({ sentence }) => sentence.includes(claim))).toBe(true);
    expect(readFileSync(new URL(`../${file}`, import.meta.url), 'utf8')).toContain(name);
  });
});

test('every claim about an estimator has its test', () => {
  const known = [...MEASURED.map(({ claim }) => claim), ...ELSEWHERE.map(([claim]) => claim)];
  const untested = sentences.filter(
    ({ sentence }) => CLAIM.test(sentence) && !known.some((claim) => sentence.includes(claim)),
  );
  expect(untested.map(({ name, sentence }) => `${name}: ${sentence}`)).toEqual([]);
});
