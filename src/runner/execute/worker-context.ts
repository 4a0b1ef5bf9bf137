/** What one process needs to run blocks: the backend that trains, the one that measures, and what is compiled so far. */
import { openBackend } from '../../core/engine/backends/backends.js';
import type { BackendName } from '../../core/engine/program.js';
import type { Workshop } from '../work.js';

export async function openWorkshop(backend: 'auto' | BackendName): Promise<Workshop> {
  return { backend: await openBackend(backend), exact: await openBackend('onnx'), compiled: new Map() };
}
