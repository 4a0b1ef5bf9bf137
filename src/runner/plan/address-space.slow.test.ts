/** The memory that a process finds where `ulimit -v` bounds its address space: with what is compiled, in processes of their own. */
import { spawnSync } from 'node:child_process';
import { expect, it } from 'vitest';
import type { UsableMemory } from './memory.js';

const MODULE = new URL('../../../dist/runner/plan/memory.js', import.meta.url).href;

/** Under the limit, in KiB; null where the limit cannot be set, or Node does not start under it. A program that then fails throws. */
function usable(limit: number | 'unlimited'): UsableMemory | null {
  const program = `import(${JSON.stringify(MODULE)}).then(({ usableMemory }) => console.log(JSON.stringify(usableMemory())))`;
  const underLimit = (code: string) =>
    spawnSync('bash', ['-c', `ulimit -v ${limit} && exec "$0" -e "$1"`, process.execPath, code], { encoding: 'utf8' });
  if (underLimit('0').status !== 0) return null;
  return JSON.parse(underLimit(program).stdout) as UsableMemory;
}

it.skipIf(process.platform !== 'linux')('what ulimit -v leaves is less than the limit, and grows with it', () => {
  const gibibyte = 2 ** 20; // KiB
  const free = usable('unlimited')!;
  expect(free.of).not.toContain('ulimit');
  const [small, large] = [3, 4].map((limit) => usable(limit * gibibyte));
  for (const [found, limit] of [
    [small, 3],
    [large, 4],
  ] as const) {
    if (!found || free.bytes < limit * 2 ** 30) continue; // Node needs more to start, or the machine has less
    expect(found.of).toBe('the address space (ulimit -v)');
    expect(found.bytes).toBeGreaterThan(0);
    expect(found.bytes).toBeLessThan(limit * 2 ** 30);
  }
  if (small && large && free.bytes > 4 * 2 ** 30) expect((large.bytes - small.bytes) / 2 ** 30).toBeCloseTo(1, 1);
});
