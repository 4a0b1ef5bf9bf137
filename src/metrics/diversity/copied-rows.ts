/** Share of G's samples that are copies of rows of the data. */
import { scalar } from '../../core/gan/options.js';
import type { Distribution } from '../../core/gan/targets/_target.js';
import { kdTree } from '../../core/math/geometry/kd-tree.js';
import type { Snapshot } from '../../core/snapshot/snapshot.js';
import { plural } from '../../core/text/words.js';
import { valueOfClouds } from '../_clouds.js';
import { metric } from '../metric.js';

const MAX_SAMPLES = 5000; // of G

export const copiedRows = metric({
  name: 'copied-rows',
  description: 'Share of G’s samples that are copies of a row of the data: memorised, where the data are a finite set.',
  paper: 'arXiv:2102.08921 (authenticity)',
  unit: 'fraction',
  better: 'lower',
  range: [0, 1],
  ideal: null,
  notes: [
    'A copy of a row is nearer to it than `within` times the distance from that row to its nearest other row.',
    'Fresh draws of locally even data in d dimensions give `within`^d: balls of half that distance are disjoint, and a row’s ' +
      'whole ball has a mass of 1 / n in the mean. Data near a curve give `within`, whatever d is.',
    'Rows that occur twice have no copies: a sample that equals one of them may be a fresh draw.',
    'The rows are those that training draws from: a fixed set, a file without its held-out part, or those of `score --real`. Of ' +
      'other targets the metric is absent. Samples are counted around random rows where all would take minutes, and the share is ' +
      'scaled up.',
  ],
  options: {
    within: scalar({
      description: 'largest distance of a copy, as a share of its row’s distance to the nearest other row',
      default: 0.2,
      above: 0,
      atMost: 0.5,
    }),
  },
  compute: (snapshot, { within }) =>
    valueOfClouds(snapshot, { atMost: MAX_SAMPLES }, ({ generated, real, n, dim }) => {
      const rows = rowsOfData(snapshot.target, real);
      if (rows === null) return { absent: 'the data are not a finite set: fresh draws cannot be memorised' };
      if (rows.length / dim < 2) return { absent: 'needs 2 rows of the data' };
      const [data, samples] = [kdTree(rows, dim), kdTree(generated, dim)];
      const used = chosenRows(snapshot, rows.length / dim);
      const nearest = new Float64Array(2); // of the row itself, and of the nearest other one
      let copies = 0;
      let single = 0; // rows that occur once
      // The balls are disjoint, so that no sample counts twice.
      for (const row of used) {
        data.nearest(rows, row, nearest);
        if (!(nearest[1] > 0)) continue;
        single++;
        copies += samples.within(rows, row, within * nearest[1]).count;
      }
      if (single === 0)
        return { absent: `each of the ${used.length} rows of the data that are used occurs more than once` };
      return Math.min(1, (copies / n) * (rows.length / dim / used.length));
    }),
  estimator: async (snapshot) => {
    const { sampleCount, realCount, target } = snapshot;
    const { training, rows: measured, dim } = target;
    const rows = training?.points ?? (measured ? measured.length / dim : realCount);
    const used = chosenRows(snapshot, rows).length;
    return `${plural(Math.min(MAX_SAMPLES, sampleCount), 'sample')} around ${used} of ${plural(rows, 'row')}`;
  },
});

/** Null where the data can be drawn afresh. */
function rowsOfData({ rows, training, unknown }: Distribution, real: Float64Array): Float64Array | null {
  return training?.rows ?? rows ?? (unknown ? real : null);
}

const MAX_TREE_DIMENSION = 8; // beyond, a search for neighbours compares all rows
const MAX_TREE_ROWS = 20_000; // a fraction of a second
const MAX_COORDINATES = 5e8; // compared to find the rows' neighbours: some seconds
const MIN_ROWS = 200;

/** The rows around which samples are counted: all, or as many random ones as take seconds; the share is scaled up. */
function chosenRows({ target: { dim }, stream }: Snapshot, rows: number): Int32Array {
  const all = Int32Array.from({ length: rows }, (_, row) => row);
  const affordable = Math.max(MIN_ROWS, Math.floor(MAX_COORDINATES / (rows * dim)));
  const most = dim <= MAX_TREE_DIMENSION ? MAX_TREE_ROWS : affordable;
  if (rows <= most) return all;
  const draws = stream('copied-rows');
  for (let i = 0; i < most; i++) {
    const j = i + draws.integer(rows - i);
    [all[i], all[j]] = [all[j], all[i]];
  }
  return all.subarray(0, most);
}
