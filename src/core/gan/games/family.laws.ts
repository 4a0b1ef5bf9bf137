/** What every game of one number a player must keep. */
import { describe, expect, it } from 'vitest';
import { diracSetting, eigenvalues, fieldOf, gameSetting } from '../../../../test/support/games.js';
import { optionsOf } from '../../../../test/support/members.js';
import { openBackend } from '../../engine/backends/backends.js';
import { startingState } from '../../training/state-layout.js';
import { openTrainer } from '../../training/trainer.js';
import { build } from '../build.js';
import { families } from '../families.js';
import type { Setting } from '../setting.js';
import type { Game } from './_game.js';

const { games } = families;

const { loss, regularizer } = diracSetting({ name: 'minimax' });

function settingOf(game: Game): Setting {
  return gameSetting(
    { name: game.name, ...optionsOf(game) },
    {
      ...(game.fields.includes('loss') && { loss: loss! }),
      ...(game.fields.includes('regularizer') && { regularizer: regularizer! }),
      lr: 1e-3,
    },
  );
}

const ofTwoNumbers = [...games.values()].filter(
  (game) => !game.fields.includes('target') && startingState(build(settingOf(game)), 1).length === 2,
);

describe.each(ofTwoNumbers)('$name', (game) => {
  const setting = settingOf(game);
  const given = setting.game;

  it('starts from the given values, for any seed', () => {
    const start = { generator: 0.25, discriminator: -3 };
    const parts = build({ ...setting, game: { ...given, start } });
    expect([...startingState(parts, 1)]).toEqual([0.25, -3]);
    expect([...startingState(parts, 2)]).toEqual([0.25, -3]);
  });

  it('rests at its equilibrium, to which no eigenvalue is repelled', async () => {
    const { generator, discriminator } = build(setting).game.equilibrium!;
    const { field, jacobian } = await (await fieldOf(setting))(generator[0], discriminator[0]);
    expect(field.map(Math.abs)).toEqual([0, 0]);
    const { mean, real } = eigenvalues(jacobian);
    expect(mean + real).toBeLessThanOrEqual(0);
  });

  it('trains compiled as it does eagerly, and lacks what only networks have', async () => {
    const ends = [];
    for (const name of ['onnx', 'tfjs'] as const) {
      const backend = await openBackend(name);
      const trainer = await openTrainer(build({ ...setting, dtype: 'float32' }), { seeds: [1, 2], backend });
      await trainer.trainTo(5);
      expect(trainer.state(1)).toEqual(trainer.state(2));
      ends.push(trainer.state(1));
    }
    const [compiled, eager] = ends;
    expect(Math.abs(compiled[0] - eager[0])).toBeLessThan(1e-5);
    expect(Math.abs(compiled[1] - eager[1])).toBeLessThan(1e-5);
    expect([...compiled]).not.toEqual([...startingState(build(setting), 1)]);
    expect(() => build(setting).target).toThrow(`the game ${game.name} has no target`);
  });
});
