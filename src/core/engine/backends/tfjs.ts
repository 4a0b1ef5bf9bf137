/** The eager backend in pure JavaScript: slow, available everywhere, and the oracle for tests of compiled programs. */

import type { Backend } from '../program.js';
import { tf } from '../tf.js';
import { eagerBackend } from './eager.js';

export function tfjsBackend(): Backend {
  return eagerBackend({
    name: 'tfjs',
    description: `TensorFlow.js ${tf.version.tfjs}, JavaScript, eager`,
    registered: 'cpu',
  });
}
