/** Data from a file: the empirical distribution of the rows of a CSV, .npy or .npz file. */
import { readDataFile } from '../../files/data-files.js';
import { dataFile, omitDefault, scalar } from '../options.js';
import { finiteSet, withHeldOut } from './_sample-sets.js';
import { type Distribution, target } from './_target.js';

export const file = target({
  name: 'file',
  description: 'The rows of a CSV, .npy or .npz file; batches are drawn from them with replacement.',
  notes: [
    'One sample per row, one coordinate per column. CSV: with or without a header, separated by comma, semicolon, tab or spaces. .npy: ' +
      'float32 or float64, of shape (samples, dimensions) or (samples,). 256 MiB at most; every number must be finite.',
    'A first line that numbers the columns, 0,1,2 as pandas writes it, is a header.',
    'Every batch is drawn from the rows with replacement, by the stream of the seed. Metrics use each row at most once, and ' +
      'hence at most as many samples as rows. Their nulls compare rows with other rows: of half the rows where there are not twice as ' +
      'many as samples.',
    'Only the rows are known: js and kl are estimated from samples, and metrics that need a density or modes are absent.',
    'With `heldOut` above 0, that share of the rows, drawn once and the same for every seed, is kept from training. Metrics then ' +
      'compare with the held-out rows alone; `value(data=training)` and others beside them show what D has memorised.',
    'Bounds are the extremes of each column. The scale is a third of the 5 % quantile of the distances between rows.',
    'The path is relative to the experiment file. Results are identified by the bytes of the file: it may move, but not change.',
  ],
  metrics: ['energy-distance', 'sliced-wasserstein', 'precision', 'recall'],
  options: {
    path: dataFile('the file, relative to the experiment file'),
    // Settings from before there was the option keep their identity.
    heldOut: omitDefault(
      0,
      scalar({
        description: 'share of the rows that training never sees and that metrics compare with; 0: both use all rows',
        atLeast: 0,
        atMost: 0.9,
      }),
    ),
  },
  create(options) {
    const {
      path,
      sha256,
      heldOut = 0,
    } = options as typeof options & { readonly path: string; readonly sha256?: string };
    const { x, dim } = readDataFile({ path, sha256 });
    const known = distributions.get(x) ?? new Map<number, Distribution>();
    distributions.set(x, known);
    const whole = () => known.get(0) ?? finiteSet(x, dim, path);
    const found = known.get(heldOut) ?? (heldOut === 0 ? whole() : withHeldOut(whole(), heldOut, path));
    known.set(heldOut, found);
    return found;
  },
});

/** Of the rows of a file, by the share held out: every cell of a sweep builds its target, and a file may have millions of rows. */
const distributions = new WeakMap<Float64Array, Map<number, Distribution>>();
