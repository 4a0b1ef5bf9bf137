/** Every number of an experiment file has a bound, and what lies at and beyond it is planned, or refused with its line and range. */
import { expect, test } from 'vitest';
import { boundCases } from '../../test/support/bound-cases.js';
import { problemsOf } from '../../test/support/experiment-files.js';
import { sweepText } from '../../test/support/sweep-text.js';
import { loadCatalogs } from './catalogs.js';
import { experimentSchema } from './schema/json-schema.js';

const { cases, unbounded } = boundCases(experimentSchema(await loadCatalogs()));

test('every count has a largest value in the JSON Schema', () => {
  expect(unbounded).toEqual([]);
  expect(cases.length).toBeGreaterThan(500);
});

const families = [...new Set(cases.map(({ name }) => name.split(' ')[0]))];
test.each(families)(
  '%s: values at a bound are planned or refused, those beyond are refused with their range',
  async (family) => {
    const wrong: string[] = [];
    for (const { name, option, isBeyond, bound, sections } of cases) {
      if (name.split(' ')[0] !== family) continue;
      const problems = await problemsOf(textOf(sections));
      if (problems.some((line) => !/^\d+:\d+: /.test(line)))
        wrong.push(`${name}: no position in ${problems.join('; ')}`);
      if (problems.some((line) => /\b(NaN|undefined)\b|Invalid|Maximum call stack|Cannot /.test(line)))
        wrong.push(`${name}: an internal sentence: ${problems.join('; ')}`);
      const isNamed = problems.some((line) => line.includes(option) && line.includes(bound));
      if (isBeyond && !isNamed) wrong.push(`${name}: ${bound} is not among ${problems.join('; ') || 'no problems'}`);
    }
    expect(wrong).toEqual([]);
  },
);

test('a grid beyond the bounds is refused before it is expanded, whatever --max-runs is', async () => {
  const values = (n: number) => Array.from({ length: n }, (_, i) => i + 1);
  const vary = { steps: values(1000), batch: values(1000), 'generator.hidden': values(1000).map((n) => [n]) };
  expect(await problemsOf(sweepText({ vary }), { maxRuns: 1e12 })).toEqual([
    expect.stringContaining('vary: expands to 1000000000 settings; at most 100000 are allowed, before exclude'),
  ]);
  const exclude = [{ steps: 1 }];
  expect(await problemsOf(sweepText({ vary, exclude }), { maxRuns: 1e12 })).toHaveLength(1);
  expect(await problemsOf(sweepText({ vary: { steps: values(100) }, seeds: 100_000 }), { maxRuns: 1e12 })).toEqual([
    expect.stringContaining('expands to 10000000 runs; at most 1000000 are allowed'),
  ]);
});

test('a run is measured at most 100,000 times', async () => {
  const problems = (steps: number, every: number) => problemsOf(sweepText({ base: { steps }, measure: { every } }));
  expect(await problems(1e9, 10_000)).toEqual([]);
  expect(await problems(1e9, 1)).toEqual([
    expect.stringMatching(/^\d+:\d+: measure.every: must be at least 10000 with 1000000000 steps, .* got 1$/),
  ]);
});

test('curves and intervals that are too narrow for their size are refused', async () => {
  const of = (target: object) => problemsOf(sweepText({ base: { target } }));
  expect(await of({ name: 'spiral', radius: 1e9, std: 1e-3 })).toEqual([
    expect.stringMatching(/base.target: .*the curve is .* standard deviations long, at most 100000 are allowed/),
  ]);
  expect(await of({ name: 'two-clusters', distance: 1e10, width: 1 })).toEqual([
    expect.stringMatching(/base.target: .*width must be at least 0.00001 of distance, got/),
  ]);
  expect(await of({ name: 'uniform', low: 0.1, high: 0.100_000_000_1 })).toEqual([
    expect.stringMatching(/base.target: .*high must differ from low by 0.00001 of its size or more, got/),
  ]);
});

function textOf({ measure, ...sections }: { readonly measure?: object; readonly [key: string]: unknown }): string {
  const { name, question } = { name: 'bounds', question: 'Is it refused?' };
  return Object.entries({ name, question, ...sections, measure: measure ?? { metrics: ['distance'] } })
    .map(([key, value]) => `${key}: ${JSON.stringify(value)}\n`)
    .join('');
}
