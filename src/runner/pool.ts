/** Blocks on worker processes, one a core: a process that dies takes its block with it and nothing else. */
import { type ChildProcess, fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type { BackendName } from '../core/engine/program.js';
import type { Block, BlockProgress } from './block.js';
import type { Answer, Order } from './worker.js';

export interface PoolEvents {
  started(block: Block): void;
  progress(block: Block, progress: BlockProgress): void;
  /** error is null where the block went well. */
  ended(block: Block, error: string | null): void | Promise<void>;
}

const WORKER = fileURLToPath(new URL('./worker.js', import.meta.url));

/** Resolves when every block has ended; kills the workers and rejects with the reason when the signal aborts. */
export async function runOnPool(
  blocks: readonly Block[],
  options: {
    readonly workers: number;
    readonly backend: 'auto' | BackendName;
    readonly events: PoolEvents;
    readonly signal: AbortSignal;
  },
): Promise<void> {
  const { backend, events, signal } = options;
  const queue = [...blocks];
  const children = new Set<ChildProcess>();
  const kill = () => {
    for (const child of children) child.kill('SIGKILL');
  };
  signal.addEventListener('abort', kill, { once: true });
  try {
    await Promise.all(Array.from({ length: Math.min(options.workers, blocks.length) }, work));
  } finally {
    signal.removeEventListener('abort', kill);
    kill();
  }
  signal.throwIfAborted();

  async function work(): Promise<void> {
    let child: ChildProcess | undefined;
    for (let block = queue.shift(); block && !signal.aborted; block = queue.shift()) {
      if (!child?.connected) {
        child = fork(WORKER, { serialization: 'advanced', stdio: ['ignore', 'inherit', 'inherit', 'ipc'] });
        children.add(child);
      }
      events.started(block);
      const error = await runOn(child, { block, backend }, (progress) => events.progress(block as Block, progress));
      if (signal.aborted) return;
      events.ended(block, error);
    }
    if (child) {
      children.delete(child);
      child.disconnect?.();
    }
  }
}

function runOn(child: ChildProcess, order: Order, progress: (progress: BlockProgress) => void): Promise<string | null> {
  return new Promise((resolve) => {
    const settle = (error: string | null) => {
      child.off('message', onMessage).off('exit', onExit);
      resolve(error);
    };
    const onMessage = (answer: Answer) => {
      if (answer.kind === 'progress') progress(answer.progress);
      else settle(answer.kind === 'done' ? null : answer.error);
    };
    const onExit = (code: number | null, killed: string | null) =>
      settle(`the worker process ended (${killed ?? `exit code ${code}`})`);
    child.on('message', onMessage).on('exit', onExit);
    child.send(order);
  });
}
