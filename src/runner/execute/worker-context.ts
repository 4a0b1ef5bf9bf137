/** What one process needs to run blocks: the backend that trains, the one that measures, and what is compiled so far. */
import { openBackend } from '../../core/engine/backends/backends.js';
import type { BackendName } from '../../core/engine/program.js';
import type { WorkerContext } from '../work.js';

export async function openWorkerContext(backend: 'auto' | BackendName): Promise<WorkerContext> {
  return { backend: await openBackend(backend), exact: await openBackend('onnx'), compiled: new Map() };
}
