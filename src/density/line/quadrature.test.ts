import { expect, test } from 'vitest';
import { uniformLatent } from '../../core/gan/latents/uniform.js';
import { gaussianTarget } from '../../core/gan/targets/gaussian.js';
import { sum } from '../density-comparison.js';
import { klDivergenceQP } from '../divergences.js';
import { hasDensity } from '../known-density.js';
import { latentRange } from './latent-range.js';
import { pushforward } from './pushforward.js';
import { compareByQuadrature } from './quadrature.js';

const ULP = 2 ** -50; // the distance between doubles from 4 to 8

test.each([1, 2, 3])(
  'the tip of a fold keeps its mass, though no double lies within it: tip at 4.5 + %i ulp',
  async (ulps) => {
    const latent = uniformLatent.create({ low: 0, high: 1, dim: 1 });
    const target = gaussianTarget.create({ mean: 4, std: 1 });
    if (!hasDensity(target)) throw new Error('a Gaussian has a density');
    const tip = 4.5 + ulps * ULP;
    const path = {
      z: Float64Array.of(0, 0.5, 0.5 + 1e-7, 0.5 + 2e-7, 1),
      x: Float64Array.of(3, tip - ULP, tip, tip - ULP, 3),
      maxError: 1e-9,
    };
    const given = { latent, range: latentRange(latent), scale: target.scale };
    const found = await compareByQuadrature(pushforward(path, given), target);
    expect(sum(found.q)).toBeCloseTo(1, 12);
    // q is 2/3 on [3, 4.5], but for the tip, whose density is 2e-7 / ulp: KL = E_q[log q - log p], to first order in the tip.
    const onBulk = Math.log(2 / 3) + Math.log(2 * Math.PI) / 2 + (0.5 ** 3 + 1) / 3 / 1.5 / 2;
    const atTip = Math.log(2e-7 / ULP) + Math.log(2 * Math.PI) / 2 + 0.125;
    expect(klDivergenceQP(found)).toBeCloseTo((1 - 2e-7) * (onBulk + Math.log(1 - 2e-7)) + 2e-7 * atTip, 8);
  },
);
