/** Eager, pure JavaScript: slow, runs anywhere, and the oracle that compiled programs are tested against. */

import type { Backend } from '../program.js';
import { tf } from '../tf.js';
import { eagerBackend } from './eager.js';

export function tfjsBackend(): Backend {
  return eagerBackend({ name: 'tfjs', says: `TensorFlow.js ${tf.version.tfjs}, JavaScript, eager`, registered: 'cpu' });
}
