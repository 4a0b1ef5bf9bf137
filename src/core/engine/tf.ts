/**
 * TensorFlow.js, loaded on first use and cured: the one place from which Helvetica gets `tf`.
 *
 * Loading it takes half a second, which `helvetica list` must not pay; and its second derivatives are wrong as shipped
 * (see cure.ts), so that nobody may import the package directly.
 */
import { createRequire } from 'node:module';
import { cure } from './recorder/gradient-fixes.js';

type TensorFlow = typeof import('@tensorflow/tfjs');

export type { Tensor, Tensor1D, Tensor2D, Tensor3D } from '@tensorflow/tfjs';

const require = createRequire(import.meta.url);
let loaded: TensorFlow | undefined;
let watcher: ((name: string) => void) | undefined;

function load(): TensorFlow {
  if (loaded) return loaded;
  loaded = require('@tensorflow/tfjs') as TensorFlow;
  loaded.setBackend('cpu');
  silence(loaded);
  cure(loaded);
  return loaded;
}

/** Its CPU backend advertises another package on first use. No user should see it. */
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

/** Tells `watch` each name that is taken from `tf`, until the function that is returned is called. */
export function watchUse(watch: (name: string) => void): () => void {
  watcher = watch;
  return () => {
    watcher = undefined;
  };
}
