/** Schemes that use the derivative of the game's field: linear games in closed form, networks by finite differences. */
import { describe, expect, it } from 'vitest';
import { optionsOf } from '../../../../test/support/members.js';
import { distance, evaluate, prepare, run } from '../../../../test/support/programs.js';
import { smallSetting } from '../../../../test/support/setting.js';
import { bilinear, type Losses, matrixOf, spectralRadius } from '../../../../test/support/small-games.js';
import type { Tensors } from '../../engine/program.js';
import { type Tensor3D, tf } from '../../engine/tf.js';
import { playerOperations } from '../../training/player-operations.js';
import { build } from '../build.js';
import { families } from '../families.js';
import { parameterCount } from '../networks/_network.js';
import type { Choice } from '../setting.js';
import { antisymmetricProduct, gradientField, transposedJacobianProduct } from './_vector-field.js';

const { losses, schemes } = families;

/** L_G = a x^2 / 2 + b x y, L_D = c y^2 / 2 + e x y: the field is J (x, y) with J = [[a, b], [e, c]]. */
const quadratic = ({ a, b, c, e }: Record<'a' | 'b' | 'c' | 'e', number>): Losses => ({
  generator: ({ generator: x, discriminator: y }) =>
    tf.add<Tensor3D>(tf.mul(tf.square(x), a / 2), tf.mul(tf.mul<Tensor3D>(x, y), b)),
  discriminator: ({ generator: x, discriminator: y }) =>
    tf.add<Tensor3D>(tf.mul(tf.square(y), c / 2), tf.mul(tf.mul<Tensor3D>(x, y), e)),
});
const J = { a: 0.7, b: 1.3, c: -0.4, e: 0.2 };
const eta = 0.3;

describe('in a quadratic game', () => {
  it('consensus steps by xi + gamma J^T xi', async () => {
    const { a, b, c, e } = J;
    const gamma = 0.6;
    const squared = [
      [a * a + e * e, a * b + e * c],
      [b * a + c * e, b * b + c * c],
    ];
    const expected = [
      [1 - eta * (a + gamma * squared[0][0]), -eta * (b + gamma * squared[0][1])],
      [-eta * (e + gamma * squared[1][0]), 1 - eta * (c + gamma * squared[1][1])],
    ];
    expect(
      distance((await matrixOf('consensus', eta, { gamma }, quadratic(J))).flat(), columns(expected)),
    ).toBeLessThan(1e-14);
  });

  it('symplectic adjustment without alignment steps by xi + lambda A^T xi', async () => {
    const { a, b, c, e } = J;
    const lambda = 0.6;
    const turn = (e - b) / 2; // A^T = [[0, turn], [-turn, 0]]
    const expected = [
      [1 - eta * (a + lambda * turn * e), -eta * (b + lambda * turn * c)],
      [-eta * (e - lambda * turn * a), 1 - eta * (c - lambda * turn * b)],
    ];
    const found = await matrixOf('symplectic', eta, { lambda, align: false, epsilon: 0.1 }, quadratic(J));
    expect(distance(found.flat(), columns(expected))).toBeLessThan(1e-14);
  });

  it.each([
    { game: { a: 1, b: 2, c: 1, e: -2 }, sign: 1, says: 'a stable point that turns attracts' },
    { game: { a: -1, b: 2, c: -1, e: -2 }, sign: -1, says: 'an unstable one is not approached' },
  ])('aligned, $says', async ({ game, sign }) => {
    // xi = J w, A^T = [[0, -2], [2, 0]]: <xi, J^T xi> <A^T xi, J^T xi> / 2 is +-1 x 2 x 25 / 2 at the unit vectors.
    const aligned = await matrixOf('symplectic', eta, { lambda: 0.5, align: true, epsilon: 0.1 }, quadratic(game));
    const by = (lambda: number) =>
      columns([
        [1 - eta * (game.a + lambda * 4), -eta * (2 - lambda * 2 * game.c)],
        [-eta * (-2 + lambda * 2 * game.a), 1 - eta * (game.c + lambda * 4)],
      ]);
    expect(distance(aligned.flat(), by(0.5 * sign))).toBeLessThan(1e-14);
    expect(distance(aligned.flat(), by(-0.5 * sign))).toBeGreaterThan(0.5);
  });

  it('alignment is tipped to positive by epsilon, and to 0 without it, where nothing is aligned', async () => {
    // On x y grad H = (x, y) is at right angles to xi.
    const tipped = await matrixOf('symplectic', eta, { lambda: 1, align: true, epsilon: 0.1 }, bilinear);
    const untipped = await matrixOf('symplectic', eta, { lambda: 1, align: true, epsilon: 0 }, bilinear);
    expect(spectralRadius(tipped)).toBeCloseTo(Math.hypot(1 - eta, eta), 9);
    expect(spectralRadius(untipped)).toBeCloseTo(Math.hypot(1, eta), 9);
  });
});

describe.each([0.1, 0.3, 0.5])('on x y with steps of %d and weight 0.7, both shrink by the same factor', (rate) => {
  const radius = Math.hypot(1 - 0.7 * rate, rate);
  it.each([
    { name: 'consensus', options: { gamma: 0.7 } },
    { name: 'symplectic', options: { lambda: 0.7, align: true, epsilon: 0.1 } },
  ])('$name', async ({ name, options }) => {
    expect(spectralRadius(await matrixOf(name, rate, options))).toBeCloseTo(radius, 9);
  });
});

// matrixOf gives what becomes of each unit vector, one after another.
const columns = (matrix: number[][]) => [matrix[0][0], matrix[1][0], matrix[0][1], matrix[1][1]];

describe('between networks, with losses of which neither is the negative of the other', () => {
  const tanh = { ...smallSetting().generator, activation: { name: 'tanh' } };
  const squares = { name: 'least-squares', ...optionsOf(losses.get('least-squares')!) } as Choice;
  const parts = build(
    smallSetting({
      generator: { ...tanh, hidden: [2] },
      discriminator: { ...tanh, hidden: [3] },
      loss: { generator: squares, discriminator: { name: 'minimax' } },
    }),
  );
  const length = {
    generator: parameterCount(parts.networks.generator),
    discriminator: parameterCount(parts.networks.discriminator),
  };
  const wave = (count: number, phase: number) =>
    Array.from({ length: count }, (_, i) => 0.7 * Math.sin(2.3 * i + phase));
  const given = {
    at: {
      shape: [1, 1, length.generator + length.discriminator] as const,
      values: wave(length.generator + length.discriminator, 1),
    },
    real: { shape: [1, 4, 2] as const, values: wave(8, 3) },
    latent: { shape: [1, 4, 2] as const, values: wave(8, 4) },
  };
  const body = ({ at, real, latent }: Tensors) => {
    const [generator, discriminator] = tf.split(at, [length.generator, length.discriminator], 2) as Tensor3D[];
    const options = (choice: Choice) =>
      Object.fromEntries(
        Object.entries(choice).map(([key, value]) => [
          key,
          typeof value === 'number' ? tf.fill([1, 1, 1], value) : value,
        ]),
      );
    const place = {
      operations: playerOperations(parts, options),
      at: { generator, discriminator },
      batch: { real, latent },
    };
    const xi = gradientField(place);
    const flat = (players: typeof xi) => tf.concat([players.generator, players.discriminator], 2) as Tensor3D;
    return {
      xi: flat(xi),
      steeper: flat(transposedJacobianProduct(place, xi)),
      turned: flat(antisymmetricProduct(place, xi)),
    };
  };

  it('J^T xi and A^T xi are those of the Jacobian found by finite differences', async () => {
    const { xi, steeper, turned } = await evaluate(body, given);
    const executable = await prepare(body, given, {});
    const h = 1e-5;
    const fieldMoved = async (i: number, by: number) => {
      const values = given.at.values.map((x, k) => (k === i ? x + by : x));
      return (await run(executable, { ...given, at: { ...given.at, values } }, {})).xi;
    };
    const byColumn: number[][] = [];
    for (const i of xi.keys()) {
      const [up, down] = [await fieldMoved(i, h), await fieldMoved(i, -h)];
      byColumn.push(up.map((value, k) => (value - down[k]) / (2 * h)));
    }
    const transposed = byColumn.map((column) => column.reduce((sum, value, k) => sum + value * xi[k], 0));
    const forward = xi.map((_, row) => byColumn.reduce((sum, column, k) => sum + column[row] * xi[k], 0));
    expect(distance(steeper, transposed)).toBeLessThan(1e-8);
    expect(
      distance(
        turned,
        transposed.map((value, i) => (value - forward[i]) / 2),
      ),
    ).toBeLessThan(1e-8);
    expect(Math.hypot(...turned)).toBeGreaterThan(0.01);
  });
});

it('options of schemes act in a game that is not symmetric', async () => {
  const by = async (name: string, options: Record<string, unknown>) => matrixOf(name, eta, options, quadratic(J));
  for (const name of ['consensus', 'symplectic']) {
    const usual = optionsOf(schemes.get(name)!);
    const standard = await by(name, usual);
    const changed = name === 'consensus' ? { gamma: 0.4 } : { lambda: 0.4 };
    expect(await by(name, { ...usual, ...changed })).not.toEqual(standard);
  }
});
