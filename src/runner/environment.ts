/** The environment of a run: where and with what it was made. */
import { execFileSync } from 'node:child_process';
import { arch, cpus, platform } from 'node:os';
import type { Backend } from '../core/engine/program.js';
import { ENGINE_VERSION } from '../records/identity.js';
import type { Environment } from '../records/run-record.js';
import { version } from '../records/version.js';

export function environmentOf(backend: Backend, command: string): Environment {
  return {
    helvetica: version(),
    engine: ENGINE_VERSION,
    backend: backend.name,
    backendDescription: backend.description,
    node: process.version,
    processor: cpus()[0]?.model.trim() ?? 'unknown',
    platform: `${platform()} ${arch()}`,
    commit: commit(),
    command,
  };
}

function commit(): string | null {
  try {
    return execFileSync('git', ['rev-parse', 'HEAD'], { stdio: ['ignore', 'pipe', 'ignore'] })
      .toString()
      .trim();
  } catch {
    return null; // not in a repository, or no git
  }
}
