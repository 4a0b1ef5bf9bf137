import type { MemberTemplate } from '../member-template.js';

/** A large Jensen-Shannon divergence at the end. */
export const failureTemplate: MemberTemplate = {
  folder: 'src/diagnosis/failure-modes',
  laws: 'src/diagnosis/failure-modes/family.slow.laws.ts',
  further: ['Describe it in the table of failure modes in docs/guide/numbers.md, which a test requires.'],
  member: ({ name, id }) => `/** To be replaced: the samples of G and the data hardly overlap at the end of a run. */
import { scalar } from '../../core/gan/options.js';
import { lastValue, tooFewAtEnd } from '../evidence/run-trace.js';
import { failureMode } from './_failure-mode.js';

export const ${id} = failureMode({
  name: '${name}',
  description: 'The samples of G and the data hardly overlap.',
  // What a run to which it applies has done: a clause without a full stop.
  summary: 'the samples of G and the data hardly overlap',
  kind: 'failure',
  // At least one metric of each row must be measured.
  requires: [['js']],
  // Failure modes that are symptoms of this one.
  precedes: ['poor-fit'],
  notes: ['js is above \`limit\` at every measurement of the last quarter.'],
  options: {
    limit: scalar({ description: 'limit on js, in nats; it is at most ln 2', default: 0.6, above: 0, below: Math.LN2 }),
  },
  test({ series }, { limit }) {
    const js = series('js');
    if ('absent' in js) return js;
    const tooFew = tooFewAtEnd(js);
    if (tooFew) return { absent: tooFew };
    return {
      applies: js.end.every(({ value }) => value > limit),
      evidence: [lastValue(js, limit, 'above this, the samples of G and the data hardly overlap')],
    };
  },
});
`,
  test: ({ name, id }) => `import { expect, test } from 'vitest';
import { measuredRun } from '../../../test/support/records.js';
import type { MetricValue } from '../../records/metric-value.js';
import { diagnoseWith } from '../diagnose.js';
import { ${id} } from './${name}.js';

/** The diagnosis of a run whose js had these values, the last two of them in its last quarter, by this test alone. */
function diagnosed(js: readonly (number | MetricValue)[], limit?: number) {
  const { run, measure } = measuredRun({ js });
  const failures = limit === undefined ? [] : [{ name: '${name}', limit }];
  return diagnoseWith(run, { measure, failures }, new Map([['${name}', ${id}]]));
}

test('null: it does not apply to a run that ends at js = 0', () => {
  const { findings, rejected } = diagnosed([0.69, 0.3, 0, 0]);
  expect([findings.length, rejected.length]).toEqual([0, 1]);
});

test('known answer: it applies where js stays above the limit, with the last value as evidence', () => {
  const { findings } = diagnosed([0.69, 0.68, 0.67, 0.65]);
  expect(findings[0].evidence).toMatchObject([{ metric: 'js', value: 0.65, reference: 0.6 }]);
  expect(diagnosed([0.69, 0.68, 0.67, 0.65], 0.66).findings).toEqual([]);
});

test('degenerate: with one value, or without any, it is inconclusive, with the reason', () => {
  expect(diagnosed([0.69]).inconclusive[0].absent).toMatch(/measure/);
  expect(diagnosed([0.69, 0.69, { absent: 'no samples' }, { absent: 'no samples' }]).inconclusive[0].absent).toMatch(
    /no samples/,
  );
});
`,
};
