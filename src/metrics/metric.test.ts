/** The examples of the public docstrings. */
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { docstringExamples, evaluateWith } from '../../test/support/docstring-examples.js';
import { compute } from '../../test/support/snapshots.js';
import { gaussianTarget } from '../core/gan/targets/gaussian.js';
import { metricValue } from '../records/metric-value.js';
import * as catalog from './catalog.js';
import { type Metric, metric } from './metric.js';

test.each(docstringExamples(new URL('./catalog.ts', import.meta.url)))('$code is $value', ({ code, value }) => {
  expect(evaluateWith(catalog, code)).toEqual(evaluateWith({}, value));
});

test('the example of metric() is the mean of x, and absent where it is not a number', async () => {
  const source = readFileSync(new URL('./metric.ts', import.meta.url), 'utf8');
  const [, code] = /@example\n \* export const meanX = (.*?);\n \*\//s.exec(source)!;
  const meanX = evaluateWith({ metric, metricValue }, code.replace(/^ \* ?/gm, '')) as Metric;
  const target = gaussianTarget.create({ mean: [0, 0], std: 1 });
  const given = { generated: Float64Array.of(1, 9, 4, -9), real: Float64Array.of(0, 0, 0, 0) };
  expect(await compute(meanX, { target, G: (z) => z, given })).toEqual({ value: 2.5 });
  expect(await compute(meanX, { target, G: () => [Number.NaN, 0] })).toEqual({ absent: "G's output is not finite" });
});
