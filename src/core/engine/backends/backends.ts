/** The backends by name. Each loads its library only when it is opened. */
import type { Backend, BackendName } from '../program.js';

const open: Readonly<Record<BackendName, () => Promise<Backend>>> = {
  onnx: async () => (await import('./onnx.js')).onnxBackend(),
  tfjs: async () => (await import('./tfjs.js')).tfjsBackend(),
  tensorflow: async () => (await import('./tensorflow.js')).tensorflowBackend(),
};

export const backendNames = Object.keys(open) as BackendName[];

/**
 * Opens what compiles and runs training steps.
 *
 * @param name `onnx` (ONNX Runtime), `tfjs` (TensorFlow.js in plain JavaScript) or `tensorflow` (its native library); `auto` is `onnx`
 * @returns the backend, with the element types that it computes in
 * @throws MissingBackendError where its library is not installed
 * @example
 * const { description, elementTypes } = await openBackend('auto');
 * console.log(`${description}: ${elementTypes.join(', ')}`);
 */
export function openBackend(name: 'auto' | BackendName): Promise<Backend> {
  return open[name === 'auto' ? 'onnx' : name]();
}
