import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { digestOf } from '../../files/data-files.js';
import { encodeNpy } from '../../files/npy.js';
import { stream } from '../../math/random/random.js';
import { finiteSet } from './_sample-sets.js';
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

it('trains on rows drawn with replacement, the same from CSV and .npy', () => {
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

it('samples repeat no row before all are used', () => {
  const csv = written('five.csv', Array.from({ length: 5 }, (_, row) => `${row},${row + 10}`).join('\n'));
  const orders = [1, 2].map((seed) => draws(csv, 12, { seed, training: false }).map(([x, y]) => x + y / 2 - 5));
  for (const order of orders)
    for (const from of [0, 5]) expect(order.slice(from, from + 5).sort()).toEqual([0, 1.5, 3, 4.5, 6]);
  expect(orders[0]).not.toEqual(orders[1]);
  const firsts = Array.from({ length: 500 }, (_, seed) => draws(csv, 1, { seed, training: false })[0][0]);
  for (let row = 0; row < 5; row++)
    expect(Math.abs(firsts.filter((x) => x === row).length - 100)).toBeLessThan(5 * Math.sqrt(500 * 0.2 * 0.8));
});

it('has the extremes of its rows and a scale from their distances, but no density and no modes', () => {
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
  expect(known.scale).toBeCloseTo(1 / 3, 12); // a third of the smallest of 1, sqrt(404), sqrt(409)
  expect([known.logDensity, known.cdf, known.modes]).toEqual([undefined, undefined, undefined]);
});

it('refuses bytes that are not those it was planned with', () => {
  const path = written('changing.csv', '1\n2\n');
  const { sha256 } = digestOf(path);
  expect(file.create({ path, sha256 }).rows).toEqual(Float64Array.of(1, 2));
  written('changing.csv', '1\n3\n');
  expect(() => file.create({ path, sha256 })).toThrow('changing.csv: holds other bytes than when');
});

it('is one distribution for every cell that has its bytes and held-out share, and another one once the bytes change', () => {
  const lines = (last: number) => `${Array.from({ length: 9 }, (_, row) => row + 5).join('\n')}\n${last}\n`;
  const path = written('shared.csv', lines(100));
  const first = file.create({ path, heldOut: 0.3 });
  expect(file.create({ path, sha256: digestOf(path).sha256, heldOut: 0.3 })).toBe(first);
  expect(file.create({ path })).toBe(file.create({ path, heldOut: 0 }));
  expect(file.create({ path }).rows).toHaveLength(10);
  expect(file.create({ path, heldOut: 0.5 }).rows).toHaveLength(5);
  expect(file.create({ path, heldOut: 0.3 }).rows).toHaveLength(3);
  written('shared.csv', lines(200));
  expect(file.create({ path }).bounds).toEqual([{ low: 5, high: 200 }]);
  expect(file.create({ path, heldOut: 0.3 }).bounds).toEqual([{ low: 5, high: 200 }]);
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

it('reports a missing file and a folder', () => {
  expect(() => file.create({ path: join(folder, 'none.csv') })).toThrow('none.csv: there is no such file');
  expect(() => file.create({ path: folder })).toThrow('is not a regular file');
});

it('the scale of many columns is one of distances, whatever the narrowest column is', () => {
  const rows = new Float64Array(100 * 300);
  stream({ seed: 3, purpose: 'rows', step: 0 }).fillNormal(rows);
  const of = (x: Float64Array) => finiteSet(x, 300, 'rows').scale;
  // Distances of a Gaussian in d dimensions: sqrt(2 d) and a standard deviation of 1; 1.645 of it below is the 5 % quantile.
  expect(Math.abs(3 * of(rows) - (Math.sqrt(600) - 1.645))).toBeLessThan(0.3);
  const narrow = of(rows.map((value, at) => (at % 300 === 0 ? 1e-6 * value : value)));
  expect(Math.abs(narrow / of(rows) - 1)).toBeLessThan(0.01);
  expect(of(rows.map((value) => 1e-170 * value)) / of(rows)).toBeCloseTo(1e-170, 182);
});

it('the scale does not depend on copies of rows, nor on a single other row', () => {
  const few = Float64Array.of(0, 1, 3);
  const copies = Float64Array.from({ length: 300 }, (_, i) => few[i % 3]);
  expect(finiteSet(copies, 1, 'copies').scale).toBeCloseTo(1 / 3, 12);
  const one = new Float64Array(1000);
  one[1] = 6;
  expect(finiteSet(one, 1, 'one').scale).toBeCloseTo(2, 12);
});
