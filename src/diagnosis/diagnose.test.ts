/** The examples of the public docstrings. */
import { expect, it } from 'vitest';
import { cellOf, experimentOf, recordOf, runOf } from '../../test/support/records.js';
import { failureModes } from './catalog.js';
import { diagnose, primaryDiagnosis } from './diagnose.js';

const js = (value: number) => ({ js: { 0: 0.6, 750: value, 1000: value } });
const cell = cellOf('minimax');
const { experiment, runs } = recordOf(experimentOf([], { seeds: 3, cells: [cell] }), [
  runOf(cell, 1, js(0.32)),
  runOf(cell, 2, js(0.01)),
  runOf(cell, 3, { js: { 0: 0.6, 1000: 0.01 } }),
]);

it('diagnose gives each finding with its evidence', () => {
  const { findings, rejected, inconclusive } = diagnose(runs[0], experiment);
  expect(findings.map(({ failureMode, evidence }) => [failureMode.name, evidence])).toEqual([
    [
      'poor-fit',
      [
        {
          metric: 'js',
          from: 1000,
          to: 1000,
          statistic: 'last',
          value: 0.32,
          reference: expect.closeTo(0.1308, 4),
          explanation: 'limit, at which the optimal D errs on 25 % of a balanced sample; above it on less',
        },
      ],
    ],
  ]);
  const tested = [...findings, ...rejected, ...inconclusive].map(({ failureMode }) => failureMode.name);
  expect(tested.toSorted()).toEqual([...failureModes.keys()].toSorted());
});

it('primaryDiagnosis gives a name, or what is missing', () => {
  const found = runs.map((run) => primaryDiagnosis(run, experiment));
  expect(found.map((each) => ('diagnosis' in each ? each.diagnosis : `inconclusive: ${each.absent}`))).toEqual([
    'poor-fit',
    'healthy',
    'inconclusive: the run was measured once in the last quarter; at least 2 are needed: set measure.every to 250 or less',
  ]);
});

it('the catalog has each failure mode with its summary and what it requires', () => {
  expect(failureModes.get('mode-collapse')).toMatchObject({
    summary: 'G generates some of the modes and misses others',
    requires: [expect.arrayContaining(['modes-covered']), expect.arrayContaining(['high-quality'])],
  });
});
