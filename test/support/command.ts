/** The command line as a person types it: a process of its own, from what is compiled. */
import { type ChildProcess, execFile } from 'node:child_process';
import { readdir } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';

export const BIN = fileURLToPath(new URL('../../bin/helvetica.js', import.meta.url));

export interface Ended {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs `helvetica WORDS` in the folder until it ends. */
export function helvetica(folder: string, words: readonly string[], env = process.env): Promise<Ended> {
  return new Promise((resolve) => {
    const child: ChildProcess = execFile(process.execPath, [BIN, ...words], { cwd: folder, env }, (_, stdout, stderr) =>
      resolve({ code: child.exitCode, stdout, stderr }),
    );
  });
}

/** Whether a run below the folder has left a checkpoint after its first step. */
export async function isTraining(folder: string): Promise<boolean> {
  // Folders come and go meanwhile.
  const names = await readdir(folder, { recursive: true }).catch(() => []);
  return names.some((name) => /state-[1-9]\d*$/.test(name));
}

/** Looks until something is there; the test's time limit ends it otherwise. */
export async function until<T>(look: () => T | undefined | Promise<T | undefined>, every = 20): Promise<T> {
  for (;;) {
    const found = await look();
    if (found !== undefined) return found;
    await sleep(every);
  }
}
