/** Eager on TensorFlow's C library and its GPUs, where the user has installed the optional peer dependency. */
import { createRequire } from 'node:module';
import { type Backend, MissingBackendError } from '../program.js';
import { tf } from '../tf.js';
import { eagerBackend } from './eager.js';

const PACKAGE = '@tensorflow/tfjs-node-gpu';
const require = createRequire(import.meta.url);

/** Throws `MissingBackendError` where the package or its native part is not installed. */
export function tensorflowBackend(): Backend {
  // The package makes itself TensorFlow.js's current backend when it is loaded; the previous one is restored.
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
    description: `TensorFlow, ${PACKAGE} ${tf.version.tfjs}, eager`,
    registered: 'tensorflow',
  });
}
