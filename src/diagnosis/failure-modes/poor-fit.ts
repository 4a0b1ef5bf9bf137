/** A q that differs from p, for whatever reason. */

import { bayesErrorOption, separability } from '../evidence/bayes-error.js';
import { lastValue, tooFewAtEnd } from '../evidence/run-trace.js';
import { failureMode } from './_failure-mode.js';

export const poorFit = failureMode({
  name: 'poor-fit',
  description: 'The density of G differs from that of the data: the optimal D tells them apart with few errors.',
  summary: 'q still differs from p',
  kind: 'failure',
  paper: 'arXiv:1406.2661, theorem 1',
  requires: [['js', 'total-variation']],
  precedes: [],
  notes: [
    'total-variation: the optimal D errs on a share (1 - TV) / 2 of a balanced sample. It is not used where it is estimated from ' +
      'samples, which biases it.',
    'js: below ln 2 - h(e), with the binary entropy h in nats, the optimal D errs on more than a share e; .131 for e = 1/4 ' +
      '(Lin 1991, doi:10.1109/18.61115).',
    'It applies at more than half of the measurements of the last quarter. If the modes are right and samples are near them, ' +
      'shapes, widths or bridges between modes are wrong.',
  ],
  options: { bayesError: bayesErrorOption() },
  test(trace, { bayesError }) {
    const found = separability(trace, bayesError);
    if ('absent' in found) return found;
    const { series, limit } = found;
    const tooFew = tooFewAtEnd(series);
    if (tooFew) return { absent: tooFew };
    const poor = series.end.filter(({ value }) => value >= limit.value);
    const counted =
      poor.length === series.end.length
        ? limit.explanation
        : `${limit.explanation}; reached at ${poor.length} of ${series.end.length} measurements in the last quarter`;
    return {
      applies: poor.length > series.end.length / 2,
      evidence: [lastValue(poor.length > 0 ? { ...series, end: poor } : series, limit.value, counted)],
    };
  },
});
