/** A worker process: takes blocks one at a time from its parent, reports progress, and exits when orphaned. */
import type { BackendName } from '../../core/engine/program.js';
import { loadExtension } from '../../experiment/extensions/loaded-extensions.js';
import type { ExtensionCode } from '../../experiment/extensions/read-extension.js';
import type { Block } from '../plan/block.js';
import { type BlockEnd, type BlockProgress, endOf } from './block-context.js';
import { runBlock } from './run-block.js';
import { openWorkerContext, type WorkerContext } from './worker-context.js';

export type WorkerRequest =
  | {
      readonly kind: 'work';
      readonly block: Block;
      readonly backend: 'auto' | BackendName;
      /** What the parent has loaded, for commands that name it. */
      readonly extensions: readonly ExtensionCode[];
    }
  | { readonly kind: 'stop' };

export type WorkerResponse =
  | { readonly kind: 'progress'; readonly progress: BlockProgress }
  | { readonly kind: 'note'; readonly seed: number; readonly text: string }
  | BlockEnd;

const REPORT_EVERY_MS = 250; // more often than a person can read costs time of training

let context: Promise<WorkerContext> | undefined;
let stopping = false;

const send = (response: WorkerResponse) => new Promise<void>((resolve) => process.send?.(response, () => resolve()));

process.on('message', (request: WorkerRequest) => {
  if (request.kind === 'stop') stopping = true;
  else void work(request);
});
process.on('disconnect', () => process.exit(0));
// The parent, which gets these signals too from a terminal or a cluster, decides what they mean.
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP', 'SIGUSR1'] as const) process.on(signal, () => undefined);

async function work({ block, backend, extensions }: Extract<WorkerRequest, { kind: 'work' }>): Promise<void> {
  stopping = false;
  let last = 0;
  try {
    for (const code of extensions) await loadExtension(code);
    context ??= openWorkerContext(backend);
    await runBlock(block, await context, {
      report(progress) {
        const now = performance.now();
        if (now - last < REPORT_EVERY_MS) return;
        last = now;
        void send({ kind: 'progress', progress });
      },
      note: (seed, text) => void send({ kind: 'note', seed, text }),
      stopping: () => stopping,
    });
    await send({ kind: 'done' });
  } catch (error) {
    await send(endOf(error));
  }
}
