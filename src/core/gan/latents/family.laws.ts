/** What every latent must keep: samples, cdf, quantile and density tell one story. */
import { describe, expect, test } from 'vitest';
import { optionsOf, withOtherValues } from '../../../../test/support/members.js';
import { stream } from '../../math/random/random.js';
import { families } from '../families.js';
import type { LatentDistribution } from './_latent.js';

const { latents } = families;

const SAMPLES = 20_000;
const MASSES = Array.from({ length: 99 }, (_, k) => (k + 1) / 100);
const draw = (latent: LatentDistribution, count: number) => {
  const out = new Float64Array(count * latent.dim);
  latent.sample(out, stream({ seed: 2, purpose: 'laws', step: 0 }));
  return out;
};

for (const [name, latent] of latents) {
  const distribution = latent.create(optionsOf(latent));
  const { dim, cdf, quantile, density } = distribution;

  describe(`latent ${name}`, () => {
    test('has a quantile that inverts its cdf, from one end of its support to the other', () => {
      for (const mass of [1e-9, ...MASSES, 1 - 1e-9]) expect(Math.abs(cdf(quantile(mass)) - mass)).toBeLessThan(1e-12);
      expect(cdf(quantile(0))).toBe(0);
      expect(cdf(quantile(1))).toBe(1);
    });

    test('has a density that is the slope of its cdf and 0 outside its support', () => {
      for (const mass of MASSES) {
        const z = quantile(mass);
        const h = 1e-5 * (quantile(0.75) - quantile(0.25));
        expect(Math.abs((cdf(z + h) - cdf(z - h)) / (2 * h) / density(z) - 1)).toBeLessThan(1e-7);
      }
      expect(density(quantile(1) + 1)).toBe(0);
      expect(density(quantile(0) - 1)).toBe(0);
    });

    test('has samples that follow its cdf in every coordinate, within five standard errors', () => {
      const sample = draw(distribution, SAMPLES);
      for (let i = 0; i < dim; i++) {
        const column = sample.filter((_, at) => at % dim === i);
        for (const mass of [0.01, 0.1, 0.25, 0.5, 0.75, 0.9, 0.99]) {
          const edge = quantile(mass);
          const share = column.filter((z) => z <= edge).length / SAMPLES;
          expect(Math.abs(share - mass)).toBeLessThan(5 * Math.sqrt((mass * (1 - mass)) / SAMPLES));
        }
      }
    });

    test('has independent coordinates', () => {
      const sample = draw(distribution, SAMPLES);
      const uniform = sample.map((z) => Math.sqrt(12) * (cdf(z) - 0.5));
      let sum = 0;
      for (let at = 1; at < uniform.length; at++) sum += uniform[at] * uniform[at - 1];
      expect(Math.abs(sum / Math.sqrt(uniform.length - 1))).toBeLessThan(5);
    });

    test('lists options that act', () => {
      const story = (d: LatentDistribution) => JSON.stringify([d.dim, d.quantile(0.3), [...draw(d, 20)]]);
      for (const { option, value, result } of withOtherValues(latent, (options) => story(latent.create(options))))
        expect(result, `${option} = ${value}`).not.toBe(story(distribution));
    });
  });
}
