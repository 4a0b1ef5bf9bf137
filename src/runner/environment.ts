/** The environment of a run: where and with what it was made. */
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { arch, cpus, platform } from 'node:os';
import type { Backend } from '../core/engine/program.js';
import { ENGINE } from '../records/identity.js';
import type { Environment } from '../records/run-record.js';

export function environmentOf(backend: Backend, command: string): Environment {
  return {
    helvetica: version(),
    engine: ENGINE,
    backend: backend.name,
    backendSays: backend.description,
    node: process.version,
    processor: cpus()[0]?.model.trim() ?? 'unknown',
    platform: `${platform()} ${arch()}`,
    commit: commit(),
    command,
  };
}

/** Helvetica's version, from package.json. */
export function version(): string {
  const text = readFileSync(new URL('../../package.json', import.meta.url), 'utf8');
  return (JSON.parse(text) as { version: string }).version;
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
