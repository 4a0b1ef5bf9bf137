import { expect, test } from 'vitest';
import { type Point, signedArea } from '../../../test/support/polygon.js';
import { gaussianLatent } from '../../core/gan/latents/gaussian.js';
import { uniformLatent } from '../../core/gan/latents/uniform.js';
import { latentTriangulation } from './latent-triangulation.js';

const normal = gaussianLatent.create({ dim: 2 });

test('the triangles have all of the mass, and each its own', () => {
  const { z, vertices, masses } = latentTriangulation(normal, 40);
  expect(masses.reduce((sum, mass) => sum + mass, 0)).toBeCloseTo(1, 12);
  // E|z|^2 = 2 by the three middles of the sides, exact for squares.
  let square = 0;
  masses.forEach((mass, t) => {
    const [a, b, c] = cornersOf(z, vertices, t);
    for (const [p, q] of [
      [a, b],
      [b, c],
      [c, a],
    ])
      square += (mass / 3) * (((p[0] + q[0]) / 2) ** 2 + ((p[1] + q[1]) / 2) ** 2);
  });
  expect(Math.abs(square - 2)).toBeLessThan(0.02);
});

test('in a cell the triangle on the side of the median is the heavier one', () => {
  const { z, vertices, masses } = latentTriangulation(normal, 6);
  for (let cell = 0; cell < 36; cell++) {
    const distances = [2 * cell, 2 * cell + 1].map((t) => {
      const [a, b, c] = cornersOf(z, vertices, t);
      return Math.hypot(a[0] + b[0] + c[0], a[1] + b[1] + c[1]) / 3;
    });
    if (Math.abs(distances[0] - distances[1]) < 1e-9) continue;
    expect(masses[2 * cell] > masses[2 * cell + 1]).toBe(distances[0] < distances[1]);
  }
});

test('every edge has its triangles on the right sides', () => {
  const { z, vertices, edges, masses } = latentTriangulation(uniformLatent.create({ low: 0, high: 1, dim: 2 }), 5);
  const seen = new Int32Array(masses.length);
  for (let i = 0; i < edges.length; i += 4) {
    const [from, to] = [edges[i], edges[i + 1]];
    for (const [triangle, sign] of [
      [edges[i + 2], 1],
      [edges[i + 3], -1],
    ]) {
      if (triangle < 0) continue;
      seen[triangle]++;
      const own = [...vertices.subarray(3 * triangle, 3 * triangle + 3)];
      expect(own).toContain(from);
      expect(own).toContain(to);
      const opposite = own.find((corner) => corner !== from && corner !== to)!;
      const orientation = signedArea([from, to, opposite].map((corner): Point => [z[2 * corner], z[2 * corner + 1]]));
      expect(Math.sign(orientation)).toBe(sign);
    }
  }
  expect([...seen]).toEqual(new Array(masses.length).fill(3));
});

function cornersOf(z: Float64Array, vertices: Int32Array, triangle: number): readonly Point[] {
  return [0, 1, 2].map((i): Point => {
    const corner = vertices[3 * triangle + i];
    return [z[2 * corner], z[2 * corner + 1]];
  });
}
