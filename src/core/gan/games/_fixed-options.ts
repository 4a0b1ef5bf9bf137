/** Options as constants of a graph, for graphs of a single setting. */
import { tf } from '../../engine/tf.js';
import type { OptionsOf } from '../options.js';

export const fixedOptions: OptionsOf = (choice) =>
  Object.fromEntries(
    Object.entries(choice).map(([key, value]) => [
      key,
      typeof value === 'number' ? tf.tensor3d([value], [1, 1, 1]) : value,
    ]),
  );
