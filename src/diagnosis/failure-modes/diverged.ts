/** A run whose parameters left all bounds. */
import { failureMode } from './_failure-mode.js';

export const diverged = failureMode({
  name: 'diverged',
  description: 'A parameter became infinite or NaN, or exceeded 1e8 in size.',
  summary: 'the parameters grew without bound',
  kind: 'failure',
  appliesToDiverged: true,
  requires: [],
  precedes: [],
  notes: ['This is the run’s outcome. Values measured before it stay in the training curves.'],
  options: {},
  test: ({ run: { outcome, steps, reason } }) => ({
    applies: outcome === 'diverged',
    evidence: [
      {
        metric: 'outcome',
        from: steps,
        to: steps,
        statistic: 'last',
        value: outcome,
        reference: null,
        explanation: reason ?? 'the run trained for all its steps',
      },
    ],
  }),
});
