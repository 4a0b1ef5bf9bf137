import type { MemberTemplate } from '../member-template.js';

/** The logistic distribution on a line. */
export const targetTemplate: MemberTemplate = {
  folder: 'src/core/gan/targets',
  laws: 'src/core/gan/targets/family.laws.ts',
  further: [],
  member: ({ name, id }) => `/** To be replaced: the logistic distribution on a line. */
import { scalar } from '../options.js';
import { target } from './_target.js';

const REACH = 22; // widths: leaves out 6e-10 of the mass

export const ${id} = target({
  name: '${name}',
  description: 'The logistic distribution on a line.',
  notes: ['Conventions, formulas and traps, one paragraph of whole sentences each.'],
  options: {
    mean: scalar({ description: 'mean', default: 0 }),
    width: scalar({ description: 'scale; the std is pi / sqrt(3) times it', default: 1, above: 0 }),
  },
  create({ mean, width }) {
    return {
      dim: 1,
      // Fills out, rows of dim numbers, with independent draws. All randomness comes from the stream.
      sample(out, stream) {
        for (let at = 0; at < out.length; at++) {
          const u = (stream.integer(2 ** 30) + 0.5) / 2 ** 30; // inside (0, 1)
          out[at] = mean + width * Math.log(u / (1 - u));
        }
      },
      // Natural log of the density at each row of x; leave it out if it is unknown.
      logDensity: (x) =>
        Float64Array.from(x, (value) => {
          const distance = Math.abs(value - mean) / width;
          return -distance - 2 * Math.log1p(Math.exp(-distance)) - Math.log(width);
        }),
      cdf: (x) => 1 / (1 + Math.exp((mean - x) / width)),
      modes: [{ mean: [mean], std: [(width * Math.PI) / Math.sqrt(3)], weight: 1 }],
      // A box that holds all but 1e-9 of the mass.
      bounds: [{ low: mean - REACH * width, high: mean + REACH * width }],
      // The smallest length that matters: the narrowest standard deviation.
      scale: (width * Math.PI) / Math.sqrt(3),
    };
  },
});
`,
  test: ({ name, id }) => `import { expect, test } from 'vitest';
import { optionsOf } from '../../../../test/support/members.js';
import { stream } from '../../math/random/random.js';
import { ${id} } from './${name}.js';

const create = (options: Record<string, number> = {}) => ${id}.create(optionsOf(${id}, options));

test('null: samples have its mean and its standard deviation', () => {
  const n = 10_000;
  const x = new Float64Array(n);
  create({ mean: 2, width: 0.5 }).sample(x, stream({ seed: 1, purpose: '${name}', step: 0 }));
  const mean = x.reduce((sum, value) => sum + value, 0) / n;
  const variance = x.reduce((sum, value) => sum + (value - mean) ** 2, 0) / n;
  const expected = (0.5 * Math.PI) ** 2 / 3;
  expect(Math.abs(mean - 2)).toBeLessThan(5 * Math.sqrt(expected / n));
  // Its kurtosis is 4.2, so that the variance of a squared deviation is 3.2 variances squared.
  expect(Math.abs(variance - expected)).toBeLessThan(5 * expected * Math.sqrt(3.2 / n));
});

test('known answer: density and cdf, by hand', () => {
  const { logDensity, cdf } = create({ mean: 2, width: 0.5 });
  // At the mean exp(0) / (width (1 + 1)^2) = 1 / 2.
  expect(Math.exp(logDensity!(Float64Array.of(2))[0])).toBeCloseTo(0.5, 12);
  expect(cdf!(2 + 0.5 * Math.log(3))).toBeCloseTo(0.75, 12);
});

test('degenerate: far away and at NaN', () => {
  const { logDensity } = create();
  expect(logDensity!(Float64Array.of(1e4))[0]).toBe(-1e4);
  expect(logDensity!(Float64Array.of(Infinity))[0]).toBe(-Infinity);
  expect(logDensity!(Float64Array.of(Number.NaN))[0]).toBeNaN();
});
`,
};
