import { expect, test } from 'vitest';
import { type Fake, fakeSnapshot } from '../../test/support/snapshots.js';
import { gaussianLatent } from '../core/gan/latents/gaussian.js';
import { uniformLatent } from '../core/gan/latents/uniform.js';
import { gaussianTarget } from '../core/gan/targets/gaussian.js';
import { ring } from '../core/gan/targets/ring.js';
import { uniformTarget } from '../core/gan/targets/uniform.js';
import { compareDensities, jsByHistogram } from './density.js';
import { type DensityComparison, singularMass, sum } from './density-comparison.js';
import { estimateJs } from './divergence-estimates.js';
import { jensenShannon, klDivergencePQ, klDivergenceQP } from './divergences.js';
import { hasDensity } from './known-density.js';
import { compareInPlane } from './plane/plane.js';

const unit = gaussianTarget.create({ mean: 0, std: 1, dim: 2 });

async function compared(fake: Fake): Promise<DensityComparison> {
  const found = await compareDensities(fakeSnapshot(fake));
  if ('absent' in found) throw new Error(found.absent);
  return found;
}

const maps: Readonly<Record<string, Fake['G']>> = {
  'the identity': (z) => z,
  'a fold': ([a, b]) => [Math.abs(a) - 0.5, 0.3 * b],
  'a swirl': ([a, b]) => [a * Math.cos(a) - b, b * Math.sin(a) + 0.2 * b],
  'far away': ([a, b]) => [a + 30, b],
  'half dead': ([a, b]) => [Math.max(a, 0), b],
  'one point': () => [2, 0],
};

test.each(Object.keys(maps))('in the plane, masses sum to one under %s', async (name) => {
  const target = ring.create({ modes: 5, radius: 1, std: 0.1 });
  const { q, p, singular } = await compared({ target, G: maps[name] });
  expect(Math.abs(sum(q) + sum(singular.mass) - 1)).toBeLessThan(1e-9);
  expect(sum(p)).toBeCloseTo(1, 8);
});

// Where such a G saturates, a short way in x is a long way in z, over which p_z changes.
test.each<[string, Fake['G']]>([
  ['a hyperbolic tangent', ([z]) => [1.7 * Math.tanh(1.3 * z)]],
  ['steps', ([z]) => [Math.tanh(4 * z) + 0.6 * Math.tanh(2 * z - 3) - 0.9 * Math.tanh(0.7 * z + 1)]],
  ['a narrow image', ([z]) => [0.02 * Math.tanh(0.8 * z)]],
])('on a line, the mass sums to one under %s', async (_, G) => {
  const { q, singular } = await compared({ target: gaussianTarget.create({ mean: 0, std: 1 }), G });
  expect(sum(q) + sum(singular.mass)).toBeCloseTo(1, 9);
});

test('KL(p || q) counts the mass that q has lost to an atom', async () => {
  // G is flat on [-1/2, 1/2] and of slope 1 outside: q(x) = phi(|x| + 1/2), and an atom at 0.
  const G: Fake['G'] = ([z]) => [Math.sign(z) * Math.max(Math.abs(z) - 0.5, 0)];
  const found = await compared({ target: gaussianTarget.create({ mean: 0, std: 1 }), G });
  expect(singularMass(found)).toBeCloseTo(0.3829249225, 6); // P(|Z| < 1/2)
  expect(klDivergencePQ(found)).toBeCloseTo(0.5 * Math.sqrt(2 / Math.PI) + 0.125, 5); // E_p[|x| / 2 + 1 / 8]
});

test('in the plane, a fold adds both halves', async () => {
  const { x, q } = await compared({ target: unit, G: ([a, b]) => [Math.abs(a), b] });
  let left = 0;
  let near = 0;
  q.forEach((mass, i) => {
    if (x[2 * i] < 0) left += mass;
    else if (x[2 * i] < 1 && x[2 * i + 1] < 0) near += mass;
  });
  expect(left).toBeLessThan(1e-12);
  expect(near).toBeCloseTo(0.6826894921 / 2, 3); // P(|a| < 1) / 2
});

test('in the plane, the image of a dead ReLU, a curve, is singular', async () => {
  expect(singularMass(await compared({ target: unit, G: ([a, b]) => [Math.max(a, 0), b] }))).toBeCloseTo(0.5, 1);
  expect(singularMass(await compared({ target: unit, G: ([a]) => [a, 2 * a] }))).toBeCloseTo(1, 9);
});

test.each([8, 30, 80])(
  'in the plane, a generator %d deviations off has its own divergence, on the grid or off it',
  async (d) => {
    const found = await compared({ target: unit, G: ([a, b]) => [a + d, b] });
    expect(Math.abs(sum(found.q) + sum(found.singular.mass) - 1)).toBeLessThan(1e-9);
    // KL(N((d, 0), I) || N(0, I)) = d^2 / 2; one overflow cell with p's 1e-9 would read 20.7 at most.
    expect(Math.abs(klDivergenceQP(found) / ((d * d) / 2) - 1)).toBeLessThan(0.005);
  },
);

test('in the plane, mass off the grid is not left out: js counts it exactly, and kl-q-p by its own log p', async () => {
  const target = unit;
  // Half of q is p's upper half, the other half 60 deviations away: half of p and half of q are alone.
  const found = await compared({ target, G: ([a, b]) => [a, b > 0 ? b : b - 60] });
  const offGrid = /mass off the grid (\S+), where p has less than 1e-9/.exec(found.estimator())!;
  expect(Number(offGrid[1])).toBeCloseTo(0.5, 1);
  const { text, js } = found.resolutionErrors!();
  expect(Math.abs(jensenShannon(found) - Math.LN2 / 2)).toBeLessThan(js + 2e-3);
  expect(text).toMatch(/; error of js about \S+$/);
});

test('in the plane, KL far off the grid is exact but for the linear pieces', async () => {
  for (const scale of [1, 40]) {
    const found = await compared({ target: unit, G: ([a, b]) => [scale * a + 200, scale * b] });
    // E|x|^2 / 2 + ln(2 pi) - H: of N((d, 0), s^2 I) against N(0, I) it is (2 s^2 + d^2) / 2 - 1 - 2 ln s.
    const exact = (2 * scale ** 2 + 200 ** 2) / 2 - 1 - 2 * Math.log(scale);
    expect(Math.abs(klDivergenceQP(found) / exact - 1)).toBeLessThan(5e-4);
  }
});

// Each of eight modes nine times within a unit of z: q is nearly p, and triangles between the modes make js .44.
test('in the plane, js is absent where it is not known within .05, at every step', async () => {
  const wild = ([a, b]: readonly number[]) => {
    const angle = (Math.floor((a - Math.floor(a)) * 72) * Math.PI) / 4;
    return [2 * Math.cos(angle) + 0.05 * b, 2 * Math.sin(angle) + 0.05 * b];
  };
  const snapshot = fakeSnapshot({ target: ring.create({ modes: 8, radius: 2, std: 0.05 }), G: wild });
  for (const brief of [false, true]) {
    const { value } = await estimateJs({ ...snapshot, brief });
    expect(value).toEqual({
      absent: expect.stringMatching(/^js is not known within 0.05: .* an error of about 0\.[2-7]$/),
    });
  }
  const found = await compareDensities(snapshot);
  expect('absent' in found ? 0 : found.interpolationError).toBeGreaterThan(0.2);
});

test('in the plane, the error that is stated is as large as that of js', async () => {
  const std = 0.3;
  const target = gaussianTarget.create({ mean: 0, std: 1, dim: 2 });
  for (const shift of [0, 0.5, 2]) {
    const found = await compared({
      target,
      G: ([a, b]) => [Math.sqrt(1 - std ** 2) * a + std * b + shift, std * a - Math.sqrt(1 - std ** 2) * b],
    });
    const exact = [0, 0.0303113005, 0.3368308203][[0, 0.5, 2].indexOf(shift)];
    expect(Math.abs(jensenShannon(found) - exact)).toBeLessThan(3 * found.resolutionErrors!().js);
    expect(found.resolutionErrors!().js).toBeLessThan(0.005);
    expect(found.interpolationError).toBeLessThan(1e-9);
  }
});

test('in the plane, a finer grid closes in on the divergence from below', async () => {
  if (!hasDensity(unit)) throw new Error('the Gaussian has a density');
  const latent = gaussianLatent.create({ dim: 2 });
  const generate = async (z: Float64Array) => z.map((value, i) => (i % 2 ? 0.5 * value : 0.5 * value + 1));
  // KL(N((1, 0), I/4) || N(0, I)) = 2 (ln 2 - 3/8) + 1/2
  const exact = 2 * (Math.LN2 - 3 / 8) + 0.5;
  const errors = [];
  for (const step of [0.5, 0.25, 0.125, 0.0625])
    errors.push(
      exact - klDivergenceQP(await compareInPlane({ target: unit, latent, generate }, { cells: 120, steps: [step] })),
    );
  for (const error of errors) expect(error).toBeGreaterThan(0);
  for (let i = 1; i < 4; i++) expect(errors[i - 1] / errors[i]).toBeGreaterThan(2.5); // nearly second order
  expect(errors[3]).toBeLessThan(0.002);
});

test('in the plane, the estimator states what a finer triangulation and a finer grid changed', async () => {
  if (!hasDensity(unit)) throw new Error('the Gaussian has a density');
  const target = unit;
  const { latent, generate } = fakeSnapshot({ target, G: ([a, b]) => [Math.sin(6 * a), b + Math.cos(5 * a)] });
  const at = (cells: number, step: number) => compareInPlane({ target, latent, generate }, { cells, steps: [step] });
  const fine = await at(64, 1 / 8);
  const stated =
    /latent cells a side, js changed by (\S+) and kl-q-p by (\S+); relative to a grid .* js changed by (\S+) and kl-q-p by (\S+); error of js about (\S+)$/
      .exec(fine.resolutionErrors!().text)!
      .slice(1);
  const [js, kl] = [jensenShannon(fine), klDivergenceQP(fine)];
  const from = async (cells: number, step: number) => {
    const coarse = await at(cells, step);
    return [js - jensenShannon(coarse), kl - klDivergenceQP(coarse)].map((change) => change.toPrecision(2));
  };
  const changes = [...(await from(32, 1 / 8)), ...(await from(64, 1 / 4))];
  expect(stated.slice(0, 4)).toEqual(changes);
  expect(Number(stated[4]) / (Math.abs(Number(changes[0])) + Math.abs(Number(changes[2])))).toBeCloseTo(1, 0);
  expect(fine.resolutionErrors!().js).toBeCloseTo(Number(stated[4]), 2);
});

// Each coordinate by itself: tanh(4 a) has 3.6744279011 on a line (scipy.integrate.quad), and b nothing. Both as they are, and
// turned, so that nothing lies along the grid. Means over its cells would say 1.59 and 1.40.
test.each([0, 0.9])(
  'in the plane, the poles of a smooth G are not curves, and cells do not blur them (turned by %d)',
  async (angle) => {
    const [cos, sin] = [Math.cos(angle), Math.sin(angle)];
    const turned = ([u, v]: readonly number[]) => [cos * u - sin * v, sin * u + cos * v];
    const found = await compared({ target: unit, G: ([a, b]) => turned([Math.tanh(4 * a), b]) });
    expect(singularMass(found)).toBe(0);
    expect(klDivergenceQP(found)).toBeGreaterThan(3.4);
    expect(klDivergenceQP(found)).toBeLessThan(3.6744279011);
    expect(sum(found.p)).toBeCloseTo(1, 9);
    expect(sum(found.q)).toBeCloseTo(1, 9);
  },
);

test('in the plane, a strip far narrower than a cell has its own divergence', async () => {
  const thin = 1e-4;
  const found = await compared({ target: unit, G: ([a, b]) => [0.6 * a - 0.8 * thin * b, 0.8 * a + 0.6 * thin * b] });
  // KL(N(0, diag(1, s^2)) || N(0, I)) = s^2 / 2 - 1/2 - log s. What q varies by within its strip is left out.
  const exact = (thin ** 2 - 1) / 2 - Math.log(thin);
  expect(klDivergenceQP(found)).toBeLessThan(exact);
  expect(klDivergenceQP(found)).toBeGreaterThan(exact - 0.5);
});

test('of overlapping sheets, the estimate stays a bound from below', async () => {
  // Both halves of the latent onto one strip: twice as dense, ln 2 more than one of them, half as wide, would read.
  const thin = 1e-3;
  const found = await compared({ target: unit, G: ([a, b]) => [a, thin * Math.abs(b)] });
  const exact = (thin ** 2 - 1) / 2 - Math.log(thin) + Math.LN2;
  expect(klDivergenceQP(found)).toBeLessThan(exact);
  expect(klDivergenceQP(found)).toBeGreaterThan(exact - 1);
});

test('between a uniform latent and its own square q is p, to rounding', async () => {
  const target = uniformTarget.create({ low: [-1, 0], high: [1, 3] });
  const latent = uniformLatent.create({ low: 0, high: 1, dim: 2 });
  const same = await compared({ target, latent, G: ([a, b]) => [2 * a - 1, 3 * b] });
  expect(jensenShannon(same)).toBeCloseTo(0, 9);
  expect(klDivergenceQP(same)).toBeCloseTo(0, 9);
  expect(klDivergencePQ(same)).toBeCloseTo(0, 9);
  // A third of 111 columns ends where a cell does.
  const third = await compared({ target, latent, G: ([a, b]) => [(2 * a - 1) / 3, 3 * b] });
  expect(klDivergenceQP(third)).toBeCloseTo(Math.log(3), 9);
  expect(klDivergencePQ(third)).toBe(Infinity);
});

// GAN Lab's evaluators give KL 0.80-0.95 bit and JS 0.15-0.18 bit for equal distributions (450 samples on 900 cells).
test('from samples, js of equal distributions is within five standard errors of nothing', async () => {
  const latent = gaussianLatent.create({ dim: 3 });
  const found = await Promise.all(
    Array.from({ length: 12 }, (_, i) =>
      jsByHistogram(fakeSnapshot({ target: unit, latent, seed: i + 1, G: ([a, b]) => [a, b] })),
    ),
  );
  const present = found.map((one) => {
    if ('absent' in one) throw new Error(one.absent);
    return one;
  });
  const mean = present.reduce((all, { value }) => all + value, 0) / present.length;
  expect(Math.abs(mean)).toBeLessThan((5 * present[0].standardError) / Math.sqrt(present.length));
  expect(present[0].standardError).toBeLessThan(5e-4);
  const plain = jensenShannon(await compared({ target: unit, latent, G: ([a, b]) => [a, b] }));
  expect(plain).toBeGreaterThan(5 * present[0].standardError); // what the correction took off
});

test('from samples, equal ones are singular', async () => {
  const latent = gaussianLatent.create({ dim: 3 });
  const found = await compared({ target: unit, latent, G: ([a, b]) => [Math.max(a, 0), Math.max(a, 0) * b] });
  expect(singularMass(found)).toBeCloseTo(0.5, 1);
});

test('a latent of fewer dimensions than the target gives a singular q', async () => {
  const latent = gaussianLatent.create({ dim: 1 });
  const found = await compared({ target: unit, latent, G: ([a]) => [a, a] });
  expect(singularMass(found)).toBeCloseTo(1, 9);
  expect(jensenShannon(found)).toBeCloseTo(Math.LN2, 9);
  expect(klDivergenceQP(found)).toBe(Infinity);
});

test('no density, no finite output, too many dimensions: absent with the reason', async () => {
  const { logDensity: _, ...unknown } = unit;
  const latent = gaussianLatent.create({ dim: 2 });
  const reasonOf = (fake: Fake) => compareDensities(fakeSnapshot(fake));
  expect(await reasonOf({ target: unknown, G: (z) => z })).toEqual({ absent: "the target's density is not known" });
  expect(await reasonOf({ target: unit, G: () => [Number.NaN, 0] })).toEqual({ absent: "G's output is not finite" });
  const five = gaussianTarget.create({ mean: 0, std: 1, dim: 5 });
  expect(await reasonOf({ target: five, G: (z) => z })).toMatchObject({ absent: expect.stringContaining('not in 5') });
  const line = gaussianTarget.create({ mean: 0, std: 1, dim: 1 });
  expect(await reasonOf({ target: line, latent, G: () => [Number.NaN] })).toHaveProperty('absent');
});
