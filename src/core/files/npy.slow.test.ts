import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { readNpy, writeNpy } from '../../../test/support/npy-files.js';

const folder = mkdtempSync(join(tmpdir(), 'helvetica-numpy-'));
afterAll(() => rmSync(folder, { recursive: true }));
const numpy = spawnSync('python3', ['-c', 'import numpy'], { stdio: 'ignore' }).status === 0;

it.skipIf(!numpy)('.npy files are what numpy reads and writes (skipped where python3 has no numpy)', async () => {
  const path = join(folder, 'numpy.npy');
  await writeNpy(path, { shape: [2, 2], data: Float64Array.of(1, 2, 3, 0.1) });
  const program = `
import numpy, sys
a = numpy.load(sys.argv[1]); print(a.dtype, a.shape, a[1, 1])
numpy.save(sys.argv[1], a.astype('float32').reshape(4) * 2)`;
  const printed = spawnSync('python3', ['-c', program, path], { encoding: 'utf8' });
  expect(printed.stdout.trim()).toBe('float64 (2, 2) 0.1');
  expect(await readNpy(path)).toEqual({ shape: [4], data: Float32Array.of(2, 4, 6, Math.fround(0.2)) });
});
