/** What every averaging must keep. */
import { beforeAll, describe, expect, it } from 'vitest';
import { ALTERNATING, gameSetting } from '../../../../test/support/games.js';
import { optionsOf, withOtherValues } from '../../../../test/support/members.js';
import { distance } from '../../../../test/support/programs.js';
import { smallSetting } from '../../../../test/support/setting.js';
import { openBackend } from '../../engine/backends/backends.js';
import type { Backend } from '../../engine/program.js';
import { scalarsOf } from '../../training/scalars.js';
import { parametersIn, startingState } from '../../training/state-layout.js';
import { openTrainer } from '../../training/trainer.js';
import { build } from '../build.js';
import { families } from '../families.js';
import type { Choice, Setting } from '../setting.js';

const { averagings } = families;

let onnx: Backend;
beforeAll(async () => {
  onnx = await openBackend('onnx');
});

const RATE = 0.3;
const bilinear = (averaging?: Choice): Setting =>
  gameSetting(
    { name: 'bilinear', start: { generator: 1, discriminator: 0.5 }, box: {} },
    { lr: RATE, scheme: ALTERNATING, ...(averaging && { averaging }) },
  );

/** What is measured at each step, as [generator, discriminator]. */
async function measured(setting: Setting, steps: number): Promise<number[][]> {
  const parts = build(setting);
  const trainer = await openTrainer(parts, { seeds: [1], backend: onnx });
  const visited: number[][] = [];
  for (let step = 0; step <= steps; step += 1) {
    await trainer.trainTo(step);
    const { generator, discriminator } = parametersIn(parts, trainer.state(1));
    visited.push([generator[0], discriminator[0]]);
  }
  trainer.dispose();
  return visited;
}

async function end(setting: Setting, steps: number, backend = onnx, at = 0) {
  const trainer = await openTrainer(build(setting), { seeds: [2, 3], backend });
  await trainer.trainTo(at || steps);
  if (at) {
    const resumed = await openTrainer(build(setting), { seeds: [3], backend });
    resumed.restore(new Map([[3, trainer.state(3)]]), at);
    await resumed.trainTo(steps);
    return resumed.state(3);
  }
  return trainer.state(3);
}

describe.each([...averagings.values()].map((averaging) => [averaging.name, averaging] as const))(
  '%s',
  (name, member) => {
    const choices = withOtherValues(member, (given) => ({ name, ...given }) as Choice).map(({ result }) => result);
    const all = [{ name, ...optionsOf(member) } as Choice, ...choices];

    it.each(all)('is the average that its weights say, of the players it says: %j', async (choice) => {
      const raw = await measured(bilinear(), 12);
      let [generator, discriminator] = raw[0];
      const expected = raw.slice(1).map(([g, d], step) => {
        const weight = member.weight(step, choice);
        expect(weight).toBeGreaterThan(0);
        expect(weight).toBeLessThanOrEqual(1);
        generator += weight * (g - generator);
        discriminator += weight * (d - discriminator);
        const of = choice.of ?? 'both';
        return [of === 'discriminator' ? g : generator, of === 'generator' ? d : discriminator];
      });
      const found = await measured(bilinear(choice), 12);
      expect(distance(found.slice(1).flat(), expected.flat())).toBeLessThan(1e-14);
      expect(found[0]).toEqual(raw[0]);
    });

    it('lists options that act', async () => {
      const usual = await measured(bilinear(all[0]), 5);
      for (const choice of choices)
        expect(await measured(bilinear(choice), 5), JSON.stringify(choice)).not.toEqual(usual);
    });

    it('changes nothing about the training, and is resumed with it', async () => {
      const plain = await end(smallSetting(), 6);
      const parts = build(smallSetting({ averaging: { name, ...optionsOf(member), of: 'both' } as Choice }));
      const { generator, discriminator } = parametersIn(parts, startingState(parts, 3));
      const whole = await end(parts.setting, 6);
      expect(whole.slice(generator.length + discriminator.length)).toEqual(plain);
      expect(await end(parts.setting, 6, onnx, 2)).toEqual(whole);
      expect(
        distance(
          Array.from(await end(parts.setting, 3, await openBackend('tfjs'))),
          Array.from(await end(parts.setting, 3)),
        ),
      ).toBeLessThan(2e-5);
    });
  },
);

it('settings that average in different ways share a graph', () => {
  const structures = ['uniform', 'ema'].map((name) => {
    const averaging = { name, ...optionsOf(averagings.get(name)!) } as Choice;
    return JSON.stringify(scalarsOf(build(bilinear(averaging))).structure);
  });
  expect(new Set(structures).size).toBe(1);
  expect(structures[0]).not.toBe(JSON.stringify(scalarsOf(build(bilinear())).structure));
});

it('the uniform average of alternating descent on x y shrinks as 1 over the steps: its sums telescope', async () => {
  const steps = 200;
  const raw = await measured(bilinear(), steps);
  const found = await measured(bilinear({ name: 'uniform', of: 'both', from: 0 }), steps);
  const [[x0, y0], [x, y]] = [raw[0], raw[steps]];
  // x' = x - rate y, y' = y + rate x': so that rate (y_0 + ... + y_(n-1)) = x_0 - x_n and rate (x_1 + ... + x_n) = y_n - y_0.
  const mean = [(x0 + (y - y0) / RATE) / (steps + 1), ((x0 - x) / RATE + y) / (steps + 1)];
  expect(distance(found[steps], mean)).toBeLessThan(1e-13);
  expect(Math.hypot(...found[steps])).toBeLessThan(0.04);
  expect(Math.hypot(...raw[steps])).toBeGreaterThan(0.8);
});

it('an exponential average keeps decay^t of its start', async () => {
  const raw = await measured(bilinear(), 9);
  const found = await measured(bilinear({ name: 'ema', of: 'generator', decay: 0.8 }), 9);
  const expected = raw.slice(1).reduce((sum, [x], i) => sum + 0.2 * 0.8 ** (8 - i) * x, 0.8 ** 9 * raw[0][0]);
  expect(found[9][0]).toBeCloseTo(expected, 14);
});

it('a mean that begins later is the mean of what comes then', async () => {
  const raw = await measured(bilinear(), 9);
  const found = await measured(bilinear({ name: 'uniform', of: 'generator', from: 4 }), 9);
  expect(found.slice(0, 5)).toEqual(raw.slice(0, 5));
  expect(found[9][0]).toBeCloseTo(raw.slice(4).reduce((sum, [x]) => sum + x, 0) / 6, 14);
});
