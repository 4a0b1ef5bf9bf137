/** An independent check of the triangles: G itself, evaluated within some of them. */
import type { KnownDensity } from '../known-density.js';
import type { MappedTriangulation } from './latent-triangulation.js';
import { modeDistances, peakLogDensity } from './refinement-criteria.js';

const MAX_CHECKED = 1024; // triangles, each for an equal part of the latent mass
const JS_RADIUS = 4; // of the target's scale: where p is negligible, js does not depend on where q is

/**
 * What the linear pieces change js by, in nats, at most about: the mean over triangles of js between two Gaussians as far apart as G at
 * the centroid is from the mean of the vertices, ln 2 (1 - exp(-d^2 / 5)) for d of the target's scale; where p is negligible at both,
 * nothing. Refinement sees what its own vertices show; a G that jumps between all of them is seen here.
 */
export async function interpolationError(
  { z, x, vertices, masses }: MappedTriangulation,
  target: KnownDensity,
  generate: (z: Float64Array) => Promise<Float64Array>,
): Promise<number> {
  const chosen = systematicSample(masses);
  const centroids = (values: Float64Array) =>
    Float64Array.from({ length: 2 * chosen.length }, (_, i) => {
      const from = 3 * chosen[i >> 1];
      return [0, 1, 2].reduce((sum, k) => sum + values[2 * vertices[from + k] + (i % 2)], 0) / 3;
    });
  const linear = centroids(x);
  const exact = await generate(centroids(z));
  const peak = peakLogDensity(target, x);
  const distances = [modeDistances(linear, target, peak), modeDistances(exact, target, peak)];
  let sum = 0;
  for (let k = 0; k < chosen.length; k++) {
    if (!(Math.min(distances[0][k], distances[1][k]) < JS_RADIUS)) continue;
    const [dx, dy] = [0, 1].map((i) => (exact[2 * k + i] - linear[2 * k + i]) / target.scale);
    sum -= Math.expm1(-(dx * dx + dy * dy) / 5);
  }
  return (Math.LN2 * sum) / MAX_CHECKED;
}

/** MAX_CHECKED triangles at equal steps of mass; one with more mass than a step occurs more than once. */
function systematicSample(masses: Float64Array): readonly number[] {
  const chosen: number[] = [];
  let passed = 0.5;
  for (let triangle = 0; triangle < masses.length; triangle++) {
    passed += masses[triangle] * MAX_CHECKED;
    for (; passed >= 1; passed--) chosen.push(triangle);
  }
  return chosen;
}
