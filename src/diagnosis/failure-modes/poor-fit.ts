/** Not the data's density, for whatever reason. */

import { apartness, fooledOption } from '../evidence/bayes-error.js';
import { atEnd, tooShort } from '../evidence/run-trace.js';
import { failureMode } from './_failure-mode.js';

export const poorFit = failureMode({
  name: 'poor-fit',
  description: 'G does not make p: the best possible D would tell them apart too well.',
  means: 'q and p still differ in more than detail',
  kind: 'failure',
  paper: 'arXiv:1406.2661, theorem 1',
  needs: [['js', 'total-variation']],
  explains: [],
  notes: [
    'total-variation: the best D is wrong on a share (1 - TV) / 2 of a balanced sample. Not where it is ' +
      'estimated from samples, with a bias.',
    'js: below ln 2 - h(e), with h a coin’s entropy in nats, the best D is wrong more often than e; .131 for ' +
      'e = 1/4 (Lin 1991, doi:10.1109/18.61115).',
    'At more than half of the readings of the run’s last quarter. What remains where modes are right and samples near ' +
      'them: shapes, widths, bridges.',
  ],
  options: { fooled: fooledOption() },
  judge(course, { fooled }) {
    const found = apartness(course, fooled);
    if ('absent' in found) return found;
    const { series, limit, says } = found;
    const short = tooShort(series);
    if (short) return { absent: short };
    const apart = series.end.filter(({ value }) => value >= limit);
    const all = apart.length === series.end.length;
    const told = all ? says : `${says}; so at ${apart.length} of the ${series.end.length} readings of the end`;
    return {
      holds: apart.length > series.end.length / 2,
      evidence: [atEnd(apart.length > 0 ? { ...series, end: apart } : series, limit, told)],
    };
  },
});
