import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { zipSync } from 'fflate';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { encodeNpy } from './npy.js';
import { parseSamples, readSamples } from './sample-files.js';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'helvetica-samples-'));
});
afterAll(() => rm(folder, { recursive: true }));

async function read(name: string, content: string | Buffer) {
  const path = join(folder, name);
  await writeFile(path, content);
  return readSamples(path);
}

test.each([
  ['plain', '1,2\n-3.5,4e-2\n', 2],
  ['with a header', 'x,y\n1,2\n-3.5,.04\n', 2],
  ['with quotes, spaces, CRLF and a mark of its encoding', '\uFEFF"x" , "y"\r\n 1 ,"2"\r\n-3.5,+0.04\r\n\r\n', 2],
  ["as numpy's savetxt writes it", '# x y\n1.0 2.0\n-3.50e+00 4.0e-02\n', 2],
  ['with semicolons', '1;2\n-3.5;0.04', 2],
  ['with tabs', '1\t2\n-3.5\t0.04\n', 2],
  ['with semicolons, and commas in the names', 'x, in m;y, in m\n1;2\n-3.5;0.04\n', 2],
  ['with tabs, and commas in the names', 'x, in m\ty, in m\n1\t2\n-3.5\t0.04\n', 2],
  ['with commas in quoted names', '"x, in m","y, in m"\n1,2\n-3.5,0.04\n', 2],
  ['with a line break in a quoted name', '"x\nin m",y\n1,2\n-3.5,0.04\n', 2],
  ['with a comma at the end of every line', 'x,y,\n1,2,\n-3.5,0.04,\n', 2],
  ['with a comma at the end of every line but the header', 'x,y\n1,2,\n-3.5,0.04,\n', 2],
  ['with several blanks between columns', '  1.0   2.0\n -3.5   0.04\n', 2],
  ['with a comment that has a quote', '# a "quote\n1,2\n-3.5,0.04\n', 2],
])('CSV %s', async (_, text, dim) => {
  expect(await read('samples.csv', text)).toEqual({ x: Float64Array.of(1, 2, -3.5, 0.04), dim });
});

test.each([
  ['UTF-16, little-endian', Buffer.from('\uFEFFx;y\n1;2\n3;4\n', 'utf16le')],
  ['UTF-16, big-endian', Buffer.from('\uFEFFx;y\n1;2\n3;4\n', 'utf16le').swap16()],
  ['UTF-16 without a mark, little-endian', Buffer.from('x;y\r\n1;2\r\n3;4\r\n', 'utf16le')],
  ['UTF-16 without a mark, big-endian', Buffer.from('x;y\r\n1;2\r\n3;4\r\n', 'utf16le').swap16()],
  ['gzipped', gzipSync('x;y\n1;2\n3;4\n')],
])('CSV in %s', async (_, bytes) => {
  expect(await read('samples', bytes)).toEqual({ x: Float64Array.of(1, 2, 3, 4), dim: 2 });
});

const four = { x: Float64Array.of(1, 2, 3, 4), dim: 2 };
const array = encodeNpy({ shape: [2, 2], data: Float64Array.of(1, 2, 3, 4) });

test('.npy, .npz and .gz are recognised by their content, whatever the file is called', async () => {
  expect(await read('bare', array)).toEqual(four);
  expect(await read('wrong.csv', array)).toEqual(four);
  expect(await read('array.npy.gz', gzipSync(array))).toEqual(four);
  expect(await read('arrays.npz', Buffer.from(zipSync({ 'x.npy': array })))).toEqual(four);
  expect(await read('stored.npz', Buffer.from(zipSync({ 'x.npy': array }, { level: 0 })))).toEqual(four);
  expect(await read('text.npy', '1,2\n3,4\n')).toEqual(four);
});

test.each([
  ['two.npz', zipSync({ 'a.npy': array, 'b.npy': array }), 'two.npz: holds 2 arrays (a, b); needed one'],
  ['book.xlsx', zipSync({ 'sheet.xml': array }), 'book.xlsx: holds 0 arrays; needed one'],
  ['half.npz', zipSync({ 'a.npy': array }).subarray(0, 60), 'half.npz: is a damaged zip archive'],
  ['half.gz', gzipSync(array).subarray(0, 30), 'half.gz: is a damaged gzip file'],
  ['twice.gz', gzipSync(gzipSync(array)), 'twice.gz: is gzipped twice'],
  ['float32.bin', Buffer.from(Float32Array.of(1, 2, 0.5, 0, 0, 3).buffer), 'float32.bin: is neither text nor an array'],
  ['words.bin', Buffer.from(Uint16Array.of(0, 1, 2, 300, 0, 7).buffer), 'words.bin: is neither text nor an array'],
  ['image.png', Buffer.from([0x89, 0x50, 0x4e, 0x47, 0, 1]), 'image.png: is neither text nor an array'],
])('%s: %s', async (name, bytes, message) => {
  await expect(read(name, Buffer.from(bytes))).rejects.toThrow(message);
});

test('an archive that unpacks to more than the limit is refused before it is unpacked', () => {
  const large = Buffer.from(encodeNpy({ shape: [1000], data: new Float64Array(1000) }));
  expect(() => parseSamples(gzipSync(large), 'a.gz', 2000)).toThrow('a.gz: unpacks to more than 2000 bytes');
  expect(() => parseSamples(Buffer.from(zipSync({ 'x.npy': large })), 'a.npz', 2000)).toThrow(
    'a.npz: unpacks to 8128 bytes; the limit is 2000',
  );
});

test('a long CSV file is streamed, and says the line of a problem', async () => {
  const line = '0.25,-0.5,0.125,1e-3,7\n';
  const lines = 20_000; // several chunks of a stream
  const text = `"a, b",b,c,d,e\n${line.repeat(lines)}`;
  const read = async (content: string) => {
    const path = join(folder, 'long.csv');
    await writeFile(path, content);
    return readSamples(path, 1000);
  };
  const { x, dim } = await read(text);
  expect([x.length, dim, x.at(-1), x.at(-2)]).toEqual([5 * lines, 5, 7, 1e-3]);
  await expect(read(`${text}1,2,3\n`)).rejects.toThrow(`long.csv:${lines + 2}: has 3 columns, line 1 has 5`);
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
  ['1,2\n3,four\n', 'bad.csv:2: "four" is not a finite number'],
  ['x,2\n3,4\n', 'bad.csv:1: "x" is not a finite number'],
  ['1,2\n3,NaN\n', 'bad.csv:2: "NaN" is not a finite number'],
  ['nan,nan\n3,4\n', 'bad.csv:1: "nan" is not a finite number'],
  ['1,2\ninf,4\n', 'bad.csv:2: "inf" is not a finite number'],
  ['1,1e999\n', 'bad.csv:1: "1e999" is not a finite number'],
  ['1,2\n0x10,4\n', 'bad.csv:2: "0x10" is not a finite number'],
  ['1,2\n3,\n', 'bad.csv:2: has an empty cell'],
  ['1,5\n2,25\n0,07\n', 'bad.csv: its numbers have decimal commas (line 1)'],
  ['-0,1234567890123456\n1,5\n', 'bad.csv: its numbers have decimal commas (line 1)'],
  ['x\n1,5\n2,25\n', 'bad.csv:2: "1,5" has a decimal comma; write a decimal point'],
  ['x;y\n1,5;2,5\n', 'bad.csv:2: "1,5" has a decimal comma; write a decimal point'],
  ['1,5 2,5\n', 'bad.csv:1: "1,5" has a decimal comma; write a decimal point'],
  ['1,2\n"3,4\n5,6\n', 'bad.csv:2: a quote is not closed'],
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
  await expect(readSamples(join(folder, 'none.csv'))).rejects.toThrow('none.csv: there is no such file');
  await expect(readSamples(folder)).rejects.toThrow('is not a regular file');
});
