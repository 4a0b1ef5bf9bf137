import type { MemberTemplate } from '../member-template.js';

/** The distance between the means of two clouds of samples. */
export const metricTemplate: MemberTemplate = {
  folder: 'src/metrics',
  laws: 'src/metrics/metrics.slow.laws.ts',
  further: [],
  member: ({ name, id }) => `/** To be replaced: the distance between the means of two clouds of samples. */
import { plural } from '../../core/text/words.js';
import { valueOfClouds } from '../_clouds.js';
import { metric } from '../metric.js';

// A snapshot has G, D, p, parameters and samples at one step. A value that cannot be computed is { absent: 'the reason' }.
export const ${id} = metric({
  name: '${name}',
  description: 'Distance between the mean of G’s samples and the mean of as many samples of the data.',
  unit: 'length of x',
  better: 'lower',
  range: [0, Infinity],
  // The value at q = p and D*, without sampling noise; null if that depends on the target.
  ideal: 0,
  notes: ['Conventions, formulas and traps, one paragraph of whole sentences each.'],
  options: {},
  compute: (snapshot) =>
    valueOfClouds(snapshot, {}, ({ generated, real, n, dim }) => {
      const difference = new Float64Array(dim);
      for (let at = 0; at < n * dim; at++) difference[at % dim] += (generated[at] - real[at]) / n;
      return Math.hypot(...difference);
    }),
  // The estimator first; after semicolons the particulars of this snapshot.
  estimator: async ({ sampleCount }) => \`means of \${plural(sampleCount, 'sample')} each\`,
});
`,
  test: ({ name, id }) => `import { expect, test } from 'vitest';
import { compute, numberOf } from '../../../test/support/snapshots.js';
import { gaussianTarget } from '../../core/gan/targets/gaussian.js';
import { ${id} } from './${name}.js';

const target = gaussianTarget.create({ mean: 0, std: 1 });
// Standard error of the difference of two means of 2500 samples of variance 1.
const ERROR = Math.sqrt(2 / 2500);

test('null: at q = p it is within sampling noise of its ideal', async () => {
  expect(await numberOf(${id}, { target, G: (z) => z })).toBeLessThan(5 * ERROR);
});

test('known answer: a shift by 3', async () => {
  const value = await numberOf(${id}, { target, G: ([z]) => [z + 3] });
  expect(Math.abs(value - 3)).toBeLessThan(5 * ERROR);
});

test('degenerate: of a constant generator it is finite; of NaN it is absent', async () => {
  const value = await numberOf(${id}, { target, G: () => [2] });
  expect(Math.abs(value - 2)).toBeLessThan(5 * ERROR);
  expect(await compute(${id}, { target, G: () => [Number.NaN] })).toHaveProperty('absent');
});
`,
};
