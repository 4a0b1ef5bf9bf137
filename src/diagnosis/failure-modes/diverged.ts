/** Parameters that left all bounds. */
import { failureMode } from './_failure-mode.js';

export const diverged = failureMode({
  name: 'diverged',
  description: 'A parameter ceased to be finite, or grew beyond 1e8.',
  means: 'the parameters ran away',
  kind: 'failure',
  ofDiverged: true,
  needs: [],
  explains: [],
  notes: ['The run’s outcome, and nothing else. What was read before it is kept in its curve.'],
  options: {},
  judge: ({ run: { outcome, steps, reason } }) => ({
    holds: outcome === 'diverged',
    evidence: [
      {
        reading: 'outcome',
        from: steps,
        to: steps,
        statistic: 'last',
        value: outcome,
        beside: null,
        says: reason ?? 'it trained to its end',
      },
    ],
  }),
});
