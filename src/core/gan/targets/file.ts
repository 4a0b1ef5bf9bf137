/** Data from a file: the empirical distribution of the rows of a CSV, .npy or .npz file. */
import { readDataFile } from '../../files/data-files.js';
import { dataFile } from '../options.js';
import { finiteSet } from './_sample-sets.js';
import { target } from './_target.js';

export const file = target({
  name: 'file',
  description: 'The rows of a CSV, .npy or .npz file; batches are drawn from them with replacement.',
  notes: [
    'One sample per row, one coordinate per column. CSV: with or without a header, separated by comma, semicolon, tab or spaces. .npy: ' +
      'float32 or float64, of shape (samples, dimensions) or (samples,). 256 MiB at most; every number must be finite.',
    'A first line that numbers the columns, 0,1,2 as pandas writes it, is a header.',
    'Every batch is drawn from the rows with replacement, by the stream of the seed. Metrics use each row at most once, and ' +
      'hence at most as many samples as rows. Their nulls compare rows with other rows, and need twice as many rows as samples.',
    'Only the rows are known: js and kl are estimated from samples, and metrics that need a density or modes are absent.',
    'Bounds are the extremes of each column, the scale is the smallest standard deviation of a column that is not constant.',
    'The path is relative to the experiment file. Results are identified by the bytes of the file: it may move, but not change.',
  ],
  metrics: ['energy-distance', 'sliced-wasserstein', 'precision', 'recall'],
  options: { path: dataFile('the file, relative to the experiment file') },
  create(options) {
    const { path, sha256 } = options as { readonly path: string; readonly sha256?: string };
    const { x, dim } = readDataFile({ path, sha256 });
    return finiteSet(x, dim, path);
  },
});
