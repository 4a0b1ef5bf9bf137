import type { Backend } from '../program.js';
import { tf } from '../tf.js';
import { eagerBackend } from './eager.js';

/** The eager backend in pure JavaScript: slow, available everywhere, and the oracle for tests of compiled programs. */
export function tfjsBackend(): Backend {
  return eagerBackend({
    name: 'tfjs',
    description: `TensorFlow.js ${tf.version.tfjs}, JavaScript, eager`,
    registered: 'cpu',
  });
}
