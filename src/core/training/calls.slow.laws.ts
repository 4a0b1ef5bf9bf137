/** Laws of training under every scheme, optimizer, regularizer and loss: how steps and runs are divided into calls changes no bit. */
import { describe, expect, it } from 'vitest';
import { optionsOf } from '../../../test/support/members.js';
import { smallSetting } from '../../../test/support/setting.js';
import { openBackend } from '../engine/backends/backends.js';
import { build } from '../gan/build.js';
import { families } from '../gan/families.js';
import type { Choice, Setting } from '../gan/setting.js';
import { openTrainer } from './trainer.js';

const onnx = await openBackend('onnx');

const settings: [string, Partial<Setting>][] = [
  ...[...families.schemes.values()].map((member): [string, Partial<Setting>] => [
    `the scheme ${member.name}`,
    { scheme: { name: member.name, ...optionsOf(member) } as Choice },
  ]),
  ...[...families.optimizers.values()].map((member): [string, Partial<Setting>] => {
    const choice = { name: member.name, ...optionsOf(member) } as Choice;
    return [`the optimizer ${member.name}`, { optimizer: { generator: choice, discriminator: choice } }];
  }),
  ...[...families.regularizers.values()].map((member): [string, Partial<Setting>] => {
    const choice = { name: member.name, ...optionsOf(member) } as Choice;
    return [`the regularizer ${member.name}`, { regularizer: { generator: choice, discriminator: choice } }];
  }),
  ...[...families.losses.values()].map((member): [string, Partial<Setting>] => {
    const choice = { name: member.name, ...optionsOf(member) } as Choice;
    const sgd = { name: 'sgd', ...optionsOf(families.optimizers.get('sgd')!), lr: 0.002 } as Choice;
    return [
      `the loss ${member.name}`,
      { loss: { generator: choice, discriminator: choice }, optimizer: { generator: sgd, discriminator: sgd } },
    ];
  }),
  ['an average', { averaging: { name: 'ema', decay: 0.9 } as Choice }],
  [
    'a schedule',
    {
      optimizer: (() => {
        const { generator, discriminator } = smallSetting().optimizer;
        const schedule = { name: 'exponential', ...optionsOf(families.schedules.get('exponential')!) };
        return { generator: { ...generator, schedule }, discriminator };
      })(),
    },
  ],
];

describe.each(settings)('with %s', (_, changes) => {
  it('a run has the same bits whatever a call computes, and where it is cut into calls', async () => {
    const parts = build(smallSetting({ batch: 16, ...changes }));
    const trained = async (options: { runsPerCall: number; stepsPerCall: number }, stops: readonly number[]) => {
      const trainer = await openTrainer(parts, { seeds: [1, 2, 3, 4], backend: onnx, ...options });
      for (const stop of stops) await trainer.trainTo(stop);
      expect(trainer.step).toBe(13);
      const states = trainer.seeds.map((seed) => trainer.state(seed));
      trainer.dispose();
      return states;
    };
    const expected = await trained({ runsPerCall: 4, stepsPerCall: 1 }, [13]);
    expect(expected[0].every(Number.isFinite)).toBe(true);
    expect(await trained({ runsPerCall: 1, stepsPerCall: 3 }, [13])).toEqual(expected);
    expect(await trained({ runsPerCall: 3, stepsPerCall: 2 }, [3, 10, 13])).toEqual(expected);
  });
});
