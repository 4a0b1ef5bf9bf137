/** Metrics of D where q is a histogram of samples: a latent of more dimensions than its target. */
import { expect, test } from 'vitest';
import { shiftedBy, unitGaussian } from '../../../test/support/gaussians.js';
import { everyMode, ringOf } from '../../../test/support/mode-generators.js';
import { compute, fakeSnapshot, numberOf } from '../../../test/support/snapshots.js';
import { gaussianLatent } from '../../core/gan/latents/gaussian.js';
import { fGanHellinger } from '../../core/gan/losses/f-gan/f-gan-hellinger.js';
import { ring } from '../../core/gan/targets/ring.js';
import { bayesGap } from './bayes-gap.js';
import { dstarError } from './dstar-error.js';
import { dstarLogitError } from './dstar-logit-error.js';
import { dstarMaxError } from './dstar-max-error.js';
import { excessRisk } from './excess-risk.js';
import { value } from './value.js';

const target = ring.create({ modes: 8, radius: 2, std: 0.02 });
const wide = fakeSnapshot({ target, latent: gaussianLatent.create({ dim: 3 }), G: ringOf(target, everyMode(8)) });

test.each([dstarError, dstarLogitError, excessRisk])(
  '$name at D* has the noise floor that its estimator states',
  async (metric) => {
    const measured = await numberOf(metric, wide);
    const estimator = await metric.estimator(wide, { region: 'overlap' });
    const [, floor] = /at q = p and D\* the cells’ noise alone gives (\S+)$/.exec(estimator)!;
    expect(measured).toBeGreaterThan(1e-3);
    expect(Math.abs(measured / Number(floor) - 1)).toBeLessThan(0.15); // of some hundreds of cells, and two digits
    const brief = { ...wide, brief: true };
    expect(await metric.estimator(brief, { region: 'overlap' })).not.toContain('noise');
  },
);

test('bayes-gap is bias-corrected as js is; dstar-max-error is absent', async () => {
  expect(Math.abs(await numberOf(bayesGap, wide))).toBeLessThan(2e-3); // 2 js, each within 0.001
  expect(await compute(dstarMaxError, wide)).toEqual({ absent: 'q is known from samples only' });
});

test('a large finite score has a finite log, whatever the loss', async () => {
  // log(1 - sigmoid(2 * 20)) = -40; log D = -4e-18.
  const sure = { target: unitGaussian, G: shiftedBy(0), D: () => 20, loss: fGanHellinger };
  expect(await numberOf(value, sure)).toBeCloseTo(-40, 9);
  expect(await numberOf(dstarLogitError, sure)).toBeCloseTo(40, 9);
});
