/** What a process keeps between blocks: the backends that train and measure, and the graphs compiled so far. */
import { openBackend } from '../../core/engine/backends/backends.js';
import type { Backend, BackendName } from '../../core/engine/program.js';
import type { CompiledPrograms } from '../../core/training/trainer.js';

export interface WorkerContext {
  /** Trains. */
  readonly backend: Backend;
  /** Measures, in float64. */
  readonly exact: Backend;
  readonly compiled: CompiledPrograms;
}

export async function openWorkerContext(backend: 'auto' | BackendName): Promise<WorkerContext> {
  return { backend: await openBackend(backend), exact: await openBackend('onnx'), compiled: new Map() };
}
