import { describe, expect, it } from 'vitest';
import { cellOf, runOf, seen } from '../../../test/support/records.js';
import { failureModes } from '../catalog.js';
import { diagnosisOf, primaryDiagnosis } from '../diagnose.js';

const ring = { name: 'ring', modes: 8, radius: 2, std: 0.02 };

/** The verdicts that hold, in their order; one of them with limits of its own. Counts are of samples as near the modes as the data's. */
function told(
  ...[columns, given, changed]: [...Parameters<typeof seen>, { name: string; options: Record<string, number> }?]
): string[] {
  const counts = columns['modes-covered'] ?? columns['mode-kl'] ?? columns['modes-covered(atLeast=20)'];
  const near = counts && { 'high-quality': counts.map(() => 0.98889) };
  const { run, measure } = seen({ ...near, ...columns }, given);
  const set = changed && [{ name: changed.name, ...changed.options }];
  return diagnosisOf(run, { measure, ...(set && { failures: set }) }, failureModes).holding.map(
    ({ verdict }) => verdict.name,
  );
}

/** Why a collapse cannot be told. */
function untold(...[columns, given]: Parameters<typeof seen>): string | undefined {
  const { run, measure } = seen(columns, given);
  return diagnosisOf(run, { measure }, failureModes).unknown.find(({ verdict }) => verdict.name === 'mode-collapse')
    ?.absent;
}

const onRing = { target: ring };
const onOne = { target: { name: 'gaussian', mean: [0, 0], std: 1 } };
const LN4 = Math.log(4);

describe('mode-collapse', () => {
  // JSD of q = 4 of 8 equal modes, and KL(q || w) = log(8 / 4): field facts of the two-point formulas.
  const half = { js: [0.6, 0.2158, 0.2158, 0.2158], 'mode-kl': [2, Math.LN2, Math.LN2, Math.LN2] };

  it('is half of the modes, at every reading of the end', () => {
    expect(told({ ...half, 'modes-covered': [1, 4, 4, 4], 'high-quality': [0.1, 0.98, 0.98, 0.98] }, onRing)).toEqual([
      'mode-collapse',
      'mode-imbalance',
      'poor-fit',
    ]);
    expect(told({ 'modes-covered': [1, 4, 4, 8] }, onRing)).toEqual([]);
  });

  it('is seen in the shares where strays cover every mode', () => {
    const strays = (kl: number) => told({ 'modes-covered': [8, 8, 8], 'mode-kl': [2, kl, kl] }, onRing);
    expect(strays(Math.LN2)).toEqual(['mode-collapse', 'mode-imbalance']); // 4 of 8 modes alone
    expect(strays(0.69)).toEqual(['mode-imbalance']);
  });

  it('is none where as few samples of the data would read the same', () => {
    // Of 20 samples the ring's own cover 6 modes or more in 99 of 100 cases, of 2500 all 8.
    expect(told({ 'modes-covered': [3, 7, 7] }, { ...onRing, samples: 20 })).toEqual([]);
    expect(told({ 'modes-covered': [3, 7, 7] }, onRing)).toEqual(['mode-collapse']);
    // And few of high quality are few.
    expect(told({ 'modes-covered': [3, 7, 7], 'high-quality': [0, 0.008, 0.008] }, onRing)).toEqual(['off-manifold']);
  });

  it('is none on the mend', () => {
    const kl = (values: number[]) => told({ 'mode-kl': [2, 2, 2, 1.9, 1.8, ...values] }, onRing);
    expect(kl([1.7, 1.6, 1.5, 1.2, 0.9, 0.7])).toEqual(['still-improving']);
    expect(kl([1.5, 1.7, 1.4, 1.5, 1.7, 1.4])).toEqual(['mode-collapse', 'mode-imbalance']);
    expect(kl([1.5004, 1.5003, 1.5002, 1.5001, 1.5, 1.4999])).toEqual(['mode-collapse', 'mode-imbalance']);
    // One mode more of 25 is no way out.
    const grid = { target: { name: 'grid', side: 5, spacing: 2, std: 0.05 } };
    expect(told({ 'modes-covered': [...Array(8).fill(1), 2, 2, 2] }, grid)).toEqual(['mode-collapse']);
  });

  it('is twice as much of z in one ball, of data without modes too', () => {
    const uniform = { target: { name: 'uniform', low: 0, high: 1 } };
    expect(told({ 'latent-collapse': [1, 2.5, 2.5] }, uniform)).toEqual(['mode-collapse']);
    expect(told({ 'latent-collapse': [1, 1.5, 1.5] }, uniform)).toEqual([]);
    expect(
      told({ 'latent-collapse': [1, 1.5, 1.5] }, uniform, { name: 'mode-collapse', options: { times: 1.4 } }),
    ).toEqual(['mode-collapse']);
  });

  it('takes any of the counts that are measured, each against its own null', () => {
    expect(told({ 'modes-covered': [8, 8, 8], 'modes-covered(atLeast=20)': [8, 5, 5] }, onRing)).toEqual([
      'mode-collapse',
    ]);
    // Of 100 samples the data itself covers none with 20 or more each.
    const strict = { 'modes-covered(atLeast=5)': [1, 1, 1], 'modes-covered(atLeast=20)': [1, 1, 1] };
    expect(told({ 'modes-covered': [1, 1, 1], ...strict }, { ...onRing, samples: 100 })).toEqual(['mode-collapse']);
    expect(told({ 'modes-covered(atLeast=20)': [1, 1, 1] }, { ...onRing, samples: 100 })).toEqual([]);
    // Two counts err twice as often, so that each may half as often: of 30 samples of the data
    // 6 or fewer of 8 modes have a chance of .0086.
    const few = { ...onRing, samples: 30 };
    expect(told({ 'modes-covered': [1, 6, 6] }, few)).toEqual(['mode-collapse']);
    expect(told({ 'modes-covered': [1, 6, 6], 'modes-covered(atLeast=20)': [0, 0, 0] }, few)).toEqual([]);
  });

  it('counts samples by the radius of the count', () => {
    // Within .1 deviations lie 1 - exp(-.005) of the data: 12 of 2500, however many lie within 3.
    const narrow = { 'modes-covered(radius=0.1)': [1, 6, 6], 'high-quality': [0.98, 0.98, 0.98] };
    const within = (share: number) => ({ 'high-quality(radius=0.1)': [share, share, share] });
    expect(told({ ...narrow, ...within(0.005) }, onRing)).toEqual([]);
    expect(told({ ...narrow, ...within(0.5) }, onRing)).toEqual(['mode-collapse']);
    expect(told(narrow, onRing)).toEqual([]);
    expect(untold(narrow, onRing)).toContain('high-quality of the same rule and radius is not measured');
  });

  it('is none of a G that makes no mode, or few of hardly any samples', () => {
    const none = { 'modes-covered': [0, 0, 0, 0] };
    expect(told({ ...none, 'high-quality': [0, 0, 0, 0] }, onRing)).toEqual(['off-manifold']);
    expect(told(none, onRing)).toEqual([]); // which contradict each other
    expect(untold(none, onRing)).toContain('how many samples modes-covered is of is not known');
    expect(untold({ 'mode-kl': [2, 2, 2] }, onRing)).toContain('how many samples mode-kl is of is not known');
  });

  it('is none of samples strewn about, some of which come near modes by chance', () => {
    // Eight disks of 3 deviations, 8 pi .3^2 = 2.26, in a box of a side of 4 and a dozen deviations: .08 of it.
    const wide = { target: { ...ring, std: 0.1 }, samples: 1000 };
    const frozen = (share: number) => ({ 'modes-covered': [3, 3, 3], 'high-quality': [share, share, share] });
    expect(told(frozen(0.07), wide)).toEqual(['off-manifold']);
    expect(untold(frozen(0.07), wide)).toContain('strewn about');
    expect(told(frozen(0.1), wide)).toEqual(['mode-collapse', 'off-manifold']);
    // Of narrow modes hardly any would: 8 pi .06^2 of a box of more than 16, which is .0056.
    expect(told(frozen(0.004), { ...onRing, samples: 1000 })).toEqual(['off-manifold']);
    expect(told(frozen(0.03), { ...onRing, samples: 1000 })).toEqual(['mode-collapse', 'off-manifold']);
  });

  it('passes on why readings are absent, and is not told over gaps in the end', () => {
    const gone = { absent: 'no high-quality sample' };
    expect(untold({ 'mode-kl': [gone, gone, gone] }, onRing)).toContain(
      'mode-kl is absent at 2 of the 2 readings of the end: no high-quality sample',
    );
    const gaps = { 'mode-kl': [2, gone, gone, gone, gone, gone, gone, gone, 2, 2] };
    expect(told(gaps, onRing)).toEqual([]);
    expect(untold(gaps, onRing)).toContain('absent at 1 of the 3 readings of the end');
  });
});

describe('mode-imbalance', () => {
  const shares = (kl: number, options: object = {}) =>
    told({ 'modes-covered': [8, 8, 8], 'mode-kl': [1, kl, kl] }, { ...onRing, ...options });

  it('is as uneven as with one mode gone', () => {
    expect(shares(0.14)).toEqual(['mode-imbalance']); // log(8 / 7) = 0.1335
    expect(shares(0.13)).toEqual([]);
  });

  it('is exactly that too, whatever rounding says', () => {
    for (const weight of [0.2, 0.25, 0.3, 0.4, 0.45]) {
      const target = { name: 'mixture', means: [-3, 3], stds: [0.2, 0.2], weights: [weight, 1 - weight] };
      const gone = Math.log(1 / (1 - weight));
      expect(told({ 'mode-kl': [0.1, gone, gone] }, { target })).toContain('mode-imbalance');
    }
  });

  it('says of unequal modes how much of the data is as if left out', () => {
    const target = { name: 'mixture', means: [-3, 3], stds: [0.2, 0.2], weights: [0.99, 0.01] };
    const near = { 'high-quality': [0.99, 0.99, 0.99] };
    const { run, measure } = seen({ ...near, 'mode-kl': [0.1, Math.log(100), Math.log(100)] }, { target });
    const [{ evidence }] = diagnosisOf(run, { measure }, failureModes).holding;
    expect(evidence[0].says).toContain('as if modes with 99 % of the data were left out');
  });

  it('is none where as few samples of the data would read the same', () => {
    // Of 30 samples 2 n KL passes 18.5, the chi-squared 99 % of 7 degrees of freedom, at 0.308.
    expect(shares(0.3, { samples: 30 })).toEqual([]);
    expect(shares(0.32, { samples: 30 })).toEqual(['mode-imbalance']);
  });
});

describe('vanishing-gradient', () => {
  const since = (first: number, value: number) => [first, ...Array<number>(10).fill(value)];
  // p = N(0, 1), q = N(d, 1) at D*: js and the ratio of the two gradients (quadrature), and how far q is.
  const apart = { js: since(0.633, 0.6327), 'gradient-ratio': since(28, 28.1), 'wasserstein-1': since(4, 4) }; // d = 4
  const near = { js: since(0.337, 0.3368), 'gradient-ratio': since(3.4, 3.45), 'wasserstein-1': since(2, 2) }; // d = 2

  it('is a minimax G four deviations off', () => {
    expect(told(apart)).toEqual(['vanishing-gradient', 'poor-fit']);
    expect(told(near)).toEqual(['poor-fit']);
    expect(told(apart, {}, { name: 'vanishing-gradient', options: { left: 0.03 } })).toEqual(['poor-fit']);
    expect(told(apart, {}, { name: 'vanishing-gradient', options: { overlap: 0.05 } })).toEqual(['poor-fit']);
  });

  it('is seen in D(G(z)), or bounded by the value of the game', () => {
    const far = { js: since(0.5, 0.69), 'energy-distance': since(8, 8) };
    expect(told({ ...far, 'mean-probability-fake': since(0.5, 0.034) })).toContain('vanishing-gradient'); // d = 4: .0343
    expect(told({ ...far, 'mean-probability-fake': since(0.5, 0.225) })).not.toContain('vanishing-gradient'); // d = 2
    expect(told({ ...far, value: since(-1, -0.04) })).toContain('vanishing-gradient');
    expect(told({ ...far, value: since(-1, -0.2) })).not.toContain('vanishing-gradient');
  });

  it('is none of a G that is on its way, and is not told where nothing tells far from farther', () => {
    const to = (by: number) => told({ ...apart, 'wasserstein-1': apart['wasserstein-1'].map((_, i) => 8 - by * i) });
    expect(to(0.3)).toEqual(['still-improving', 'poor-fit']);
    expect(to(0.05)).toEqual(['poor-fit']); // too slow to be called still-improving, but it moves
    expect(to(0.001)).toEqual(['vanishing-gradient', 'poor-fit']);
    const moves = { name: 'vanishing-gradient', options: { moves: 0.05 } };
    const slow = { ...apart, 'wasserstein-1': apart['wasserstein-1'].map((_, i) => 8 - 0.05 * i) };
    expect(told(slow, {}, moves)).toEqual(['vanishing-gradient', 'poor-fit']);
    const { 'wasserstein-1': _, ...blind } = apart;
    expect(told(blind)).toEqual(['poor-fit']);
    expect(told({ ...blind, 'kl-q-p': since(9, Infinity) })).toEqual(['poor-fit']);
  });

  it('is, of other losses, a gradient that has gone, and none where q = p', () => {
    const given = { loss: 'least-squares' };
    const gone = [1, 1, 1, 1, 1, 1, ...Array<number>(5).fill(0.001)];
    const faded = { js: since(0.6, 0.69), 'gradient-norm-generator': gone, 'wasserstein-1': since(4, 4) };
    expect(told(faded, given)).toContain('vanishing-gradient');
    expect(told({ ...faded, js: since(0.6, 0.01) }, given)).toEqual(['healthy']);
    expect(told(faded, given, { name: 'vanishing-gradient', options: { faded: 0.0005 } })).toEqual(['poor-fit']);
    const spike = [1, 5000, ...Array<number>(9).fill(5)];
    expect(told({ ...faded, 'gradient-norm-generator': spike }, given)).toEqual(['poor-fit']);
  });
});

describe('weak-discriminator', () => {
  const js = [0.5, 0.3, 0.3];

  it('is a D no better than a coin, however its loss is read', () => {
    const coin = { js, value: [-1, -LN4 - 0.1, -LN4 - 0.1] };
    expect(told(coin)).toEqual(['weak-discriminator', 'poor-fit']);
    expect(told({ js, 'js-implied': [0, -0.05, -0.05] })).toEqual(['weak-discriminator', 'poor-fit']);
    expect(told({ js, 'bayes-gap': [1, 0.7, 0.7] })).toEqual(['weak-discriminator', 'poor-fit']);
    expect(told({ js, 'bayes-gap': [1, 0.5, 0.5] })).toEqual(['poor-fit']); // it implies 0.05
    expect(told({ js, value: [-1, -1.2, -1.2] })).toEqual(['poor-fit']);
    expect(told({ js, value: [-1, -1.2, -1.2] }, {}, { name: 'weak-discriminator', options: { sees: 0.4 } })).toEqual([
      'weak-discriminator',
      'poor-fit',
    ]);
  });

  it('is none of a D that is right, however bad its loss', () => {
    const sure = (accuracy: number, samples: number) =>
      told({ js, value: [-1, -4, -4], 'discriminator-accuracy': [0.5, accuracy, accuracy] }, { samples });
    expect(sure(0.73, 1000)).toEqual(['poor-fit']);
    expect(sure(0.5, 1000)).toEqual(['weak-discriminator', 'poor-fit']);
    // 2.326 deviations of 1/2 / sqrt(2 n): .526 of 1000 samples each.
    expect(sure(0.525, 1000)).toEqual(['weak-discriminator', 'poor-fit']);
    expect(sure(0.527, 1000)).toEqual(['poor-fit']);
    expect(sure(0.3, 1000)).toEqual(['weak-discriminator', 'poor-fit']);
  });

  it('is none where there is nothing to see', () => {
    expect(told({ js: [0.5, 0.001, 0.001], value: [-1, -LN4 - 0.001, -LN4 - 0.001] })).toEqual(['healthy']);
  });
});

describe('mode-hopping', () => {
  const near = { 'high-quality': [0.1, 0.9, 0.9, 0.9, 0.9, 0.9] };
  const hops = { ...near, 'mode-persistence': [1, 0.2, 0.3, 0, 0.2, 0] };

  it('is other modes each time: not one of them stays', () => {
    expect(told(hops, onRing)).toEqual(['mode-hopping']);
    expect(told({ ...hops, 'modes-covered': [3, 2, 3, 2, 2, 3] }, onRing)).toEqual(['mode-hopping', 'mode-collapse']);
    expect(told({ ...hops, 'mode-persistence': [1, 1, 1, 1, 1, 1] }, onRing)).toEqual([]);
    expect(told({ ...hops, 'mode-persistence': [1, 0, 0, 0.5, 0.5, 0] }, onRing)).toEqual([]); // once is a moment
  });

  it('is none where strays alone may come and go: some mode stays then', () => {
    // One mode and a stray in half of the others: (1 + 7/4) / (1 + 7 * 3/4) = .44 in the mean.
    expect(told({ ...near, 'mode-persistence': [1, 0.44, 0.4, 0.5, 0.4, 0.44] }, onRing)).toEqual([]);
  });

  it('cannot be told of so few samples that chance alone may take every mode away', () => {
    const why = (options: object, columns: object = hops) => {
      const { run, measure } = seen(columns as typeof hops, { ...onRing, ...options });
      return diagnosisOf(run, { measure }, failureModes).unknown.find(({ verdict }) => verdict.name === 'mode-hopping')
        ?.absent;
    };
    // A mode of a share 1/8 or more is missed by 45 samples in .0025, by 28 in .024.
    expect(why({ samples: 50 })).toBeUndefined();
    expect(why({ samples: 31 })).toContain('28 samples near modes');
    expect(why({ samples: 300 }, { ...hops, 'high-quality': near['high-quality'].map((v) => v / 30) })).toContain(
      '9 samples',
    );
    const strict = { ...near, 'mode-persistence(atLeast=20)': hops['mode-persistence'] };
    expect(why({ samples: 100 }, strict)).toContain('20 each');
    expect(why({ samples: 500 }, strict)).toBeUndefined();
  });

  it('does not account for samples that are near no mode', () => {
    const off = { ...hops, 'high-quality': [0, 0.3, 0.3, 0.3, 0.3, 0.3] };
    expect(told(off, onRing)).toEqual(['off-manifold']);
  });

  it('takes three readings', () => {
    expect(told({ 'mode-persistence': [1, 0, 0], 'high-quality': [0.9, 0.9, 0.9] }, onRing)).toEqual([]);
  });
});

describe('cycling', () => {
  const steps = Array.from({ length: 31 }, (_, i) => i);
  const told_ = (distance: readonly number[], changed?: { name: string; options: Record<string, number> }) =>
    told({ distance }, { target: null }, changed);
  const orbit = (radius: (t: number) => number) => ({
    distance: steps.map(radius),
    'generator-parameter': steps.map((t) => radius(t) * Math.cos(t)),
    'discriminator-parameter': steps.map((t) => radius(t) * Math.sin(t)),
  });

  it('is a game that turns and comes no nearer: an orbit, a circle, a spiral outwards, a cycle that it ends on', () => {
    expect(told_(steps.map((t) => 1.2 + 0.2 * Math.sin(t)))).toEqual(['cycling']);
    expect(told(orbit(() => 1))).toEqual(['cycling']);
    expect(told(orbit((t) => 1.02 ** t))).toEqual(['cycling']);
    expect(told(orbit((t) => 0.63 + 0.8 * 0.5 ** t))).toEqual(['cycling']);
  });

  it('is none of a game that comes to rest, at any rate', () => {
    expect(told_(steps.map((t) => 0.5 ** t))).toEqual(['healthy']);
    expect(told_(steps.map((t) => 1 / Math.sqrt(1 + t)))).toEqual(['still-improving']); // falls for ever, and is not there
    expect(told_(steps.map((t) => (t < 5 ? 1 : 0.02 + 0.001 * (t % 2))))).toEqual(['healthy']);
    expect(told(orbit((t) => 0.995 ** t))).toEqual([]); // no tenth in a quarter: too slow to be told still-improving
    expect(told_(steps.map((t) => 8 - 0.04 * t))).toEqual([]); // only G moves, straight on
  });

  it('is none of what stands still or leaves straight, and cannot be told of these by the distance alone', () => {
    const straight = (distance: readonly number[]) => ({ distance, 'generator-parameter': distance });
    for (const distance of [steps.map(() => 1), steps.map((t) => 1.5 ** t), steps.map((t) => 1 + 1e-4 * (t % 2))]) {
      expect(told(straight(distance))).toEqual([]);
      const { run, measure } = seen({ distance });
      const { unknown } = diagnosisOf(run, { measure }, failureModes);
      expect(unknown.find(({ verdict }) => verdict.name === 'cycling')?.absent).toContain(
        'measure generator-parameter',
      );
    }
    expect(told(straight([0, ...steps.slice(1).map((t) => 1e-9 * (1 + (t % 2)))]))).not.toContain('cycling'); // rounding
  });

  it('is none of a game that went round only before it settled', () => {
    const settled = steps.map((t) => (t < 12 ? Math.cos(t) : 0.5 + 0.002 * t));
    expect(told({ distance: settled.map(Math.abs), 'generator-parameter': settled })).toEqual([]);
  });

  it('is none where a turn of the scheme leads nearer', () => {
    const bilinear = (radius: number) => ({ ...orbit((t) => radius ** t), 'spectral-radius': steps.map(() => radius) });
    expect(told(bilinear(0.999))).toEqual([]);
    expect(told(bilinear(1))).toEqual(['cycling']);
    expect(told(bilinear(1.001))).toEqual(['cycling']);
  });

  it('states the largest distance of a span, and not as if read at its end', () => {
    const { run, measure } = seen({ distance: steps.map((t) => 1.2 + 0.2 * Math.sin(t)) });
    const [{ evidence }] = diagnosisOf(run, { measure }, failureModes).holding;
    const largest = Math.max(...steps.slice(23).map((t) => 1.2 + 0.2 * Math.sin(t)));
    expect(evidence[0]).toMatchObject({ from: 2300, to: 3000, statistic: 'largest', value: largest });
    expect(evidence[1]).toMatchObject({ from: 0, to: 3000, statistic: 'reversals', value: 9 });
  });

  it('has limits of its own', () => {
    const slow = orbit((t) => 0.995 ** t); // by 3.7 % from quarter to quarter
    expect(told(slow, {}, { name: 'cycling', options: { fall: 0.05 } })).toEqual(['cycling']);
    expect(
      told(
        orbit(() => 1),
        {},
        { name: 'cycling', options: { reversals: 20 } },
      ),
    ).toEqual([]);
    const near = orbit((t) => (t < 5 ? 1 : 0.1));
    expect(told(near)).toEqual(['cycling']);
    expect(told(near, {}, { name: 'cycling', options: { rest: 0.2 } })).toEqual([]);
    expect(told(near, {}, { name: 'healthy', options: { rest: 0.2 } })).toEqual(['cycling']);
  });
});

describe('off-manifold, poor-fit, healthy', () => {
  const quality = (value: number) => ({ 'high-quality': [0, value, value], 'modes-covered': [1, 8, 8] });

  it('is off the data below half of what the data reads', () => {
    expect(told(quality(0.4), onRing)).toEqual(['off-manifold']);
    expect(told(quality(0.5), onRing)).toEqual([]);
    expect(told(quality(0.5), onRing, { name: 'off-manifold', options: { share: 0.6 } })).toEqual(['off-manifold']);
  });

  it('is not healthy on counts of modes and of samples near them: each may be a point, or a stray', () => {
    expect(told(quality(0.9889), onRing)).toEqual([]);
    expect(told(quality(1), { target: { name: 'gaussian', mean: 0, std: 1 } })).toEqual([]);
  });

  it('is not healthy where a failure holds', () => {
    // A game nearly at rest, 8 deviations off: js is what tells.
    const near = { distance: [200, 8, 8, 8, 8, 8, 8, 8, 8], js: [0.69, 0.6, 0.6, 0.6, 0.6, 0.6, 0.6, 0.6, 0.6] };
    expect(told(near)).not.toContain('healthy');
    expect(told(near)).toContain('poor-fit');
  });

  it('is poor-fit where the best D is wrong less than one time in four, else healthy', () => {
    // ln 2 - h(1/4) = 0.1308, h the entropy of a coin.
    expect(told({ js: [0.6, 0.132, 0.132] })).toEqual(['poor-fit']);
    expect(told({ js: [0.6, 0.13, 0.13] }, onOne)).toEqual(['healthy']);
    expect(told({ 'total-variation': [1, 0.51, 0.51] })).toEqual(['poor-fit']);
    expect(told({ 'total-variation': [1, 0.49, 0.49] }, onOne)).toEqual(['healthy']);
    // Of a line and a latent plane it would be a histogram's, with its bias.
    const line = { target: { name: 'uniform', low: 0, high: 1 } };
    expect(told({ 'total-variation': [1, 0.51, 0.51] }, line)).toEqual([]);
    expect(told({ js: [0.6, 0.132, 0.132] }, {}, { name: 'poor-fit', options: { fooled: 0.2 } })).toEqual([]);
  });

  it('is not told from total-variation where the file of data has gone, whose samples it was of', () => {
    const gone = { target: { name: 'file', path: 'gone.csv' } };
    expect(told({ 'total-variation': [0.6, 0.1, 0.1] }, gone)).toEqual([]);
    expect(told({ js: [0.6, 0.1, 0.1] }, gone)).toEqual(['healthy']);
  });

  it('is poor-fit by most readings of the end, and shows one of these', () => {
    const [high, low] = [Array<number>(4).fill(0.5), 0.13];
    const { run, measure } = seen({ js: [0.6, ...Array<number>(11).fill(0.5), ...high.slice(1), low] }, onOne);
    const [found] = diagnosisOf(run, { measure }, failureModes).holding;
    expect(found).toMatchObject({ verdict: { name: 'poor-fit' }, evidence: [{ value: 0.5, to: 1400 }] });
    expect(found.evidence[0].says).toContain('so at 3 of the 4 readings of the end');
    expect(told({ js: [0.6, ...Array<number>(11).fill(0.01), 0.01, 0.14, 0.01, 0.01] }, onOne)).toEqual([]);
  });

  it('is not healthy where js may hide a lost mode', () => {
    // q = 6 of 8 equal modes reads js .0956, 7 of 8 .0454 (two-point formulas), and mode-kl log(8 / 6), log(8 / 7).
    const js = (value: number) => ({ js: [0.6, value, value] });
    const withShares = (kl: number) => ({ ...js(0.0956), 'mode-kl': [2, kl, kl] });
    expect(told(js(0.0956), onRing)).toEqual([]);
    expect(told(js(0.0453), onRing)).toEqual(['healthy']);
    expect(told(js(0.0455), onRing)).toEqual([]);
    expect(told(withShares(0.01), onRing)).toEqual(['healthy']); // shapes, then
    expect(told(withShares(Math.log(8 / 6)), onRing)).toEqual(['mode-imbalance']);
    expect(told({ 'total-variation': [0.6, 0.13, 0.13] }, onRing)).toEqual([]);
    expect(told({ 'total-variation': [0.6, 0.12, 0.12] }, onRing)).toEqual(['healthy']); // below 1/8
    const { run, measure } = seen(js(0.0956), onRing);
    expect(primaryDiagnosis(run, { measure })).toEqual({
      absent: expect.stringMatching(/hide a lost mode.*mode-kl is not/),
    });
  });

  it('is told of a game with p and q by these, not by how far it was off at first', () => {
    // 1000 -> 40 is a twenty-fifth, and forty deviations off.
    const distance = [1000, ...Array<number>(12).fill(40)];
    expect(told({ distance })).not.toContain('healthy');
    expect(told({ distance }, { target: null })).toEqual(['healthy']); // where the start is the only length
    const near = { distance: [0.1, ...Array<number>(12).fill(0.01)], js: [0.01, ...Array<number>(12).fill(1e-4)] };
    expect(told(near)).toEqual(['healthy']);
  });
});

describe('still-improving', () => {
  const falls = [0.69, 0.65, 0.6, 0.55, 0.5, 0.4, 0.35, 0.3, 0.25, 0.2, 0.18];

  it('is a way to the better on which every reading of a quarter is better than all of the one before', () => {
    expect(told({ js: falls })).toEqual(['still-improving', 'poor-fit']);
    expect(told({ js: falls.with(-1, 0.31) })).toEqual(['poor-fit']);
    expect(told({ 'high-quality': falls.toReversed() }, onRing)).toEqual(['still-improving']);
    expect(told({ js: falls }, {}, { name: 'still-improving', options: { gain: 0.5 } })).toEqual(['poor-fit']);
  });

  it('is none of a way of less than a tenth, nor of noise about the end', () => {
    expect(told({ js: falls.map((_, i) => 0.31 - 0.002 * i) })).toEqual(['poor-fit']);
    expect(told({ 'energy-distance': falls.map((_, i) => 0.002 - 0.0003 * i) })).toEqual([]);
  });

  it('is told by what still tells far from farther', () => {
    const far = { js: falls.map(() => Math.LN2), 'wasserstein-1': falls.map((_, i) => 8 - 0.5 * i) };
    expect(told(far)).toEqual(['still-improving', 'poor-fit']);
  });

  it('states the means of the two quarters, with their spans', () => {
    const { run, measure } = seen({ js: falls });
    const [{ evidence }] = diagnosisOf(run, { measure }, failureModes).holding;
    expect(evidence).toMatchObject([{ from: 800, to: 1000, statistic: 'mean' }]);
    expect(evidence[0].value).toBeCloseTo(0.21, 12);
    expect(evidence[0].beside).toBeCloseTo(0.35, 12);
  });

  it('takes three readings in each quarter, and says how often to measure', () => {
    const { run, measure } = seen({ js: falls.slice(0, 8) });
    const { unknown } = diagnosisOf(run, { measure }, failureModes);
    const { absent } = unknown.find(({ verdict }) => verdict.name === 'still-improving')!;
    expect(absent).toContain('js has 2 and 2 readings');
    expect(absent).toContain('measure every 70 steps or oftener');
  });
});

describe('diverged', () => {
  it('is the outcome; of what was read before only a game’s way tells more', () => {
    const outcome = { outcome: 'diverged', reason: 'beyond 1e8' } as const;
    expect(told({ js: [0.69, 0.69, 0.69], 'modes-covered': [0, 0, 0] }, { ...onRing, ...outcome })).toEqual([
      'diverged',
    ]);
    const away = [1, 2, 4, 8, 16, 32, 64, { absent: 'diverged at step 700' }];
    expect(told({ distance: away }, outcome)).toEqual(['diverged']);
    const round = [1, 3, 9, 27, 81].flatMap((t) => [t, -t, t, -t]);
    const spiral = { distance: round.map((t) => Math.abs(t)), 'generator-parameter': round };
    expect(told(spiral, outcome)).toEqual(['cycling', 'diverged']);
  });
});

describe('the end of a run', () => {
  it('is its last quarter, however often one looks, and takes two readings', () => {
    const looked = (every: number) => {
      const steps = Array.from({ length: 1000 / every + 1 }, (_, i) => i * every);
      const js = Object.fromEntries(steps.map((step) => [step, step < 700 ? 0.6 : 0.01]));
      const run = runOf(cellOf('hinge'), 1, { js });
      const measure = {
        every,
        samples: 100,
        keep: 'all',
        metrics: [{ column: 'js', choice: { name: 'js' } }],
      } as const;
      return diagnosisOf(run, { measure }, failureModes);
    };
    for (const every of [10, 50, 125, 250])
      expect(looked(every).holding.map(({ verdict }) => verdict.name)).toContain('healthy');
    const run = runOf(cellOf('hinge'), 1, { 'high-quality': { 0: 0, 500: 0.1, 1000: 0.1 } });
    const measure = { every: 500, samples: 100, keep: 'all', metrics: [] } as const;
    expect(primaryDiagnosis(run, { measure })).toEqual({
      absent:
        'it has one reading in the last quarter of the run: a state takes two; measure every 250 steps or oftener',
    });
    const { holding, unknown } = looked(500);
    expect(holding).toEqual([]);
    expect(unknown.find(({ verdict }) => verdict.name === 'healthy')?.absent).toContain(
      'js has one reading in the last quarter of the run: a state takes two; measure every 250 steps or oftener',
    );
  });
});
