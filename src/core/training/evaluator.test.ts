import { setImmediate } from 'node:timers/promises';
import { beforeAll, describe, expect, it } from 'vitest';
import { smallSetting } from '../../../test/support/setting.js';
import { openBackend } from '../engine/backends/backends.js';
import { build, type Parts } from '../gan/build.js';
import { families } from '../gan/families.js';
import { stream } from '../math/random/random.js';
import { softplus } from '../math/special/special.js';
import { type Evaluator, openEvaluator } from './evaluator.js';
import { parametersIn, startingState } from './state-layout.js';

const { losses } = families;

let parts: Parts;
let evaluator: Evaluator;
beforeAll(async () => {
  const mlp = { ...smallSetting().generator, activation: { name: 'tanh' } };
  parts = build(smallSetting({ generator: mlp, discriminator: { ...mlp, hidden: [5] } }));
  evaluator = openEvaluator(parts, await openBackend('onnx'));
});

const noise = (purpose: string, length: number) => {
  const out = new Float64Array(length);
  stream({ seed: 1, purpose, step: 0 }).fillNormal(out);
  return out;
};

/** A plain loop over D's two dense layers, tanh between them. */
function plainScore(parameters: Float64Array, [x0, x1]: readonly [number, number]): number {
  const [width, bias, out, last] = [5, 10, 15, 20];
  let score = parameters[last];
  for (let j = 0; j < width; j++)
    score += parameters[out + j] * Math.tanh(x0 * parameters[j] + x1 * parameters[width + j] + parameters[bias + j]);
  return score;
}

describe('the evaluator', () => {
  it.each([1, 64, 65, 700, 2049])('computes D in float64 at each of %i rows, as a plain loop does', async (rows) => {
    const parameters = parametersIn(parts, startingState(parts, 7));
    const { discriminator } = parameters;
    const x = noise('x', 2 * rows);
    const scores = await evaluator.forward('discriminator', { ...parameters, discriminator }, x);
    expect(scores).toHaveLength(rows);
    for (const i of [0, rows - 1])
      expect(scores[i]).toBeCloseTo(plainScore(discriminator, [x[2 * i], x[2 * i + 1]]), 13);
  });

  it('gives the gradient of the weighted loss, equal to finite differences', async () => {
    const parameters = parametersIn(parts, startingState(parts, 7));
    const [z, real] = [noise('z', 2 * 70), noise('real', 2 * 70)];
    const raw = noise('weights', 70).map((value) => value ** 2);
    const total = raw.reduce((sum, value) => sum + value, 0);
    const weights = raw.map((value) => value / total);
    const gradient = await evaluator.gradient('discriminator', parameters, { z, real, weights });
    const loss = async (discriminator: Float64Array) => {
      const fake = await evaluator.forward('generator', parameters, z);
      const [onReal, onFake] = [real, fake].map((x) =>
        evaluator.forward('discriminator', { ...parameters, discriminator }, x),
      );
      const [a, b] = [await onReal, await onFake];
      return weights.reduce((sum, weight, i) => sum + weight * (softplus(-a[i]) + softplus(b[i])), 0);
    };
    const h = 1e-5;
    for (const i of [0, 11, 20]) {
      const moved = (by: number) => parameters.discriminator.map((value, j) => (j === i ? value + by : value));
      const difference = ((await loss(moved(h))) - (await loss(moved(-h)))) / (2 * h);
      expect(gradient[i]).toBeCloseTo(difference, 8);
    }
  });

  it("gives a relativistic loss's gradient with its means over all points, however many", async () => {
    const parameters = parametersIn(parts, startingState(parts, 7));
    const member = losses.get('relativistic-average')!;
    const choice = { name: member.name, f: 'logistic', generator: 'swapped' };
    const [z, real] = [noise('z', 2 * 70), noise('real', 2 * 70)];
    const gradient = await evaluator.gradient('discriminator', parameters, { z, real, loss: { member, choice } });
    const fake = await evaluator.forward('generator', parameters, z);
    const mean = (x: ArrayLike<number>, of = (s: number) => s) => Array.from(x, of).reduce((a, b) => a + b, 0) / 70;
    const loss = async (discriminator: Float64Array) => {
      const onReal = await evaluator.forward('discriminator', { ...parameters, discriminator }, real);
      const onFake = await evaluator.forward('discriminator', { ...parameters, discriminator }, fake);
      return mean(onReal, (s) => softplus(mean(onFake) - s)) + mean(onFake, (s) => softplus(s - mean(onReal)));
    };
    const h = 1e-5;
    for (const i of [0, 11, 17]) {
      const moved = (by: number) => parameters.discriminator.map((value, j) => (j === i ? value + by : value));
      const difference = ((await loss(moved(h))) - (await loss(moved(-h)))) / (2 * h);
      expect(gradient[i]).toBeCloseTo(difference, 8);
    }
  });

  it('gives the gradient of another generator loss on the same networks', async () => {
    const parameters = parametersIn(parts, startingState(parts, 7));
    const at = { z: noise('z', 140), real: noise('real', 140) };
    const gradientOf = (name: string) =>
      evaluator.gradient('generator', parameters, { ...at, loss: { member: losses.get(name)!, choice: { name } } });
    const [minimax, nonSaturating] = [await gradientOf('minimax'), await gradientOf('non-saturating')];
    expect(await evaluator.gradient('generator', parameters, at)).toEqual(nonSaturating);
    expect(minimax).not.toEqual(nonSaturating);
  });

  it.each([1, 65])(
    'gives the gradient of the score in x at each of %i rows, equal to finite differences',
    async (rows) => {
      const parameters = parametersIn(parts, startingState(parts, 7));
      const x = noise('x', 2 * rows);
      const gradient = await evaluator.scoreGradient(parameters, x);
      expect(gradient).toHaveLength(2 * rows);
      const score = (x0: number, x1: number) => plainScore(parameters.discriminator, [x0, x1]);
      const h = 1e-5;
      for (const i of [0, rows - 1]) {
        const [x0, x1] = [x[2 * i], x[2 * i + 1]];
        expect(gradient[2 * i]).toBeCloseTo((score(x0 + h, x1) - score(x0 - h, x1)) / (2 * h), 8);
        expect(gradient[2 * i + 1]).toBeCloseTo((score(x0, x1 + h) - score(x0, x1 - h)) / (2 * h), 8);
      }
    },
  );

  it('gives G’s gradient under another score, which is its own where that score is D’s', async () => {
    const parameters = parametersIn(parts, startingState(parts, 7));
    const [z, real] = [noise('z', 2 * 70), noise('real', 2 * 70)];
    const x = await evaluator.forward('generator', parameters, z);
    const value = await evaluator.forward('discriminator', parameters, x);
    const slope = await evaluator.scoreGradient(parameters, x);
    for (const name of ['non-saturating', 'minimax']) {
      const loss = { member: losses.get(name)!, choice: { name } };
      const own = await evaluator.gradient('generator', parameters, { z, real, loss });
      const other = await evaluator.gradient('generator', parameters, { z, real, loss, otherScore: { value, slope } });
      other.forEach((part, i) => {
        expect(part).toBeCloseTo(own[i], 13);
      });
      // The opposite slope gives the opposite gradient.
      const opposite = { value, slope: slope.map((part) => -part) };
      const away = await evaluator.gradient('generator', parameters, { z, real, loss, otherScore: opposite });
      expect(away[0]).toBeCloseTo(-own[0], 13);
    }
  });

  it('computes the terms of D’s loss at each score, in float64 and however large', async () => {
    const scores = Float64Array.of(-700, -2, 0, 0.5, 30, Infinity);
    const { real, fake } = await evaluator.risk(scores);
    scores.forEach((s, i) => {
      expect(real[i]).toBeCloseTo(softplus(-s), 13);
      if (s < Infinity) expect(fake[i]).toBeCloseTo(softplus(s), 13);
    });
    expect(fake[5]).toBe(Infinity);
    const smoothed = openEvaluator(
      build(smallSetting({ loss: { ...parts.setting.loss!, discriminator: { name: 'label-smoothing', label: 0.8 } } })),
      await openBackend('onnx'),
    );
    const found = await smoothed.risk(Float64Array.of(1.5));
    expect(found.real[0]).toBeCloseTo(0.8 * softplus(-1.5) + 0.2 * softplus(1.5), 13);
    smoothed.dispose();
  });

  it('gives the same gradient at one row alone as among others', async () => {
    const parameters = parametersIn(parts, startingState(parts, 7));
    const at = { z: noise('z', 6), real: noise('real', 6) };
    const all = await evaluator.gradient('generator', parameters, at);
    const each = await Promise.all(
      [0, 1, 2].map((i) =>
        evaluator.gradient('generator', parameters, {
          z: at.z.subarray(2 * i, 2 * i + 2),
          real: at.real.subarray(2 * i, 2 * i + 2),
        }),
      ),
    );
    all.forEach((part, j) => {
      expect((each[0][j] + each[1][j] + each[2][j]) / 3).toBeCloseTo(part, 13);
    });
  });

  it('refuses different numbers of rows of noise and data', async () => {
    const parameters = parametersIn(parts, startingState(parts, 7));
    await expect(
      evaluator.gradient('generator', parameters, { z: noise('z', 4), real: noise('real', 2) }),
    ).rejects.toThrow('2 rows of z but 1 of real');
  });

  describe('with batch norm', () => {
    const setting = smallSetting();
    const normalized = (player: 'generator' | 'discriminator') => ({
      ...setting[player],
      activation: { name: 'tanh' },
      hidden: [5],
      normalize: 'batch',
    });
    const normal = build(
      smallSetting({ generator: normalized('generator'), discriminator: normalized('discriminator') }),
    );
    const parameters = parametersIn(normal, startingState(normal, 7));
    const x = noise('x', 2 * 70);

    it('gives a row the same score whatever rows are beside it', async () => {
      const evaluator = openEvaluator(normal, await openBackend('onnx'));
      const all = await evaluator.forward('discriminator', parameters, x);
      const some = await evaluator.forward('discriminator', parameters, x.slice(20, 26));
      for (const i of [0, 1, 2]) expect(some[i]).toBeCloseTo(all[10 + i], 12);
      evaluator.dispose();
    });

    it("gives the gradients of both players' losses so evaluated, equal to finite differences", async () => {
      const evaluator = openEvaluator(normal, await openBackend('onnx'));
      const [z, real] = [noise('z', 2 * 64), noise('real', 2 * 64)];
      const mean = (values: Float64Array, of: (s: number) => number) =>
        values.reduce((sum, s) => sum + of(s), 0) / values.length;
      for (const player of ['generator', 'discriminator'] as const) {
        const gradient = await evaluator.gradient(player, parameters, { z, real });
        const loss = async (at: typeof parameters) => {
          const fake = await evaluator.forward('generator', at, z);
          const onFake = await evaluator.forward('discriminator', at, fake);
          if (player === 'generator') return mean(onFake, (s) => softplus(-s));
          const onReal = await evaluator.forward('discriminator', at, real);
          return mean(onReal, (s) => softplus(-s)) + mean(onFake, softplus);
        };
        const h = 1e-5;
        for (const i of [1, 12, 17]) {
          const moved = (by: number) => parameters[player].map((value, j) => (j === i ? value + by : value));
          const [up, down] = [
            await loss({ ...parameters, [player]: moved(h) }),
            await loss({ ...parameters, [player]: moved(-h) }),
          ];
          expect(gradient[i]).toBeCloseTo((up - down) / (2 * h), 8);
        }
      }
      evaluator.dispose();
    });
  });
});

describe('an evaluator whose program fails to compile', () => {
  it('rejects with the reason, again at the next call, and is disposed without an unhandled rejection', async () => {
    const unhandled: unknown[] = [];
    const note = (reason: unknown) => unhandled.push(reason);
    process.on('unhandledRejection', note);
    const failing = openEvaluator(parts, {
      ...(await openBackend('onnx')),
      prepare: () => Promise.reject(new Error('no such operator')),
    });
    const parameters = parametersIn(parts, startingState(parts, 7));
    const score = () => failing.forward('discriminator', parameters, noise('x', 4));
    await expect(score()).rejects.toThrow('no such operator');
    await expect(score()).rejects.toThrow('no such operator');
    failing.dispose();
    await setImmediate(); // Node reports unhandled rejections once its queue of promises is empty, before immediates
    process.off('unhandledRejection', note);
    expect(unhandled).toEqual([]);
  });
});
