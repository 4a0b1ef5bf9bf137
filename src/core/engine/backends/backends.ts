/** The backends by name. Each loads its library only when it is opened. */
import type { Backend, BackendName } from '../program.js';

const open: Readonly<Record<BackendName, () => Promise<Backend>>> = {
  onnx: async () => (await import('./onnx.js')).onnxBackend(),
  tfjs: async () => (await import('./tfjs.js')).tfjsBackend(),
  tensorflow: async () => (await import('./tensorflow.js')).tensorflowBackend(),
};

export const backendNames = Object.keys(open) as BackendName[];

/** Opens a backend; `auto` is `onnx`, the compiling one. Throws `MissingBackendError` where it is not installed. */
export function openBackend(name: 'auto' | BackendName): Promise<Backend> {
  return open[name === 'auto' ? 'onnx' : name]();
}
