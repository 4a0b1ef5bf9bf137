/** Eager, pure JavaScript: slow, runs anywhere, and the oracle that compiled programs are tested against. */
import { eagerBackend } from './eager.js';
import type { Backend } from './program.js';
import { tf } from './tf.js';

export function tfjsBackend(): Backend {
  return eagerBackend({ name: 'tfjs', says: `TensorFlow.js ${tf.version.tfjs}, JavaScript, eager`, registered: 'cpu' });
}
