import { expect, test } from 'vitest';
import { estimatorsOf } from './estimators.js';
import type { Measured } from './measure.js';

const none = { values: [], vectors: [], generated: new Float64Array(0), real: new Float64Array(0), figure: null };
const at = (step: number, ...text: readonly (readonly [metric: string, text: string])[]): Measured => ({
  ...none,
  step,
  estimators: text.map(([metric, text]) => ({ metric, unit: 'nats', text })),
});

test('an estimator is named from the step on at which it is first another, and word for word at the end', () => {
  const measured = [
    at(0, ['js', 'grid of step 0.5; mass off the grid 1e-3'], ['kl', 'exact']),
    at(10, ['js', 'grid of step 0.5; mass off the grid 2.5e-12'], ['kl', 'exact']),
    at(20, ['js', 'histogram of 16384 samples']), // kl is absent: its reason is in the history
    at(30, ['js', 'grid of step 0.5; mass off the grid 0.2'], ['kl', 'exact']),
    at(40, ['js', 'grid of step 0.25; mass off the grid 0.1'], ['kl', 'exact']),
  ];
  expect(estimatorsOf(measured, { seed: 3, samples: 100 })).toEqual({
    seed: 3,
    samples: 100,
    columns: {
      js: {
        unit: 'nats',
        estimators: [
          { from: 0, text: 'grid of step 0.5; mass off the grid 1e-3' },
          { from: 20, text: 'histogram of 16384 samples' },
          { from: 30, text: 'grid of step 0.5; mass off the grid 0.2' },
          { from: 40, text: 'grid of step 0.25; mass off the grid 0.1' },
        ],
      },
      kl: { unit: 'nats', estimators: [{ from: 0, text: 'exact' }] },
    },
  });
  expect(estimatorsOf([], { seed: 1, samples: 1 }).columns).toEqual({});
});
