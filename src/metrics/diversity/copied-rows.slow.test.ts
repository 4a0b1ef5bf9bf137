import { expect, test } from 'vitest';
import { compute, numberOf } from '../../../test/support/snapshots.js';
import { finiteSet, fixedSet, withHeldOut } from '../../core/gan/targets/_sample-sets.js';
import { gaussianTarget } from '../../core/gan/targets/gaussian.js';
import { stream } from '../../core/math/random/random.js';
import { copiedRows } from './copied-rows.js';

const ROWS = 4000;

function uniform(rows: number, dim: number, purpose: string): Float64Array {
  const random = stream({ seed: 1, purpose, step: 0 });
  return Float64Array.from({ length: rows * dim }, () => random.uniform());
}

const of = (rows: Float64Array, generated: Float64Array, dim: number) => ({
  target: finiteSet(rows, dim, 'rows'),
  G: (z: readonly number[]) => z,
  given: { generated, real: rows.slice(0, generated.length) },
});

test.each([
  [1, 0.2],
  [1, 0.5],
  [2, 0.2],
  [2, 0.5],
  [5, 0.5],
])(
  'fresh draws in %d dimensions have within^d: disjoint balls of mass within^d / n in the mean',
  async (dim, within) => {
    const rows = uniform(ROWS, dim, 'rows');
    const measured = await numberOf(copiedRows, of(rows, uniform(ROWS, dim, 'fresh'), dim), { within });
    const share = within ** dim;
    // Of balls at the border half is outside; neighbouring balls share rows, which doubles the variance at most.
    expect(Math.abs(measured - share)).toBeLessThan(5 * Math.sqrt((2 * share * (1 - share)) / ROWS) + 0.1 * share);
  },
);

test('a share of copies, exact or with noise far below the distance of rows, is found', async () => {
  const rows = uniform(ROWS, 2, 'rows');
  const fresh = uniform(ROWS, 2, 'fresh');
  const random = stream({ seed: 2, purpose: 'noise', step: 0 });
  for (const [share, noise] of [
    [1, 0],
    [1, 1e-5],
    [0.5, 0],
  ] as const) {
    const generated = fresh.map((value, i) => (i < 2 * share * ROWS ? rows[i] + noise * random.normal() : value));
    const expected = share + (1 - share) * 0.04;
    expect(Math.abs((await numberOf(copiedRows, of(rows, generated, 2))) - expected)).toBeLessThan(0.02);
  }
});

test('the rows are those that training draws from: a fixed set, or a file without its held-out part', async () => {
  const plain = gaussianTarget.create({ mean: [0, 0], std: 1 });
  const set = fixedSet('a set', 500, plain);
  const half = withHeldOut(finiteSet(uniform(1000, 2, 'rows'), 2, 'rows'), 0.5, 'rows');
  for (const target of [set, half]) {
    const learned = target.training!.rows!.slice(0, 800);
    const fresh = new Float64Array(800);
    target.sample(fresh, stream({ seed: 3, purpose: 'fresh', step: 0 }));
    const copies = (generated: Float64Array) =>
      numberOf(copiedRows, { target, G: (z) => z, given: { generated, real: fresh } });
    expect(await copies(learned)).toBe(1);
    expect(await copies(fresh)).toBeLessThan(0.12); // .04 of fresh draws
  }
});

test('rows that occur twice have no copies; it is absent where all do', async () => {
  const twice = Float64Array.from({ length: ROWS }, (_, i) => i % 10);
  expect(await compute(copiedRows, of(twice, twice.slice(0, 1000), 1))).toEqual({
    absent: 'each of the 4000 rows of the data that are used occurs more than once',
  });
  // One more row, which occurs once: a copy of it counts, copies of the others do not.
  const rows = Float64Array.of(...twice, 20);
  expect(await numberOf(copiedRows, of(rows, Float64Array.of(...twice.slice(0, 99), 20), 1))).toBe(0.01);
});

test('in many dimensions it counts around some rows, and scales the share up', async () => {
  const [rows, dim] = [uniform(1000, 1000, 'rows'), 1000];
  const generated = rows.slice(0, 500 * dim);
  expect(Math.abs((await numberOf(copiedRows, of(rows, generated, dim))) - 1)).toBeLessThan(5 * Math.sqrt(0.25 / 500)); // about half of the 500 rows that are used have a copy
});

test('it is absent for data that can be drawn afresh, for one row, and for NaN', async () => {
  const target = gaussianTarget.create({ mean: [0, 0], std: 1 });
  expect(await compute(copiedRows, { target, G: (z) => z })).toEqual({
    absent: 'the data are not a finite set: fresh draws cannot be memorised',
  });
  const two = Float64Array.of(0, 1);
  expect(await numberOf(copiedRows, of(two, Float64Array.of(0.1), 1))).toBe(1);
  expect(await compute(copiedRows, of(two, Float64Array.of(Number.NaN), 1))).toHaveProperty('absent');
});
