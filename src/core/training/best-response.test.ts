import { afterAll, describe, expect, it } from 'vitest';
import { gameSetting } from '../../../test/support/games.js';
import { optionsOf } from '../../../test/support/members.js';
import { smallSetting } from '../../../test/support/setting.js';
import { openBackend } from '../engine/backends/backends.js';
import { build } from '../gan/build.js';
import { families } from '../gan/families.js';
import type { Player } from '../gan/players.js';
import type { Choice, Setting } from '../gan/setting.js';
import { stream } from '../math/random/random.js';
import { openResponder } from './best-response.js';
import { parametersIn, startingState } from './state-layout.js';
import { openTrainer } from './trainer.js';

const onnx = await openBackend('onnx');
const draw = (input: string) => stream({ seed: 3, purpose: `response/${input}`, step: 7 });

function responderOf(setting: Setting, backend = onnx) {
  const parts = build(setting);
  const responder = openResponder(parts, backend);
  opened.push(responder);
  const parameters = parametersIn(parts, startingState(parts, 5));
  return (player: Player, { steps = 20, lr = null as number | null, step = 0 } = {}) =>
    responder.respond({ player, parameters, steps, lr, step, draw });
}
const opened: { dispose(): void }[] = [];
afterAll(() => {
  for (const responder of opened) responder.dispose();
});

describe('in the bilinear game, by gradient descent with rate 0.1', () => {
  const setting = (box = {}) =>
    gameSetting({ name: 'bilinear', start: { generator: 2, discriminator: 1 }, box }, { lr: 0.1 });

  it('D climbs by 0.2 an update against x = 2, and the tenths of the way are its stages', async () => {
    const stages = await responderOf(setting())('discriminator', { steps: 30 });
    expect(stages.flatMap((stage) => [...stage])).toEqual(
      Array.from({ length: 10 }, (_, i) => expect.closeTo(1 + 0.6 * (i + 1), 12)),
    );
  });

  it('G descends by 0.1 an update against y = 1, fewer updates than stages are a stage each', async () => {
    const stages = await responderOf(setting())('generator', { steps: 3 });
    expect(stages.map(([x]) => x)).toEqual([1.9, 1.8, 1.7].map((x) => expect.closeTo(x, 12)));
  });

  it('the box holds a response, and another learning rate replaces the player’s own', async () => {
    const boxed = await responderOf(setting({ discriminator: 4 }))('discriminator', { steps: 30 });
    expect(boxed.at(-1)![0]).toBe(4);
    const slower = await responderOf(setting())('discriminator', { steps: 30, lr: 0.01 });
    expect(slower.at(-1)![0]).toBeCloseTo(1 + 30 * 0.02, 12);
  });

  it('a schedule that has ended does not stop a response', async () => {
    const schedule = { name: 'linear', ...optionsOf(families.schedules.get('linear')!) };
    const optimizer = { ...setting().optimizer.discriminator, schedule } as Choice;
    const scheduled = { ...setting(), optimizer: { generator: optimizer, discriminator: optimizer }, steps: 100 };
    const stages = await responderOf(scheduled)('discriminator', { steps: 10, step: 100 });
    expect(stages.at(-1)![0]).toBeCloseTo(1 + 10 * 0.2, 12);
  });
});

describe('of networks', () => {
  const regularized = () => {
    const dragan = { name: 'dragan', ...optionsOf(families.regularizers.get('dragan')!) } as Choice;
    return smallSetting({ regularizer: { generator: { name: 'none' }, discriminator: dragan } });
  };

  it.each(['generator', 'discriminator'] as const)(
    'the compiled response of the %s equals the eager one',
    async (player) => {
      const [compiled, eager] = await Promise.all(
        [onnx, await openBackend('tfjs')].map((backend) => responderOf(regularized(), backend)(player, { steps: 12 })),
      );
      const moved = compiled[0].reduce((most, value, i) => Math.max(most, Math.abs(value - compiled[9][i])), 0);
      expect(moved).toBeGreaterThan(0.005); // a dozen updates of Adam at .001 or .002
      // float32: Adam divides by the root of squares, so that rounding errors of small gradients show in the fifth digit of a step.
      for (const [i, value] of compiled[9].entries()) expect(Math.abs(value - eager[9][i])).toBeLessThan(2e-4);
    },
  );

  it('it has the same bits after other responses, and leaves training its bits', async () => {
    const respond = responderOf(smallSetting());
    const first = await respond('discriminator');
    await respond('generator', { steps: 7, lr: 0.1 });
    expect(await respond('discriminator')).toEqual(first);
    const trained = async (between: () => Promise<unknown>) => {
      const trainer = await openTrainer(build(smallSetting()), { seeds: [5], backend: onnx });
      await trainer.trainTo(4);
      await between();
      await trainer.trainTo(8);
      const state = trainer.state(5);
      trainer.dispose();
      return state;
    };
    expect(await trained(() => respond('generator'))).toEqual(await trained(async () => undefined));
  });

  it('one update is that of a step of training with the same batch, bit by bit', async () => {
    const setting = smallSetting({ scheme: { name: 'simultaneous' }, batch: 16 });
    const parts = build(setting);
    const trainer = await openTrainer(parts, { seeds: [5], backend: onnx });
    const parameters = parametersIn(parts, trainer.state(5));
    await trainer.trainTo(1);
    const after = parametersIn(parts, trainer.state(5));
    trainer.dispose();
    const responder = openResponder(parts, onnx);
    const [batch] = parts.scheme.member.draws(parts.scheme.choice);
    const training = (input: string) => stream({ seed: 5, purpose: `${input}/${batch}`, step: 0 });
    const request = { parameters, steps: 1, lr: null, step: 0, draw: training };
    for (const player of ['generator', 'discriminator'] as const) {
      const [stage] = await responder.respond({ ...request, player });
      expect(stage).toEqual(after[player]);
      expect(stage).not.toEqual(parameters[player]);
    }
    responder.dispose();
  });
});
