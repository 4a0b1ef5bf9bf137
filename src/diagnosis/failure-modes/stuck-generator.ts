/** A generator that does not move. */
import { bayesErrorOption, separability } from '../evidence/bayes-error.js';
import { lastValue, tooFewAtEnd } from '../evidence/run-trace.js';
import { atRest } from '../evidence/stationarity.js';
import { failureMode } from './_failure-mode.js';

export const stuckGenerator = failureMode({
  name: 'stuck-generator',
  description: 'G has not moved at all since the start of the run, far from the data.',
  summary: 'G does not move, far from the data',
  kind: 'failure',
  requires: [['js', 'total-variation']],
  precedes: [
    'mode-collapse',
    'mode-imbalance',
    'off-manifold',
    'poor-fit',
    'partial-coverage',
    'too-wide',
    'too-narrow',
    'bridged',
  ],
  notes: [
    'A metric that is computed from densities or parameters, not from samples, has changed by less than a millionth over all ' +
      'measurements, at least four: js, total-variation, kl-q-p, wasserstein-1 on a line, and others. A ' +
      'divergence that has reached its maximum does not count, since it is constant wherever G goes.',
    'q differs from p, in the sense of poor-fit. Causes are a gradient of G that has vanished, a learning rate of G near 0, and ' +
      'parameters that no gradient reaches.',
    'With samples alone, fewer values, or every such metric at its maximum, the test is inconclusive.',
  ],
  options: { bayesError: bayesErrorOption() },
  test(trace, { bayesError }) {
    const found = separability(trace, bayesError);
    if ('absent' in found) return found;
    const tooFew = tooFewAtEnd(found.series);
    if (tooFew) return { absent: tooFew };
    const differs = found.series.end.every(({ value }) => value >= found.limit.value);
    const evidence = [lastValue(found.series, found.limit.value, found.limit.explanation)];
    if (!differs) return { applies: false, evidence };
    const rest = atRest(trace);
    if ('absent' in rest) return rest;
    return { applies: rest.applies, evidence: rest.applies ? rest.evidence : [...evidence, ...rest.evidence] };
  },
});
