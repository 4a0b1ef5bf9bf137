/** Eager on TensorFlow's C library and its GPUs, where the user has installed the optional peer dependency. */
import { createRequire } from 'node:module';
import { MissingBackendError } from '../errors.js';
import type { Backend } from '../program.js';
import { tf } from '../tf.js';
import { eagerBackend } from './eager.js';

const PACKAGE = '@tensorflow/tfjs-node-gpu';
const require = createRequire(import.meta.url);

export function tensorflowBackend(): Backend {
  // Loaded first and kept as it was: it registers itself with TensorFlow.js, and makes itself the current backend.
  const before = tf.getBackend();
  try {
    require(PACKAGE);
  } catch (error) {
    const why = error instanceof Error ? error.message.split('\n')[0] : String(error);
    throw new MissingBackendError(
      `the tensorflow backend needs ${PACKAGE}, with its native part: npm i ${PACKAGE}@4.22.0 --ignore-scripts=false (${why})`,
      { cause: error },
    );
  }
  tf.engine().setBackend('tensorflow');
  tf.engine().setBackend(before);
  return eagerBackend({
    name: 'tensorflow',
    says: `TensorFlow, ${PACKAGE} ${tf.version.tfjs}, eager`,
    registered: 'tensorflow',
  });
}
