/** Relativistic losses as their papers write them, on a batch of three pairs. */
import { describe, expect, test } from 'vitest';
import { diracSetting, eigenvalues, fieldOf } from '../../../../test/support/games.js';
import { optionsOf } from '../../../../test/support/members.js';
import { evaluate } from '../../../../test/support/programs.js';
import { playerLoss } from '../../training/player-operations.js';
import { families } from '../families.js';
import type { Player } from '../players.js';

const { losses } = families;

const REAL = [0.4, 1.3, -0.7];
const FAKE = [-1.1, 0.3, 0.9];
const mean = (values: readonly number[]) => values.reduce((sum, x) => sum + x, 0) / values.length;
const F = {
  logistic: (r: number) => Math.log(1 + Math.exp(-r)),
  hinge: (r: number) => Math.max(0, 1 - r),
  'least-squares': (r: number) => (r - 1) ** 2,
};

async function played(name: string, player: Player, given: Record<string, unknown>): Promise<number> {
  const member = losses.get(name)!;
  const options = optionsOf(member, given);
  const column = (values: readonly number[]) => ({ shape: [1, 3, 1] as const, values });
  const { value } = await evaluate(
    ({ real, fake }) => ({
      value: playerLoss(player, { member, choice: { name } }, () => options, { score: (x) => x, real, fake }),
    }),
    { real: column(REAL), fake: column(FAKE) },
  );
  return value[0];
}

describe.each(['logistic', 'hinge', 'least-squares'] as const)('with the %s f', (f) => {
  const paired = { D: mean(REAL.map((s, i) => F[f](s - FAKE[i]))), G: mean(REAL.map((s, i) => F[f](FAKE[i] - s))) };
  const average = {
    D: mean(REAL.map((s) => F[f](s - mean(FAKE)))) + mean(FAKE.map((s) => F[f](mean(REAL) - s))),
    G: mean(FAKE.map((s) => F[f](s - mean(REAL)))) + mean(REAL.map((s) => F[f](mean(FAKE) - s))),
  };
  test.each([
    { name: 'relativistic-paired', ...paired },
    { name: 'relativistic-average', ...average },
  ])('$name is the published sum, and zero-sum where asked', async ({ name, D, G }) => {
    expect(await played(name, 'discriminator', { f })).toBeCloseTo(D, 12);
    expect(await played(name, 'generator', { f })).toBeCloseTo(G, 12);
    expect(await played(name, 'generator', { f, generator: 'zero-sum' })).toBeCloseTo(-D, 12);
  });
});

// s(0) = 0 and s(theta) = psi theta: D minimises f(-psi theta), G f(psi theta) with f(r) = log(1 + exp(-r)).
test.each([
  { name: 'relativistic-paired', generator: 'swapped', terms: 1, ahead: -1 },
  { name: 'relativistic-paired', generator: 'zero-sum', terms: 1, ahead: 1 },
  { name: 'relativistic-average', generator: 'swapped', terms: 2, ahead: -1 },
])('on the Dirac-GAN $name, $generator, is the logistic field $terms times, and turns', async (given) => {
  const { name, generator, terms, ahead } = given;
  const sigmoid = (s: number) => 1 / (1 + Math.exp(-s));
  const at = await fieldOf(diracSetting({ name, f: 'logistic', generator }));
  for (const [theta, psi] of [
    [1, -1],
    [-0.3, 2.5],
    [4, -3],
    [0, 0],
  ]) {
    const { field } = await at(theta, psi);
    expect(field[0]).toBeCloseTo(terms * psi * sigmoid(ahead * psi * theta), 12);
    expect(field[1]).toBeCloseTo(-terms * theta * sigmoid(psi * theta), 12);
  }
  const { mean: middle, real, imaginary } = eigenvalues((await at(0, 0)).jacobian);
  expect([middle, real].map(Math.abs)).toEqual([0, 0]);
  expect(imaginary).toBeCloseTo(terms / 2, 12);
});
