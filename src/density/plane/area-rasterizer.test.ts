import { expect, test } from 'vitest';
import { clipToBox, type Point, signedArea } from '../../../test/support/polygon.js';
import { stream } from '../../core/math/random/random.js';
import { AreaRasterizer } from './area-rasterizer.js';
import { FragmentList } from './dense-subcells.js';

const size = { columns: 7, rows: 5 };
const cells = Array.from({ length: size.columns * size.rows }, (_, cell) => cell);

/** Adds one triangle, by its edges or whole. Returns the mass that is known to lie off the grid. */
function add(rasterizer: AreaRasterizer, mass: number, [a, b, c] = [0, 1, 2]): number {
  const area = rasterizer.area({ a, b, c });
  if (!rasterizer.spansCells({ a, b, c }, area))
    return rasterizer.addSmallTriangle({ a, b, c }, { mass, area }, new FragmentList(size));
  for (const [from, to] of [
    [a, b],
    [b, c],
    [c, a],
  ])
    rasterizer.addEdge(from, to, mass / area);
  return 0;
}

/** What each cell should get: the triangle clipped to that cell alone. */
function byClipping(triangle: readonly Point[], mass: number): number[] {
  return cells.map((cell) => {
    const [x, y] = [cell % size.columns, Math.floor(cell / size.columns)];
    const moved = triangle.map(([px, py]): Point => [px - x, py - y]);
    return (mass * signedArea(clipToBox(moved, { columns: 1, rows: 1 }))) / signedArea(triangle);
  });
}

test('each cell gets the part of a triangle that covers it, and what is outside is left out', () => {
  const random = stream({ seed: 3, purpose: 'triangles', step: 0 });
  for (let k = 0; k < 200; k++) {
    // A third of them small, most of them partly outside.
    const spread = k % 3 ? 12 : 0.8;
    const centre = [random.uniform() * 7, random.uniform() * 5];
    const triangle = [0, 1, 2].map(
      (): Point => [centre[0] + spread * (random.uniform() - 0.5), centre[1] + spread * (random.uniform() - 0.5)],
    );
    const rasterizer = new AreaRasterizer(Float64Array.from(triangle.flat()), size);
    add(rasterizer, 0.3);
    const expected = byClipping(triangle, 0.3);
    rasterizer.masses().forEach((mass, cell) => {
      expect(mass).toBeCloseTo(expected[cell], 10);
    });
    const inside = 0.3 - expected.reduce((sum, mass) => sum + mass, 0) < 1e-9;
    const whole = { a: 0, b: 1, c: 2 };
    if (rasterizer.spansCells(whole, rasterizer.area(whole))) expect(rasterizer.leavesGrid(whole)).toBe(!inside);
  }
});

test('vertices on the borders of cells and of the grid lose nothing', () => {
  const rasterizer = new AreaRasterizer(Float64Array.of(0, 0, 7, 0, 7, 5, 0, 5), size);
  expect(add(rasterizer, 0.5)).toBe(0);
  expect(add(rasterizer, 0.5, [0, 2, 3])).toBe(0);
  for (const mass of rasterizer.masses()) expect(mass).toBeCloseTo(1 / 35, 12);
});

test('a sliver keeps its mass on the cells that it crosses', () => {
  const rasterizer = new AreaRasterizer(Float64Array.of(0.5, 0.5, 4.5, 0.5, 4.5, 0.5 + 1e-9), size);
  expect(add(rasterizer, 1)).toBe(0);
  const masses = rasterizer.masses();
  expect(masses.reduce((sum, mass) => sum + mass, 0)).toBeCloseTo(1, 12);
  expect([...masses.subarray(5)].every((mass) => mass === 0)).toBe(true);
  expect(masses[4]).toBeGreaterThan(masses[1]); // its wide end has more
});

test('a triangle far outside lies off the grid whole', () => {
  const rasterizer = new AreaRasterizer(Float64Array.of(10, 10, 12, 10, 10, 13), size);
  expect(add(rasterizer, 0.7)).toBe(0.7);
  expect(rasterizer.masses().every((mass) => mass === 0)).toBe(true);
});
