/** Workers: each works on one block at a time, in a process of its own, which only takes its block with it when it dies, or in this one. */
import { type ChildProcess, fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type { BackendName } from '../../core/engine/program.js';
import { loadedExtensions } from '../../experiment/extensions/loaded-extensions.js';
import type { Block } from '../plan/block.js';
import { type BlockEnd, type BlockProgress, endOf } from './block-context.js';
import { runBlock } from './run-block.js';
import { openWorkerContext, type WorkerContext } from './worker-context.js';
import type { WorkerRequest, WorkerResponse } from './worker-process.js';

export interface BlockListener {
  progress(progress: BlockProgress): void;
  note(seed: number, text: string): void;
}

export interface Worker {
  work(block: Block, listener: BlockListener): Promise<BlockEnd>;
  /** The block in progress ends soon, as `stopped`. */
  stop(): void;
  /** The block in progress ends now, as `died`. */
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
        return endOf(error);
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
  const send = (request: WorkerRequest) => child?.connected && child.send(request);
  const kill = () => void child?.kill('SIGKILL');
  return {
    work(block, listener) {
      if (!child?.connected) {
        // An orphaned worker would end by itself, but only after its step.
        process.off('exit', kill).on('exit', kill);
        child = fork(WORKER, { serialization: 'advanced', stdio: ['ignore', 'inherit', 'inherit', 'ipc'] });
      }
      const working = child;
      return new Promise((resolve) => {
        const settle = (end: BlockEnd) => {
          working.off('message', onMessage).off('exit', onExit).off('error', onError);
          resolve(end);
        };
        const onMessage = (response: WorkerResponse) => {
          if (response.kind === 'progress') listener.progress(response.progress);
          else if (response.kind === 'note') listener.note(response.seed, response.text);
          else settle(response);
        };
        const onExit = (code: number | null, signal: string | null) =>
          settle({ kind: 'died', how: `the worker process ended (${signal ?? `exit code ${code}`})` });
        const onError = (error: Error) => settle({ kind: 'died', how: `the worker process failed: ${error.message}` });
        working.on('message', onMessage).on('exit', onExit).on('error', onError);
        send({ kind: 'work', block, backend, extensions: loadedExtensions() });
      });
    },
    stop: () => void send({ kind: 'stop' }),
    kill,
    dispose() {
      process.off('exit', kill);
      if (child?.connected) child.disconnect();
    },
  };
};
