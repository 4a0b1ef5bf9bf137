import { expect, test } from 'vitest';
import { type Fake, fakeSnapshot, numberOf, reluChain } from '../../../test/support/snapshots.js';
import { gaussianLatent } from '../../core/gan/latents/gaussian.js';
import { uniformLatent } from '../../core/gan/latents/uniform.js';
import { gaussianTarget } from '../../core/gan/targets/gaussian.js';
import { normalCdf } from '../../core/math/special/special.js';
import { klQP } from '../../metrics/divergences/kl-q-p.js';
import { wasserstein2 } from '../../metrics/divergences/wasserstein-2.js';
import { exactPushforward } from './line.js';
import { cdfAt, logDensityAt } from './pushforward.js';

const target = gaussianTarget.create({ mean: 0, std: 1 });
const densityOf = (fake: Omit<Fake, 'target'>) => exactPushforward(fakeSnapshot({ target, ...fake }));
const at = Float64Array.of(-1.2, -0.3, 0.4, 0.9, 2.5);

test('the path of a smooth G is computed once a snapshot for each range of z', async () => {
  let evaluations = 0;
  const snapshot = fakeSnapshot({
    target,
    G: ([z]) => {
      evaluations++;
      return [Math.sinh(z / 3)];
    },
  });
  const added = async (of: () => Promise<unknown>) => {
    const before = evaluations;
    await of();
    return evaluations - before;
  };
  expect(await added(() => exactPushforward(snapshot))).toBeGreaterThan(500);
  expect(await added(() => numberOf(klQP, snapshot))).toBe(0);
  expect(await added(() => numberOf(wasserstein2, snapshot))).toBe(0);
});

test('a falling map has the absolute value of the slope', async () => {
  const density = await densityOf({ G: ([z]) => [1 - 2 * z] });
  const expected = at.map((x) => -0.5 * ((x - 1) / 2) ** 2 - Math.log(2 * Math.sqrt(2 * Math.PI)));
  logDensityAt(density, at).forEach((log, i) => {
    expect(log).toBeCloseTo(expected[i], 10);
  });
  expect(density.injective).toBe(true);
});

test('a fold sums both preimages', async () => {
  const fold = reluChain([
    { weights: [[1, -1]], bias: [0, 0] },
    { weights: [[1], [1]], bias: [0] },
  ]);
  const density = await densityOf({ G: fold });
  expect(density.injective).toBe(false);
  const cdf = cdfAt(density, at);
  at.forEach((x, i) => {
    expect(cdf[i]).toBeCloseTo(x > 0 ? 2 * normalCdf(x) - 1 : 0, 12);
  });
});

test('a dead half of a ReLU is an atom, with its mass', async () => {
  const relu = reluChain([
    { weights: [[1]], bias: [0.5] },
    { weights: [[3]], bias: [-1] },
  ]);
  const { atoms, injective } = await densityOf({ G: relu });
  expect(atoms).toHaveLength(1);
  expect(atoms[0].x).toBe(-1);
  expect(atoms[0].mass).toBeCloseTo(normalCdf(-0.5), 12);
  expect(injective).toBe(false);
});

test('two flat pieces at one height are one atom, at two heights two', async () => {
  // Rises from 0 to 1 on [0, 1] and comes back on [2, 3].
  const bump = (height: number) =>
    reluChain([
      { weights: [[1, 1, 1, 1]], bias: [0, -1, -2, -3] },
      { weights: [[1], [-1], [-1 + height], [1 - height]], bias: [0] },
    ]);
  expect((await densityOf({ G: bump(0) })).atoms.map(({ x }) => x)).toEqual([0, 1]);
  expect((await densityOf({ G: bump(0.25) })).atoms).toHaveLength(3);
});

test('a constant generator is one atom of mass one', async () => {
  const { atoms, pieces } = await densityOf({ G: () => [0.7] });
  expect(pieces).toHaveLength(0);
  expect(atoms).toHaveLength(1);
  expect(atoms[0].x).toBeCloseTo(0.7, 12);
  expect(atoms[0].mass).toBeCloseTo(1, 12);
});

test('a smooth map is refined until its distribution function is right', async () => {
  const density = await densityOf({ G: ([z]) => [z ** 3 / 3 + 0.1 * z] });
  // Invert by bisection: the map is monotone.
  const inverse = (x: number) => {
    let [low, high] = [-10, 10];
    for (let i = 0; i < 80; i++) {
      const middle = (low + high) / 2;
      if (middle ** 3 / 3 + 0.1 * middle < x) low = middle;
      else high = middle;
    }
    return low;
  };
  cdfAt(density, at).forEach((reached, i) => {
    expect(Math.abs(reached - normalCdf(inverse(at[i])))).toBeLessThan(1e-5);
  });
  expect(density.maxError).toBeLessThan(1e-5);
});

test('a smooth fold is followed into its pole', async () => {
  const near = Float64Array.of(1e-7, 1e-6, 1e-5, 1e-3);
  const reached = cdfAt(await densityOf({ G: ([z]) => [(z - 0.3) ** 2] }), near);
  near.forEach((x, i) => {
    const exact = normalCdf(0.3 + Math.sqrt(x)) - normalCdf(0.3 - Math.sqrt(x));
    expect(Math.abs(reached[i] - exact)).toBeLessThan(1e-5);
  });
});

// KL(q || N(0, 1)) in closed form: -1/2 - log 3 - E log z^2 + 15/2, and 1/2 more one further to the right.
const ofTheCube = 7 - Math.log(3) + 0.5772156649015329 + Math.LN2;

test.each<[string, (z: number) => number, number]>([
  ['z^3', (z) => z ** 3, ofTheCube],
  ['1 - z^3', (z) => 1 - z ** 3, ofTheCube + 0.5],
  ['tanh 4 z', (z) => Math.tanh(4 * z), 3.6744279011], // scipy.integrate.quad over z
])('where the slope of %s vanishes there is a pole, not an atom: KL(q || p) is finite', async (_, G, exact) => {
  const fake = { target, G: ([z]: readonly number[]) => [G(z)] };
  const { atoms, injective } = await densityOf(fake);
  expect(atoms).toEqual([]);
  expect(injective).toBe(true);
  // What lies within rounding of the pole is taken as spread evenly.
  expect(Math.abs((await numberOf(klQP, fake)) - exact)).toBeLessThan(2e-4);
});

test('a fold of fourth order has a pole too; what saturates within a millionth of its range is an atom', async () => {
  expect((await densityOf({ G: ([z]) => [1 + z ** 4] })).atoms).toEqual([]);
  expect(await numberOf(klQP, { target, G: ([z]) => [1 + z ** 4] })).toBeLessThan(Infinity);
  const { atoms } = await densityOf({ G: ([z]) => [Math.tanh(100 * z)] });
  expect(atoms.map(({ x }) => Math.round(x))).toEqual([-1, 1]);
  // Slopes below 1e-10 of the target's scale over the latent's unit: 135 / cosh^2(100 z) < 1e-10 from z = 0.1465 on.
  for (const { mass } of atoms) expect(mass).toBeCloseTo(normalCdf(-0.1465), 3);
});

test('a bounded latent ends where its support ends', async () => {
  const latent = uniformLatent.create({ low: -1, high: 1, dim: 1 });
  const { pieces, truncatedMass } = await densityOf({ latent, G: ([z]) => [2 * z + 1] });
  expect(Math.min(...pieces.map(({ low }) => low))).toBe(-1);
  expect(Math.max(...pieces.map(({ high }) => high))).toBe(3);
  expect(truncatedMass).toBe(0);
});

test('a latent of two dimensions is refused', async () => {
  const latent = gaussianLatent.create({ dim: 2 });
  await expect(densityOf({ latent, G: ([z]) => [z] })).rejects.toThrow('one dimension');
});
