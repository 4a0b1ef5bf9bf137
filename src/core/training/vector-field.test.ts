import { beforeAll, describe, expect, it } from 'vitest';
import { diracSetting, gameSetting } from '../../../test/support/games.js';
import { smallSetting } from '../../../test/support/setting.js';
import { openBackend } from '../engine/backends/backends.js';
import type { Backend } from '../engine/program.js';
import { build, type Parts } from '../gan/build.js';
import type { Setting } from '../gan/setting.js';
import { stream } from '../math/random/random.js';
import { openEvaluator } from './evaluator.js';
import { parametersIn, startingState } from './state-layout.js';
import type { GameDynamics } from './vector-field.js';

let backend: Backend;
beforeAll(async () => {
  backend = await openBackend('onnx');
});
const RUN = { seed: 5, step: 0 };
const open = (parts: Parts) => openEvaluator(parts, backend).dynamics;
const length = ({ sizes }: GameDynamics) => sizes.generator + sizes.discriminator;

function startOf(parts: Parts): Float64Array {
  const { generator, discriminator } = parametersIn(parts, startingState(parts, 5));
  return Float64Array.of(...generator, ...discriminator);
}

const unit = (size: number, i: number) => Float64Array.from({ length: size }, (_, j) => (i === j ? 1 : 0));
const moved = (point: Float64Array, i: number, by: number) => point.map((value, j) => (i === j ? value + by : value));

function small(changes: Partial<Setting> = {}): Parts {
  const mlp = { ...smallSetting().generator, activation: { name: 'tanh' } };
  return build(
    smallSetting({ generator: { ...mlp, hidden: [4] }, discriminator: { ...mlp, hidden: [3] }, ...changes }),
  );
}

const both = (name: string, options = {}) => ({ generator: { name, ...options }, discriminator: { name, ...options } });

describe('the derivative of the field is what finite differences say', () => {
  it.each([
    { name: 'plain', changes: {} },
    { name: 'with R1', changes: { regularizer: both('r1', { gamma: 3 }) } },
    {
      name: 'with a regularizer that draws',
      changes: { regularizer: both('gradient-penalty', { weight: 2, aim: 1, sides: 'two' }) },
    },
    { name: 'with consensus', changes: { regularizer: both('consensus', { gamma: 0.7 }) } },
  ])('$name', async ({ changes }) => {
    const parts = small(changes);
    const dynamics = open(parts);
    const size = length(dynamics);
    const at = startOf(parts);
    const us = Array.from({ length: size }, (_, i) => unit(size, i));
    const rows = await dynamics.vectorJacobianProducts(RUN, at, us);
    const h = 1e-5;
    const columns = [0, 9, dynamics.sizes.generator - 1, dynamics.sizes.generator, size - 1];
    const fields = await dynamics.field(
      RUN,
      columns.flatMap((j) => [moved(at, j, h), moved(at, j, -h)]),
    );
    columns.forEach((j, c) => {
      const [ahead, behind] = [fields[2 * c], fields[2 * c + 1]];
      for (let i = 0; i < size; i++) expect(rows[i][j]).toBeCloseTo((ahead[i] - behind[i]) / (2 * h), 7);
    });
  });
});

describe('the field', () => {
  it("is minus both players' gradients, on one batch of the seed's own whatever the step", async () => {
    const parts = small();
    const evaluator = openEvaluator(parts, backend);
    const at = startOf(parts);
    const [field] = await evaluator.dynamics.field({ seed: 5, step: 0 }, [at]);
    const draw = (of: { sample(out: Float64Array, stream: unknown): void }, name: string) => {
      const out = new Float64Array(512 * 2);
      of.sample(out, stream({ seed: 5, purpose: `measure/dynamics/${name}`, step: 0 }));
      return out;
    };
    const points = { z: draw(parts.latent as never, 'latent'), real: draw(parts.target as never, 'real') };
    const cut = evaluator.dynamics.sizes.generator;
    const parameters = { generator: at.slice(0, cut), discriminator: at.slice(cut) };
    const slopes = [
      ...(await evaluator.gradient('generator', parameters, points)),
      ...(await evaluator.gradient('discriminator', parameters, points)),
    ];
    slopes.forEach((slope, i) => {
      expect(field[i]).toBeCloseTo(-slope, 12);
    });
    expect(await evaluator.dynamics.field({ seed: 5, step: 40 }, [at])).toEqual([field]);
    expect((await evaluator.dynamics.field({ seed: 6, step: 0 }, [at]))[0][0]).not.toBe(field[0]);
  });

  it('is the same at a point, whatever the other points of a call', async () => {
    const parts = small();
    const dynamics = open(parts);
    const at = startOf(parts);
    const points = Array.from({ length: 11 }, (_, i) => moved(at, 3, i));
    const together = await dynamics.field(RUN, points);
    for (const i of [0, 7, 10]) expect(await dynamics.field(RUN, [points[i]])).toEqual([together[i]]);
  });

  it('of a game in closed form needs no batch', async () => {
    const dynamics = open(build(gameSetting({ name: 'saddle', start: { generator: 1, discriminator: 1 } })));
    expect(await dynamics.batchSize()).toBeNull();
    // x: -2 x (100 - y^2); y: -2 y (1 + x^2)
    const [[x, y]] = await dynamics.field(RUN, [Float64Array.of(3, -2)]);
    expect([x, y]).toEqual([-6 * 96, 40]);
    const rows = await dynamics.vectorJacobianProducts(RUN, Float64Array.of(3, -2), [unit(2, 0), unit(2, 1)]);
    expect(rows.map((row) => [...row])).toEqual([
      [-192, -24],
      [24, -20],
    ]);
  });
});

describe('the Jacobian of a step', () => {
  it('of alternating descent on x y, D first, includes D’s update', async () => {
    const setting = gameSetting(
      { name: 'bilinear', start: { generator: 1, discriminator: 1 }, box: {} },
      {
        lr: 0.1,
        scheme: {
          name: 'alternating',
          first: 'discriminator',
          discriminatorSteps: 1,
          generatorSteps: 1,
          batches: 'fresh',
        },
      },
    );
    const { jacobian, to } = (await open(build(setting)).stepJacobian(0, Float64Array.of(2, 3)))!;
    // y' = y + .1 x, x' = x - .1 y'
    [0.99, -0.1, 0.1, 1].forEach((value, i) => {
      expect(jacobian[i]).toBeCloseTo(value, 14);
    });
    expect([...to]).toEqual([2 - 0.1 * 3.2, 3.2]);
  });

  it('leaves averages out: nothing depends on them', async () => {
    const setting = gameSetting(
      { name: 'bilinear', start: { generator: 1, discriminator: 1 }, box: {} },
      { lr: 0.1, averaging: { name: 'ema', decay: 0.9, of: 'both' } },
    );
    const { from, jacobian } = (await open(build(setting)).stepJacobian(0, Float64Array.of(2, 3)))!;
    expect([...from]).toEqual([2, 3]);
    expect([...jacobian].map((value) => Number(value.toFixed(12)))).toEqual([1, -0.1, 0.1, 1]);
  });

  it('is null where a step draws its batch, and exists where the drawn numbers do not matter', async () => {
    const networks = open(small());
    expect(await networks.batchSize()).toBe(512);
    expect(await networks.stepJacobian(0, new Float64Array(length(networks)))).toBeNull();
    const regularizer = { name: 'gradient-penalty', weight: 1, aim: 1, sides: 'two' };
    const dirac = open(build(diracSetting({ name: 'minimax' }, { regularizer })));
    expect(await dirac.batchSize()).toBeNull();
    expect(await dirac.stepJacobian(0, Float64Array.of(1, 1))).not.toBeNull();
  });
});

describe('a D that is always at its optimum', () => {
  // arXiv:1606.00709: G = N(m, s) against N(0, 1), with log s; at D* the non-saturating loss pulls m as KL - 2 JSD does.
  const game = (discriminator: string) => ({
    name: 'gaussian',
    start: { mean: 0.5, std: 1 },
    spread: 'log-std',
    discriminator,
  });
  const setting = (discriminator: string) =>
    gameSetting(game(discriminator), {
      lr: 0.1,
      target: { name: 'gaussian', mean: 0, std: 1 },
      loss: both('minimax'),
      regularizer: both('none'),
    });

  it('is no player: the field is G’s alone, exact, and its derivative includes D’s response', async () => {
    const dynamics = open(build(setting('optimal')));
    expect(dynamics.sizes).toEqual({ generator: 2, discriminator: 0 });
    expect(await dynamics.batchSize()).toBeNull();
    // The saturating gradient is 2 JSD'(m): 0.235264 at m = 0.5 (quadrature; claims of arXiv:1406.2661).
    const [[pull]] = await dynamics.field(RUN, [Float64Array.of(0.5, 0)]);
    expect(pull).toBeCloseTo(-0.235264, 5);
    const h = 1e-5;
    const [[ahead], [behind]] = await dynamics.field(RUN, [Float64Array.of(0.5 + h, 0), Float64Array.of(0.5 - h, 0)]);
    const [[slope]] = await dynamics.vectorJacobianProducts(RUN, Float64Array.of(0.5, 0), [unit(2, 0)]);
    expect(slope).toBeCloseTo((ahead - behind) / (2 * h), 7);
  });

  it('leaves a step of G alone, which has a Jacobian', async () => {
    const { from, jacobian } = (await open(build(setting('optimal'))).stepJacobian(0, Float64Array.of(0, 0)))!;
    expect([...from]).toEqual([0, 0]);
    // JSD near 0 is m^2 / 8 + (log s)^2 / 4: G's loss is twice that.
    expect(jacobian[0]).toBeCloseTo(1 - 0.1 * 0.5, 9);
    expect(jacobian[3]).toBeCloseTo(1 - 0.1 * 1, 9);
  });

  it('while one that learns is a player like any other', async () => {
    const dynamics = open(build(setting('quadratic')));
    expect(dynamics.sizes).toEqual({ generator: 2, discriminator: 3 });
    expect(await dynamics.batchSize()).toBeNull();
    expect((await dynamics.stepJacobian(0, new Float64Array(5)))?.from).toHaveLength(5);
  });
});
