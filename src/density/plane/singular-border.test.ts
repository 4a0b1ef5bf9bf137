import { describe, expect, test } from 'vitest';
import { gaussianLatent } from '../../core/gan/latents/gaussian.js';
import { uniformLatent } from '../../core/gan/latents/uniform.js';
import { ring } from '../../core/gan/targets/ring.js';
import { normalCdf } from '../../core/math/special/special.js';
import { singularMass, sum } from '../density-comparison.js';
import { jensenShannon } from '../divergences.js';
import { hasDensity } from '../known-density.js';
import { compareInPlane } from './plane.js';
import { SINGULAR_PARTS } from './singular-border.js';

type Point = readonly [number, number];

const target = ring.create({ modes: 8, radius: 2, std: 0.05 });
const normal = gaussianLatent.create({ dim: 2 });

async function compared(G: (z: Point) => Point, latent = normal) {
  if (!hasDensity(target)) throw new Error('its density is known');
  let evaluations = 0;
  const generate = async (z: Float64Array) => {
    evaluations += z.length / 2;
    return Float64Array.from(Array.from({ length: z.length / 2 }, (_, i) => G([z[2 * i], z[2 * i + 1]])).flat());
  };
  const found = await compareInPlane({ target, latent, isPiecewiseLinear: true, generate });
  expect(Math.abs(sum(found.q) + singularMass(found) - 1)).toBeLessThan(1e-9);
  const [, mass, error] = /singular mass ([\d.e-]+)(?:, standard error ([\d.e-]+))?/.exec(found.estimator()) ?? [];
  return { found, evaluations, mass: Number(mass ?? 0), error: Number(error ?? 0) };
}

/** Two units, each active beyond a line; G is of rank one where one is active, and constant where none is. */
const wedge =
  (turn: number, c1: number, c2: number) =>
  ([a, b]: Point): Point => {
    const [u, v] = [Math.cos(turn) * a + Math.sin(turn) * b, Math.cos(turn) * b - Math.sin(turn) * a];
    return [Math.max(0, u - c1), Math.max(0, v - c2)];
  };

describe('the singular mass of two units is exact within its error', () => {
  test.each([
    [0.4, 0, 0],
    [0.9, -1.6, -1.1],
    [1.3, -2.2, 0.3],
    [2.2, 0.7, -0.4],
  ])('turned by %d, active beyond %d and %d', async (turn, c1, c2) => {
    const exact = 1 - (1 - normalCdf(c1)) * (1 - normalCdf(c2));
    const { found, mass, error } = await compared(wedge(turn, c1, c2));
    expect(error).toBeLessThan(1e-4); // 7e-4 with triangles across the border as they are, 2.5e-4 once halved
    expect(Math.abs(singularMass(found) - exact)).toBeLessThan(5 * error);
    expect(mass).toBeCloseTo(singularMass(found), 2);
    expect(found.resolutionErrors!().text).toContain('and the singular mass by ');
  });

  test('of a strip narrower than two cells of the latent plane', async () => {
    // Constant within |u| < .05 along u, by two units of opposite signs.
    const G = ([a, b]: Point): Point => {
      const [u, v] = [0.8 * a + 0.6 * b, 0.8 * b - 0.6 * a];
      return [Math.max(0, u - 0.05) - Math.max(0, -u - 0.05), v];
    };
    const { found, error } = await compared(G);
    expect(Math.abs(singularMass(found) - (1 - 2 * normalCdf(-0.05)))).toBeLessThan(5 * error + 2e-3);
  });

  test('where a border is an edge of the triangulation nothing is added to it', async () => {
    const { found } = await compared(([a, b]) => [Math.max(a, 0), b]);
    expect(singularMass(found)).toBeCloseTo(0.5, 6);
  });

  test('of a square latent, a corner', async () => {
    const square = uniformLatent.create({ low: 0, high: 1, dim: 2 });
    const { found, error } = await compared(([a, b]) => [Math.max(0, 0.9 * a + b - 0.5), b - 0.37 * a], square);
    expect(Math.abs(singularMass(found) - 0.25 / 1.8)).toBeLessThan(5 * error);
  });
});

test('a curve that bends within a triangle is singular there too', async () => {
  // Rank one everywhere, with a kink: the images of three vertices are not on one line.
  const G = ([a, b]: Point): Point => [a + 0.3 * b, Math.abs(a + 0.3 * b)];
  expect(singularMass((await compared(G)).found)).toBeGreaterThan(0.9999); // where a kink passes next to a vertex it is not
});

test('a G without a singular region is evaluated at the vertices and 1,024 centroids only', async () => {
  const { found, evaluations } = await compared(([a, b]) => [2 * a + b, b]);
  expect(evaluations).toBe(65 ** 2 + 1024);
  expect(singularMass(found)).toBe(0);
  expect(found.estimator()).not.toContain('singular');
});

test('a constant G is singular, with js of ln 2', async () => {
  const { found, error } = await compared(() => [2, 0]);
  expect(singularMass(found)).toBeCloseTo(1, 9);
  expect(error).toBe(0);
  expect(jensenShannon(found)).toBeCloseTo(Math.LN2, 8);
});

test('the parts of a triangle have their centroids within it, by three equal weights in all', () => {
  SINGULAR_PARTS.forEach(({ share, inside, outside }, count) => {
    expect(count * inside + (3 - count) * outside).toBeCloseTo(1, 12);
    // The cut corner's centroid and the rest's, weighted by their areas, are the triangle's.
    if (count === 1) expect(share * inside + (1 - share) * (2 / 9)).toBeCloseTo(1 / 3, 12);
  });
});
