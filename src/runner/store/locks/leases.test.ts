import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { setDate } from '../../../../test/support/files.js';
import { placeNew } from '../bytes/atomic.js';
import { thisHolder } from '../holder.js';
import { readLease, takeLease, watchLeases } from './leases.js';

let root: string;
let folder: string;
beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'helvetica-leases-'));
});
afterAll(() => rm(root, { recursive: true }));

let made = 0;
async function fresh(): Promise<string> {
  folder = join(root, String(++made));
  await mkdir(folder);
  return folder;
}

const written = (more: object) =>
  writeFile(
    join(folder, 'lease.json'),
    JSON.stringify({ ...thisHolder(), token: 't', beat: 1, progress: null, ...more }),
  );
const ELSEWHERE = { host: 'elsewhere', machine: 'elsewhere' };

it('of many that want a folder at once, one gets it; released, it is free again', async () => {
  await fresh();
  const taken = await Promise.all(Array.from({ length: 20 }, () => takeLease(folder)));
  const held = taken.filter((lease) => lease !== null);
  expect(held).toHaveLength(1);
  expect(readLease(folder)).toMatchObject({ pid: process.pid, beat: 0, progress: null });
  await held[0].release();
  expect(readLease(folder)).toBeNull();
  expect(await takeLease(folder)).not.toBeNull();
  expect(await readdir(folder)).toEqual(['lease.json']);
});

it.each(['EPERM', 'ENOTSUP', 'EOPNOTSUPP', 'ENOSYS', 'EINVAL', 'EISDIR'])(
  'where the file system has no hard links (%s), one of many gets it all the same',
  async (code) => {
    await fresh();
    const refused = () => Promise.reject(Object.assign(new Error(code), { code, syscall: 'link' }));
    const place = (path: string, text: string) => placeNew(path, text, refused);
    const taken = await Promise.all(Array.from({ length: 20 }, () => takeLease(folder, place)));
    const held = taken.filter((lease) => lease !== null);
    expect(held).toHaveLength(1);
    expect(await takeLease(folder)).toBeNull();
    expect(await held[0]!.beat({ step: 7, rate: 3 })).toBe(true);
    expect(readLease(folder)).toMatchObject({ pid: process.pid, beat: 1, progress: { step: 7 } });
    held[0]!.release();
    expect(await readdir(folder)).toEqual([]);
    // A folder that was removed meanwhile is not created a second time, with links or without.
    expect(await takeLease(join(folder, 'gone'), place).catch(({ code: found }) => found)).toBe('ENOENT');
  },
);

it('a disk that refuses for another reason is an error, not a lease that is held', async () => {
  await fresh();
  const full = () => Promise.reject(Object.assign(new Error('full'), { code: 'ENOSPC', syscall: 'link' }));
  await expect(takeLease(folder, (path, text) => placeNew(path, text, full))).rejects.toThrow('full');
  expect(await readdir(folder)).toEqual([]);
});

it('beats with a rising counter, and holds the progress of the work', async () => {
  const lease = await takeLease(await fresh());
  expect(await lease?.beat({ step: 7, rate: 3 })).toBe(true);
  expect(readLease(folder)).toMatchObject({ beat: 1, progress: { step: 7, rate: 3 } });
});

it('of this machine is stale as soon as its process has ended', async () => {
  await fresh();
  const watch = watchLeases();
  await written({ pid: 2 ** 22 + 1 }); // beyond the largest process number of Linux
  expect(await watch.look(folder)).toBe('stale');
  await written({});
  expect(await watch.look(folder)).toBe('held');
});

it('of another machine is stale when its counter stands still on our clock, whatever its file times', async () => {
  await fresh();
  let now = 0;
  const watch = watchLeases(() => now, 100);
  await written({ ...ELSEWHERE, pid: 2 ** 22 + 1 });
  for (const years of [-10, 10]) {
    setDate(join(folder, 'lease.json'), Date.now() + years * 365 * 86_400_000);
    expect(await watch.look(folder)).toBe('held');
  }
  now = 99;
  await written({ ...ELSEWHERE, beat: 2 });
  expect(await watch.look(folder)).toBe('held');
  now = 198;
  expect(await watch.look(folder)).toBe('held');
  now = 199;
  expect(await watch.look(folder)).toBe('stale');
});

it('a damaged one becomes stale too', async () => {
  await fresh();
  let now = 0;
  const watch = watchLeases(() => now, 100);
  await writeFile(join(folder, 'lease.json'), '{"tok');
  expect(await watch.look(folder)).toBe('held');
  now = 100;
  expect(await watch.look(folder)).toBe('stale');
  expect(await watch.clear(folder)).toEqual({ lease: null });
  expect(await watch.look(folder)).toBe('free');
});

it('of many that clear a stale one and take the folder, one gets it', async () => {
  await fresh();
  await written({ pid: 2 ** 22 + 1 });
  const taken = await Promise.all(
    Array.from({ length: 10 }, async () => {
      const watch = watchLeases();
      return (await watch.look(folder)) === 'stale' && (await watch.clear(folder)) ? takeLease(folder) : null;
    }),
  );
  expect(taken.filter((lease) => lease !== null)).toHaveLength(1);
  expect(await readdir(folder)).toEqual(['lease.json']);
});

it('one that beat after all is not cleared', async () => {
  await fresh();
  const watch = watchLeases(() => 0, 0);
  await written(ELSEWHERE);
  expect(await watch.look(folder)).toBe('stale');
  await written({ ...ELSEWHERE, beat: 2 });
  expect(await watch.clear(folder)).toBeNull();
  expect(readLease(folder)).toMatchObject({ beat: 2 });
});

it('a process that lost its lease learns it at the next beat, and neither beats nor releases the new one', async () => {
  const lost = await takeLease(await fresh());
  await written({ ...ELSEWHERE });
  const text = await readFile(join(folder, 'lease.json'), 'utf8');
  expect(await lost?.beat(null)).toBe(false);
  await lost?.release();
  expect(await readFile(join(folder, 'lease.json'), 'utf8')).toBe(text);
});
