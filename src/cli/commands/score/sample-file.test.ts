import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { encodeNpy } from '../../../core/files/npy.js';
import { readSampleFile } from './sample-file.js';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'helvetica-samples-'));
});
afterAll(() => rm(folder, { recursive: true }));

async function read(name: string, content: string | Buffer) {
  const path = join(folder, name);
  await writeFile(path, content);
  return readSampleFile(path);
}

test.each([
  ['plain', '1,2\n-3.5,4e-2\n', 2],
  ['with a header', 'x,y\n1,2\n-3.5,.04\n', 2],
  ['with quotes, spaces, CRLF and a mark of its encoding', '\uFEFF"x" , "y"\r\n 1 ,"2"\r\n-3.5,+0.04\r\n\r\n', 2],
  ["as numpy's savetxt writes it", '# x y\n1.0 2.0\n-3.50e+00 4.0e-02\n', 2],
  ['with semicolons', '1;2\n-3.5;0.04', 2],
  ['with tabs', '1\t2\n-3.5\t0.04\n', 2],
])('CSV %s', async (_, text, dim) => {
  expect(await read('samples.csv', text)).toEqual({ x: Float64Array.of(1, 2, -3.5, 0.04), dim });
});

test('one column is one dimension', async () => {
  expect(await read('line.csv', 'x\n1\n2\n3\n')).toEqual({ x: Float64Array.of(1, 2, 3), dim: 1 });
});

test('.npy in float32 and float64, of one axis and of two', async () => {
  const data = [1, 2, -3.5, 0.25];
  const single = encodeNpy({ shape: [2, 2], data: Float32Array.from(data) });
  expect(await read('single.npy', single)).toEqual({ x: Float64Array.from(data), dim: 2 });
  const double = encodeNpy({ shape: [4], data: Float64Array.from(data) });
  expect(await read('double.NPY', double)).toEqual({ x: Float64Array.from(data), dim: 1 });
});

test.each([
  ['1,2\n3\n', 'bad.csv:2: has 1 column, line 1 has 2'],
  ['x,y\n1,2,3\n', 'bad.csv:2: has 3 columns, line 1 has 2'],
  ['1,2\n3,four\n', 'bad.csv:2: "four" is no finite number'],
  ['x,2\n3,4\n', 'bad.csv:1: "x" is no finite number'],
  ['1,2\n3,NaN\n', 'bad.csv:2: "NaN" is no finite number'],
  ['nan,nan\n3,4\n', 'bad.csv:1: "nan" is no finite number'],
  ['1,2\ninf,4\n', 'bad.csv:2: "inf" is no finite number'],
  ['1,1e999\n', 'bad.csv:1: "1e999" is no finite number'],
  ['1,2\n0x10,4\n', 'bad.csv:2: "0x10" is no finite number'],
  ['1,2\n3,\n', 'bad.csv:2: has an empty cell'],
  ['', 'bad.csv: holds no samples'],
  ['x,y\n', 'bad.csv: holds no samples'],
])('CSV %j: %s', async (text, message) => {
  await expect(read('bad.csv', text)).rejects.toThrow(message);
});

test.each([
  [{ shape: [2, 2], data: Float64Array.of(1, 2, Number.NaN, 4) }, 'row 2, column 1 is NaN'],
  [{ shape: [0, 2], data: new Float64Array(0) }, 'holds no samples'],
  [{ shape: [1, 2, 2], data: new Float64Array(4) }, 'has shape (1, 2, 2); needed (samples, dimensions)'],
])('.npy %j: %s', async (array, message) => {
  await expect(read('bad.npy', encodeNpy(array))).rejects.toThrow(message);
});

test('what is not a regular file', async () => {
  await expect(readSampleFile(join(folder, 'none.csv'))).rejects.toThrow('none.csv: there is no such file');
  await expect(readSampleFile(folder)).rejects.toThrow('is not a regular file');
  await expect(read('text.npy', 'x,y\n1,2\n')).rejects.toThrow('is not a .npy file');
});
