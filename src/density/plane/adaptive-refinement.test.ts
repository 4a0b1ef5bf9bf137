import { expect, test } from 'vitest';
import { gaussianLatent } from '../../core/gan/latents/gaussian.js';
import { uniformLatent } from '../../core/gan/latents/uniform.js';
import type { Distribution } from '../../core/gan/targets/_target.js';
import { gaussianTarget } from '../../core/gan/targets/gaussian.js';
import { mixture } from '../../core/gan/targets/mixture.js';
import { ring } from '../../core/gan/targets/ring.js';
import { sum } from '../density-comparison.js';
import { jensenShannon, klDivergenceQP } from '../divergences.js';
import { hasDensity, type KnownDensity } from '../known-density.js';
import { latentRange } from '../line/latent-range.js';
import { pushforward } from '../line/pushforward.js';
import { compareByQuadrature } from '../line/quadrature.js';
import { compareInPlane } from './plane.js';

type Point = readonly [number, number];

const through = (G: (z: Point) => Point) => async (z: Float64Array) =>
  Float64Array.from(Array.from({ length: z.length / 2 }, (_, i) => G([z[2 * i], z[2 * i + 1]])).flat());

const std = 0.02;
const even = uniformLatent.create({ low: -1, high: 1, dim: 2 });
const normal = gaussianLatent.create({ dim: 2 });

function known(target: Distribution): KnownDensity {
  if (!hasDensity(target)) throw new Error('its density is known');
  return target;
}

// Linear but for a kink at z1 = 5/16, where G becomes eight times as steep.
const [KINK, STEEPER] = [5 / 16, 8]; // a border of the grid's cells, and of no latent ones
const kinked = ([a, b]: Point): Point => [std * (a < KINK ? a : KINK + STEEPER * (a - KINK)), std * b];

/** E_q[log q - log p] of it against N(0, std^2 I), z being even on [-1, 1]^2: integrals of polynomials. */
function kinkedKl(): number {
  const end = KINK + STEEPER * (1 - KINK);
  const square = (KINK ** 3 + 1) / 6 + (end ** 3 - KINK ** 3) / (6 * STEEPER) + 1 / 3;
  const steep = (1 - KINK) / 2;
  return -steep * Math.log(STEEPER) - Math.log(4) + Math.log(2 * Math.PI) + square / 2;
}

test('where G bends, KL converges to its closed form with the number of evaluations', async () => {
  const errorOf = async (cells: number, evaluations: number) => {
    const given = {
      target: known(gaussianTarget.create({ mean: 0, std, dim: 2 })),
      latent: even,
      generate: through(kinked),
    };
    const found = await compareInPlane(given, { cells, steps: [1 / 16], limits: { tolerance: 1e-6, evaluations } });
    expect(Math.abs(sum(found.q) + sum(found.singular.mass) - 1)).toBeLessThan(1e-9);
    return Math.abs(klDivergenceQP(found) - kinkedKl());
  };
  const coarse = await errorOf(16, 0);
  const some = await errorOf(16, 300);
  const more = await errorOf(16, 1200);
  expect(some).toBeLessThan(coarse / 2);
  expect(more).toBeLessThan(some / 2);
});

// From mode to mode within a hundredth of z1: between corners that are far apart, straight lines take it for a wide bridge.
const jump = (a: number) => std * a + 2 * Math.max(-1, Math.min(1, 100 * (a - 0.123)));

test('a jump between modes equals that on a line, where it is exact, within the error that the estimator states', async () => {
  const latent = gaussianLatent.create({ dim: 1 });
  const z = Float64Array.of(-9, 0.113, 0.133, 9);
  const line = pushforward({ z, x: z.map(jump), maxError: 0 }, { latent, range: latentRange(latent), scale: std });
  const exact = await compareByQuadrature(line, known(mixture.create({ means: [-2, 2], stds: std })));
  let calls = 0;
  const given = {
    target: known(ring.create({ modes: 2, radius: 2, std })),
    latent: normal,
    generate: (z: Float64Array) => {
      calls += z.length / 2;
      return through(([a, b]) => [jump(a), std * b])(z);
    },
  };
  const at = { cells: 40, steps: [1 / 8] };
  const coarse = await compareInPlane(given, at);
  calls = 0;
  const found = await compareInPlane(given, { ...at, limits: { tolerance: 0.01, evaluations: 3000 } });
  const checked = 1024; // centroids, for the interpolation error
  expect(calls).toBeGreaterThan(41 ** 2 + 1500 + checked);
  expect(calls).toBeLessThanOrEqual(41 ** 2 + 3000 + checked);
  const errorOf = (of: typeof found, divergence: typeof klDivergenceQP) => Math.abs(divergence(of) - divergence(exact));
  expect(errorOf(found, jensenShannon)).toBeLessThan(errorOf(coarse, jensenShannon) / 3);
  expect(errorOf(found, klDivergenceQP)).toBeLessThan(errorOf(coarse, klDivergenceQP) / 10);
  const stated = found.resolutionErrors!().text.match(
    /relative to the triangles before the last refinement, js changed by \S+ and kl-q-p by ([^;]+)/,
  )!;
  expect(errorOf(found, klDivergenceQP)).toBeLessThan(Math.abs(Number(stated[1])));
});

test('no vertex is added where G is linear', async () => {
  const target = known(gaussianTarget.create({ mean: 0, std, dim: 2 }));
  const given = { target, latent: normal, generate: through(([a, b]) => [std * (2 * a + b), std * b]) };
  const at = { cells: 20, steps: [1 / 8] };
  const found = await compareInPlane(given, { ...at, limits: { tolerance: 1e-3, evaluations: 1000 } });
  expect(found.estimator()).toContain('20 x 20 latent cells, linear in between');
  expect(klDivergenceQP(found)).toBe(klDivergenceQP(await compareInPlane(given, at)));
});
