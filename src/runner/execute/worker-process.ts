/** A worker process: takes blocks one at a time from its parent, reports progress, and leaves when orphaned. */
import type { BackendName } from '../../core/engine/program.js';
import type { Block } from '../plan/block.js';
import { errorPath } from '../store/bytes/storage-error.js';
import { runBlock } from './block.js';
import { type BlockProgress, StoppedError } from './block-context.js';
import { openWorkerContext, type WorkerContext } from './worker-context.js';

export type WorkerRequest =
  | { readonly kind: 'work'; readonly block: Block; readonly backend: 'auto' | BackendName }
  | { readonly kind: 'stop' };

export type WorkerResponse =
  | { readonly kind: 'progress'; readonly progress: BlockProgress }
  | { readonly kind: 'note'; readonly seed: number; readonly says: string }
  | { readonly kind: 'done' }
  | { readonly kind: 'stopped' }
  /** `code` and `path`: of the operating system, where it refused something. */
  | {
      readonly kind: 'failed';
      readonly error: string;
      readonly code?: string | undefined;
      readonly path?: string | undefined;
    };

// More often than a person can read costs time that training could use.
const REPORT_EVERY = 250; // milliseconds

let context: Promise<WorkerContext> | undefined;
let stopping = false;

const send = (answer: WorkerResponse) => new Promise<void>((resolve) => process.send?.(answer, () => resolve()));

process.on('message', (order: WorkerRequest) => {
  if (order.kind === 'stop') stopping = true;
  else void work(order);
});
process.on('disconnect', () => process.exit(0));
// The parent decides what these mean: it gets them too, from a terminal or a cluster.
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP', 'SIGUSR1'] as const) process.on(signal, () => undefined);

async function work({ block, backend }: Extract<WorkerRequest, { kind: 'work' }>): Promise<void> {
  stopping = false;
  let last = 0;
  try {
    context ??= openWorkerContext(backend);
    await runBlock(block, await context, {
      report(progress) {
        const now = performance.now();
        if (now - last < REPORT_EVERY) return;
        last = now;
        void send({ kind: 'progress', progress });
      },
      note: (seed, says) => void send({ kind: 'note', seed, says }),
      stopping: () => stopping,
    });
    await send({ kind: 'done' });
  } catch (error) {
    await send(answerOf(error));
  }
}

function answerOf(error: unknown): WorkerResponse {
  if (error instanceof StoppedError) return { kind: 'stopped' };
  if (!(error instanceof Error)) return { kind: 'failed', error: String(error) };
  return {
    kind: 'failed',
    error: error.stack ?? error.message,
    code: (error as NodeJS.ErrnoException).code,
    path: errorPath(error),
  };
}
