/** Hands that work on blocks: a process each, which takes its block with it when it dies and nothing else; or this one. */
import { type ChildProcess, fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type { BackendName } from '../../core/engine/program.js';
import type { Block } from '../plan/block.js';
import { errorPath } from '../store/bytes/storage-error.js';
import { runBlock } from './block.js';
import { type BlockProgress, StoppedError } from './block-context.js';
import { openWorkerContext, type WorkerContext } from './worker-context.js';
import type { WorkerRequest, WorkerResponse } from './worker-process.js';

export type BlockEnd =
  | { readonly kind: 'done' }
  /** It wrote checkpoints, because it was told to stop. */
  | { readonly kind: 'stopped' }
  /** An error was thrown: it would be again. `code` and `path`: of the operating system, where it refused something. */
  | {
      readonly kind: 'failed';
      readonly error: string;
      readonly code?: string | undefined;
      readonly path?: string | undefined;
    }
  /** The process ended under it. */
  | { readonly kind: 'died'; readonly how: string };

export interface BlockListener {
  progress(progress: BlockProgress): void;
  note(seed: number, says: string): void;
}

export interface Worker {
  work(block: Block, listener: BlockListener): Promise<BlockEnd>;
  /** The block under way ends soon, as `stopped`. */
  stop(): void;
  /** The block under way ends now, as `died`. */
  kill(): void;
  dispose(): void;
}

export type OpenWorker = (backend: 'auto' | BackendName) => Worker;

/** Works in this process. */
export const openInlineWorker: OpenWorker = (backend) => {
  let context: Promise<WorkerContext> | undefined;
  let stopping = false;
  return {
    async work(block, { progress, note }) {
      stopping = false;
      context ??= openWorkerContext(backend);
      try {
        await runBlock(block, await context, { report: progress, note, stopping: () => stopping });
        return { kind: 'done' };
      } catch (error) {
        if (error instanceof StoppedError) return { kind: 'stopped' };
        const { stack, message, code } = error as NodeJS.ErrnoException;
        return { kind: 'failed', error: stack ?? message, code, path: errorPath(error) };
      }
    },
    stop() {
      stopping = true;
    },
    kill() {
      stopping = true;
    },
    dispose: () => undefined,
  };
};

const WORKER = fileURLToPath(new URL('./worker-process.js', import.meta.url));

/** Works in a process of its own, which is started when it is first needed, and again after it died. */
export const openProcessWorker: OpenWorker = (backend) => {
  let child: ChildProcess | undefined;
  const order = (what: WorkerRequest) => child?.connected && child.send(what);
  const kill = () => void child?.kill('SIGKILL');
  return {
    work(block, listener) {
      if (!child?.connected) {
        // An orphan would leave by itself, but only when its step is done.
        process.off('exit', kill).on('exit', kill);
        child = fork(WORKER, { serialization: 'advanced', stdio: ['ignore', 'inherit', 'inherit', 'ipc'] });
      }
      const working = child;
      return new Promise((resolve) => {
        const settle = (ended: BlockEnd) => {
          working.off('message', onMessage).off('exit', onExit).off('error', onError);
          resolve(ended);
        };
        const onMessage = (answer: WorkerResponse) => {
          if (answer.kind === 'progress') listener.progress(answer.progress);
          else if (answer.kind === 'note') listener.note(answer.seed, answer.says);
          else settle(answer);
        };
        const onExit = (code: number | null, signal: string | null) =>
          settle({ kind: 'died', how: `the worker process ended (${signal ?? `exit code ${code}`})` });
        const onError = (error: Error) => settle({ kind: 'died', how: `the worker process failed: ${error.message}` });
        working.on('message', onMessage).on('exit', onExit).on('error', onError);
        order({ kind: 'work', block, backend });
      });
    },
    stop: () => void order({ kind: 'stop' }),
    kill,
    dispose() {
      process.off('exit', kill);
      if (child?.connected) child.disconnect();
    },
  };
};
