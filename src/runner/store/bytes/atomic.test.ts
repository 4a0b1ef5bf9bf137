import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { expect, it } from 'vitest';
import { abandonedIn, temporaryName } from './atomic.js';

it('distinguishes the temporary files of dead processes of this machine from those being written', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'helvetica-atomic-'));
  try {
    const mine = basename(temporaryName('results.csv'));
    const dead = mine.replace(`.${process.pid}-`, `.${2 ** 22 + 1}-`); // beyond the largest process number of Linux
    const elsewhere = dead.replace(/-[0-9a-f]{8}\./, '-00000000.');
    for (const name of [mine, dead, elsewhere, 'results.csv']) await writeFile(join(folder, name), '');
    expect(abandonedIn(folder)).toEqual([dead]);
    expect((await readdir(folder)).length).toBe(4);
  } finally {
    await rm(folder, { recursive: true });
  }
});
