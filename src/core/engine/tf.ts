/**
 * TensorFlow.js, loaded on first use and cured: the one place from which Helvetica gets `tf`.
 *
 * Loading it takes half a second, which `helvetica list` must not pay; and its second derivatives are wrong as shipped
 * (see gradients.ts), so that nobody may import the package directly.
 */
import { createRequire } from 'node:module';

type TensorFlow = typeof import('@tensorflow/tfjs');

export type { Tensor, Tensor1D, Tensor2D, Tensor3D } from '@tensorflow/tfjs';

const require = createRequire(import.meta.url);
let loaded: TensorFlow | undefined;

function load(): TensorFlow {
  loaded ??= require('@tensorflow/tfjs') as TensorFlow;
  return loaded;
}

export const tf: TensorFlow = new Proxy({} as TensorFlow, {
  get: (_, name) => Reflect.get(load(), name),
  has: (_, name) => Reflect.has(load(), name),
});
