/** Opens a backend by the name a user gives it. Libraries are loaded here, when one is chosen, and not before. */
import type { Backend, BackendName } from '../program.js';

const open: Readonly<Record<BackendName, () => Promise<Backend>>> = {
  onnx: async () => (await import('./onnx.js')).onnxBackend(),
  tfjs: async () => (await import('./tfjs.js')).tfjsBackend(),
  tensorflow: async () => (await import('./tensorflow.js')).tensorflowBackend(),
};

export const backendNames = Object.keys(open) as BackendName[];

/** `auto` is the compiled backend. Throws MissingBackendError where the backend is not installed. */
export function openBackend(name: 'auto' | BackendName): Promise<Backend> {
  return open[name === 'auto' ? 'onnx' : name]();
}
