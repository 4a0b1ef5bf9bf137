import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { digestOf } from '../../files/data-files.js';
import { encodeNpy } from '../../files/npy.js';
import { stream } from '../../math/random/random.js';
import { file } from './file.js';

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'helvetica-file-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

function written(name: string, content: string | Buffer): string {
  const path = join(folder, name);
  writeFileSync(path, content);
  return path;
}

const ROWS = [
  [1, 10],
  [2, 10],
  [4, 30],
];
const draws = (path: string, count: number, { seed = 1, training = true } = {}) => {
  const out = new Float64Array(2 * count);
  const known = file.create({ path });
  (training ? known.training! : known).sample(out, stream({ seed, purpose: 'real/discriminator-1', step: 0 }));
  return Array.from({ length: count }, (_, row) => [out[2 * row], out[2 * row + 1]]);
};

it('trains on whole rows drawn with replacement, by the stream, the same from CSV and .npy', () => {
  const csv = written('few.csv', 'a,b\n1,10\n2,10\n4,30\n');
  const data = Float64Array.from(ROWS.flat());
  const npy = written('few.npy', encodeNpy({ shape: [3, 2], data }));
  const drawn = draws(csv, 3000);
  for (const row of ROWS) {
    const share = drawn.filter((one) => one.join() === row.join()).length / drawn.length;
    expect(Math.abs(share - 1 / 3)).toBeLessThan(5 * Math.sqrt(2 / 9 / drawn.length));
  }
  expect(drawn.every((one) => ROWS.some((row) => row.join() === one.join()))).toBe(true);
  expect(draws(npy, 50)).toEqual(drawn.slice(0, 50));
  expect(draws(csv, 50, { seed: 2 })).not.toEqual(drawn.slice(0, 50));
});

it('measures by different rows: each once, in any order, before one comes again', () => {
  const csv = written('five.csv', Array.from({ length: 5 }, (_, row) => `${row},${row + 10}`).join('\n'));
  const orders = [1, 2].map((seed) => draws(csv, 12, { seed, training: false }).map(([x, y]) => x + y / 2 - 5));
  for (const order of orders)
    for (const from of [0, 5]) expect(order.slice(from, from + 5).sort()).toEqual([0, 1.5, 3, 4.5, 6]);
  expect(orders[0]).not.toEqual(orders[1]);
  const firsts = Array.from({ length: 500 }, (_, seed) => draws(csv, 1, { seed, training: false })[0][0]);
  for (let row = 0; row < 5; row++)
    expect(Math.abs(firsts.filter((x) => x === row).length - 100)).toBeLessThan(5 * Math.sqrt(500 * 0.2 * 0.8));
});

it('knows its rows and nothing else: extremes, the narrowest column, no density and no modes', () => {
  const known = file.create({ path: written('three.csv', '1,10,7\n2,10,7\n4,30,7\n') });
  expect(known).toMatchObject({
    dim: 3,
    rows: Float64Array.of(1, 10, 7, 2, 10, 7, 4, 30, 7),
    bounds: [
      { low: 1, high: 4 },
      { low: 10, high: 30 },
      { low: 7, high: 7 },
    ],
  });
  expect(known.scale).toBeCloseTo(Math.sqrt(14 / 9), 12); // of 1, 2, 4; the constant column has none
  expect([known.logDensity, known.cdf, known.modes]).toEqual([undefined, undefined, undefined]);
});

it('refuses bytes that are not those it was planned with', () => {
  const path = written('changing.csv', '1\n2\n');
  const { sha256 } = digestOf(path);
  expect(file.create({ path, sha256 }).rows).toEqual(Float64Array.of(1, 2));
  written('changing.csv', '1\n3\n');
  expect(() => file.create({ path, sha256 })).toThrow('changing.csv: holds other bytes than when');
});

it.each([
  ['letters.csv', '1,2\n3,x\n', /letters\.csv:2: "x" is not a finite number$/],
  ['ragged.csv', 'a,b\n1,2\n3\n', /ragged\.csv:3: has 1 column, line 1 has 2$/],
  ['hole.csv', '1,2\r\n3,\r\n', /hole\.csv:2: has an empty cell$/],
  ['empty.csv', 'a,b\n', /empty\.csv: holds no samples$/],
  ['constant.csv', '1,2\n1,2\n', /constant\.csv: all rows are the same$/],
  ['text.npy', 'not an array', /text\.npy: holds no samples$/],
  ['nan.npy', encodeNpy({ shape: [2, 1], data: Float64Array.of(1, Number.NaN) }), /nan\.npy: row 2, column 1 is NaN/],
])('says what is wrong with %s, and where', (name, content, says) => {
  const path = written(name, content);
  expect(() => file.create({ path })).toThrow(says);
});

it('says that there is no such file, or that it is none', () => {
  expect(() => file.create({ path: join(folder, 'none.csv') })).toThrow('none.csv: there is no such file');
  expect(() => file.create({ path: folder })).toThrow('is not a regular file');
});
