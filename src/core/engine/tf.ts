/**
 * TensorFlow.js, loaded on first use and with its gradients fixed: the only module that imports the package.
 *
 * Loading it takes half a second, which `helvetica list` should not cost; and its second derivatives are wrong as shipped
 * (recorder/gradient-fixes.ts). Decision 003.
 */
import { createRequire } from 'node:module';
import { fixGradients } from './recorder/gradient-fixes.js';

type TensorFlow = typeof import('@tensorflow/tfjs');
type Tensor = import('@tensorflow/tfjs').Tensor;

export type { Tensor, Tensor1D, Tensor2D, Tensor3D } from '@tensorflow/tfjs';

const require = createRequire(import.meta.url);
let loaded: TensorFlow | undefined;
let watcher: ((name: string) => void) | undefined;

function load(): TensorFlow {
  if (loaded) return loaded;
  loaded = require('@tensorflow/tfjs') as TensorFlow;
  loaded.setBackend('cpu');
  silence(loaded);
  fixGradients(loaded);
  return loaded;
}

/** Suppresses the advertisement for another package that the CPU backend prints on first use. */
function silence(tensorFlow: TensorFlow): void {
  Object.assign(tensorFlow.backend(), { firstUse: false });
}

export const tf: TensorFlow = new Proxy({} as TensorFlow, {
  get: (_, name) => {
    if (watcher && typeof name === 'string') watcher(name);
    return Reflect.get(load(), name);
  },
  has: (_, name) => Reflect.has(load(), name),
});

/** Calls `watch` with each name that is taken from `tf`, until the returned function is called. */
export function watchUse(watch: (name: string) => void): () => void {
  watcher = watch;
  return () => {
    watcher = undefined;
  };
}

/** The gradient of `loss`, summed if it is not a scalar, in each of `xs`; zeros where it does not depend on one. Of any order. */
export function grad<T extends Tensor>(loss: () => Tensor, xs: readonly T[]): T[] {
  const { grads } = tf.engine().gradients(() => tf.sum(loss()), [...xs], undefined, true);
  return xs.map((x, i) => (grads[i] ?? tf.zerosLike(x)) as T);
}
