/** Mistakes that well-known GAN code has made, each as a question put to this one. Where they stand is in their titles. */
import { describe, expect, test } from 'vitest';
import { grad, type Tensor3D, tf } from '../src/core/engine/tf.js';
import { families } from '../src/core/gan/families.js';
import type { Distribution, Target } from '../src/core/gan/targets/_target.js';
import { stream } from '../src/core/math/random/random.js';
import { bootstrapInterval } from '../src/core/math/statistics/interquartile-mean.js';
import { metrics } from '../src/metrics/catalog.js';
import { diracSetting, fieldOf, gameSetting, growthOf } from './support/games.js';
import { optionsOf } from './support/members.js';
import { evaluate } from './support/programs.js';
import { fakeSnapshot } from './support/snapshots.js';

const { losses, regularizers, targets } = families;

function target(name: string, given: Record<string, unknown> = {}): Distribution {
  const member = targets.get(name) as Target;
  return member.create(optionsOf(member, given));
}

async function read(name: string, snapshot: Parameters<typeof fakeSnapshot>[0], given: Record<string, unknown> = {}) {
  const metric = metrics.get(name)!;
  return metric.compute(fakeSnapshot(snapshot), optionsOf(metric, given));
}

function draws(of: Distribution, n: number, purpose: string): Float64Array {
  const x = new Float64Array(n * of.dim);
  of.sample(x, stream({ seed: 1, purpose, step: 0 }));
  return x;
}

/** What a player minimises at scores, and its slope in each. */
async function judged(name: string, part: 'real' | 'fake' | 'generator', scores: readonly number[]) {
  const loss = losses.get(name)!;
  return evaluate(
    ({ s }) => {
      const value = () => loss[part](s, optionsOf(loss)) as Tensor3D;
      return { value: value(), slope: grad(value, [s])[0] };
    },
    { s: { shape: [1, scores.length, 1], values: scores } },
  );
}

describe('targets', () => {
  test("the Unrolled GAN demo's ring has 7 modes, one of them of weight 2/8: linspace counts 2 pi as well", () => {
    const modes = target('ring-unrolled-demo').modes!;
    expect(modes).toHaveLength(7);
    expect(modes.map(({ weight }) => weight).sort()).toEqual([...Array(6).fill(1 / 8), 2 / 8]);
  });
});

describe('losses', () => {
  test('a saturated score is not clamped: StudioGAN #112 stood still at 13.82 = -ln(1e-6)', async () => {
    const { value, slope } = await judged('minimax', 'fake', [20, 100, 1e4]);
    for (const [i, s] of [20, 100, 1e4].entries()) expect(value[i]).toBeCloseTo(s, 7);
    expect([...slope]).toEqual([expect.closeTo(1, 8), 1, 1]);
  });

  test("minimax is log(1 - D), not mimicry's: its slope vanishes where D is sure, the non-saturating one's does not", async () => {
    const minimax = await judged('minimax', 'generator', [-30]);
    const nonSaturating = await judged('non-saturating', 'generator', [-30]);
    expect(minimax.slope[0]).toBeCloseTo(-1 / (1 + Math.exp(30)), 20);
    expect(nonSaturating.slope[0]).toBeCloseTo(-1, 12);
  });

  test("where p = q, D* is one half and the value -log 4: GAN Lab's weight of .95 makes them .487 and another", async () => {
    const loss = losses.get('minimax')!;
    const optimum = loss.optimum as (logRatio: number, options: object) => number;
    const best = optimum(0, optionsOf(loss));
    const { value: real } = await judged('minimax', 'real', [best]);
    const { value: fake } = await judged('minimax', 'fake', [best]);
    expect(loss.probability!(best)).toBe(0.5);
    expect(-(real[0] + fake[0])).toBeCloseTo(-Math.log(4), 12);
  });

  test('a high score is a real look in every loss: GAN_stability has wgan the other way round', async () => {
    for (const name of ['wasserstein', 'hinge', 'least-squares', 'minimax']) {
      const [real, fake] = [await judged(name, 'real', [0]), await judged(name, 'fake', [0])];
      expect([name, Math.sign(real.slope[0]), fake.slope[0] >= 0]).toEqual([name, -1, true]);
    }
  });
});

describe('regularizers', () => {
  test('where D is flat the gradient penalty has a finite slope: WGAN-GP code gave NaN, from the root of 0', async () => {
    const regularizer = regularizers.get('gradient-penalty')!;
    const batch = { shape: [1, 2, 1] as const, values: [0.5, -1] };
    const { slope } = await evaluate(
      ({ v, real, fake, mix }) => {
        const context = {
          player: 'discriminator' as const,
          score: (x: Tensor3D) => tf.matMul(x, v) as Tensor3D,
          real,
          fake,
          mean: (x: Tensor3D) => tf.mean(x, 1, true) as Tensor3D,
          parameters: [v],
          slope: () => [],
          draw: () => mix,
        };
        const added = () =>
          regularizer.add(context, { ...optionsOf(regularizer), weight: tf.tensor3d([1], [1, 1, 1]), aim: 1 });
        return { slope: grad(() => added()!, [v])[0] };
      },
      { v: { shape: [1, 1, 1], values: [0] }, real: batch, fake: batch, mix: batch },
    );
    expect(slope[0]).toBe(0);
  });

  test('consensus away from the equilibrium: GAN_stability has a stray .5 on its mixed term', async () => {
    // With V = f(-psi theta) + f(0), f(t) = -log(1 + exp(-t)): both fields and |v|^2 / 2, written out.
    const gamma = 1;
    const [g, d] = [0.7, -1.1];
    const { field } = await (
      await fieldOf(diracSetting({ name: 'minimax' }, { regularizer: { name: 'consensus', gamma } }))
    )(g, d);
    const slopeOf = (t: number) => 1 / (1 + Math.exp(t)); // f'
    const v = (theta: number, psi: number) => [psi * slopeOf(-psi * theta), -theta * slopeOf(-psi * theta)];
    const half = (theta: number, psi: number) => v(theta, psi).reduce((sum, part) => sum + part * part, 0) / 2;
    const h = 1e-6;
    const expected = [
      v(g, d)[0] - (gamma * (half(g + h, d) - half(g - h, d))) / (2 * h),
      v(g, d)[1] - (gamma * (half(g, d + h) - half(g, d - h))) / (2 * h),
    ];
    expect(field.map((x) => Math.abs(x))).toEqual(expected.map((x) => expect.closeTo(Math.abs(x), 8)));
  });
});

describe('optimizers', () => {
  test('optimistic descent remembers the gradient itself: an alias that was zeroed made VI-GAN’s OMD plain descent', async () => {
    // min max xy at rate .3: .948683 for OMD, 1.044031 for descent
    const optimizer = { name: 'optimistic', lr: 0.3 };
    const both = { generator: optimizer, discriminator: optimizer };
    const game = { name: 'bilinear', start: { generator: 1, discriminator: 1 }, box: {} };
    expect(await growthOf(gameSetting(game, { optimizer: both }))).toBeCloseTo(0.948683, 6);
  });
});

describe('metrics', () => {
  const ring = target('ring', { modes: 8, radius: 1, std: 0.01 });
  const real = draws(ring, 400, 'real');
  const onOne = Float64Array.from(real, (_, i) => (i % 2 === 0 ? 1 : 0) + 0.01 * Math.sin(7 * i));

  test('where nothing is of high quality, mode metrics say so: PacGAN divides 0 by 0 in total failure', async () => {
    const given = { generated: Float64Array.from(real, () => 5), real };
    for (const name of ['mode-kl', 'mode-js', 'mode-entropy'])
      expect(await read(name, { target: ring, G: (z) => z, given })).toEqual({
        absent: expect.stringContaining('high-quality'),
      });
  });

  test('a collapsed G has precision and no recall: torch-fidelity #58 had them swapped', async () => {
    const given = { generated: onOne, real };
    const of = async (name: string) =>
      ((await read(name, { target: ring, G: (z) => z, given })) as { value: number }).value;
    expect(await of('precision')).toBeGreaterThan(0.5);
    expect(await of('recall')).toBeLessThan(0.2);
  });

  test('a perfect copy with equal points is no failure: prdc #7 gave 0 to all four', async () => {
    const copies = Float64Array.from({ length: 400 }, (_, i) => real[i % 20]);
    for (const name of ['precision', 'recall', 'coverage'])
      expect(await read(name, { target: ring, G: (z) => z, given: { generated: copies, real: copies } })).toEqual({
        value: 1,
      });
  });

  test('the order of the Vendi score acts: score_X forgot it', async () => {
    const weighted = Float64Array.from({ length: 400 }, (_, i) => ((i < 300 ? i % 2 === 0 : i % 2 === 1) ? 1 : 0));
    const of = async (order: number) =>
      (
        (await read('vendi', { target: ring, G: (z) => z, given: { generated: weighted, real } }, { order })) as {
          value: number;
        }
      ).value;
    // Shares 3/4 and 1/4: exp of Shannon's entropy, and 1 / sum of squares.
    expect(await of(1)).toBeCloseTo(4 / 3 ** 0.75, 6);
    expect(await of(2)).toBeCloseTo(1.6, 6);
  });

  test('the JS of equal laws is 0: 450 samples on 30 x 30 cells, as in GAN Lab, read .15 bit and more', async () => {
    const gaussian = target('gaussian', { dim: 2, std: 1 });
    const reading = await read('js', { target: gaussian, G: (z) => z });
    expect((reading as { value: number }).value).toBeLessThan(1e-3);
  });
});

describe('statistics', () => {
  test('an interval is the same every time: rliable ignores its own random_state', () => {
    const values = [3, 1, 4, 1, 5, 9, 2, 6];
    expect(bootstrapInterval(values)).toEqual(bootstrapInterval(values));
  });
});
