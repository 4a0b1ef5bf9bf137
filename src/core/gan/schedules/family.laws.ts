/** What every schedule must keep, and that every number that has one follows it. */
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { gameSetting } from '../../../../test/support/games.js';
import { optionsOf, withOtherValues } from '../../../../test/support/members.js';
import { distance } from '../../../../test/support/programs.js';
import { openBackend } from '../../engine/backends/backends.js';
import { dependsOnSteps, scalarsOf } from '../../training/scalars.js';
import { type CompiledPrograms, openTrainer } from '../../training/trainer.js';
import { build } from '../build.js';
import { families } from '../families.js';
import type { Choice } from '../setting.js';
import type { Schedule } from './_schedule.js';

const { optimizers, schedules } = families;

const factors = (schedule: Schedule, options: Record<string, unknown>, steps = 10) =>
  [...Array.from({ length: 14 }, (_, step) => step), 5000].map((step) => schedule.factor({ step, steps }, options));

const bilinear = (optimizer: Choice, steps: number) =>
  gameSetting(
    { name: 'bilinear', start: { generator: 1, discriminator: 0.5 }, box: {} },
    {
      optimizer: { generator: optimizer, discriminator: { name: 'sgd', lr: 0.3 } },
      steps,
    },
  );

describe.each([...schedules.values()].map((schedule) => [schedule.name, schedule] as const))('%s', (name, schedule) => {
  const options = optionsOf(schedule);
  const choice = { name, ...options } as Choice;

  test('is finite and not negative at every step, of no steps too', () => {
    for (const factor of [...factors(schedule, options), ...factors(schedule, options, 0)]) {
      expect(factor).toBeGreaterThanOrEqual(0);
      expect(factor).toBeLessThan(Number.POSITIVE_INFINITY);
    }
  });

  test('lists options that act', () => {
    const usual = factors(schedule, options);
    for (const { option, value, result } of withOtherValues(schedule, (given) => given))
      expect(factors(schedule, result), `${option} = ${value}`).not.toEqual(usual);
  });

  test('dependsOnSteps where it says so, and nowhere else', () => {
    for (const given of [options, ...withOtherValues(schedule, (other) => other).map(({ result }) => result)]) {
      const same = JSON.stringify(factors(schedule, given, 10)) === JSON.stringify(factors(schedule, given, 13));
      expect(schedule.dependsOnSteps(given), JSON.stringify(given)).toBe(!same);
      const setting = bilinear({ name: 'sgd', lr: 0.2, schedule: { name, ...given } as Choice }, 5);
      expect(dependsOnSteps(build(setting))).toBe(!same);
    }
  });

  test.each([...optimizers.keys()])('%s has the rate of this schedule at each step', async (rule) => {
    const usual = { name: rule, ...optionsOf(optimizers.get(rule)!), lr: 0.2 };
    const setting = bilinear({ ...usual, schedule: choice }, 4);
    const backend = await openBackend('onnx');
    const scheduled = await openTrainer(build(setting), { seeds: [1], backend });
    await scheduled.trainTo(4);
    // The same by hand: four trainers at constant rates hand the state on.
    const compiled: CompiledPrograms = new Map();
    let state = new Map<number, Float64Array>();
    for (let step = 0; step < 4; step += 1) {
      const lr = 0.2 * schedule.factor({ step, steps: 4 }, options);
      const trainer = await openTrainer(build(bilinear({ ...usual, lr }, 4)), { seeds: [1], backend, compiled });
      trainer.restore(state, step);
      await trainer.trainTo(step + 1);
      state = new Map([[1, trainer.state(1) as Float64Array]]);
    }
    expect(scheduled.state(1)).toEqual(state.get(1));
  });

  test('goes on from a restored state as if it had never stopped', async () => {
    const parts = build(bilinear({ name: 'sgd', lr: 0.2, schedule: choice }, 9));
    const backend = await openBackend('onnx');
    const [whole, first, second] = await Promise.all([1, 2, 3].map(() => openTrainer(parts, { seeds: [4], backend })));
    await whole.trainTo(9);
    await first.trainTo(5);
    second.restore(new Map([[4, first.state(4)]]), 5);
    await second.trainTo(9);
    expect(second.state(4)).toEqual(whole.state(4));
  });
});

test('settings that differ in their schedules share a graph', () => {
  const structures = [...schedules.values()].map(({ name, ...member }) => {
    const schedule = { name, ...optionsOf({ name, ...member }) } as Choice;
    return JSON.stringify(scalarsOf(build(bilinear({ name: 'sgd', lr: 0.2, schedule }, 5))).structure);
  });
  structures.push(JSON.stringify(scalarsOf(build(bilinear({ name: 'sgd', lr: 0.1 }, 5))).structure));
  expect(new Set(structures).size).toBe(1);
});

interface Golden {
  readonly made: string;
  readonly steps: number;
  readonly cases: {
    readonly name: string;
    readonly options: Record<string, number>;
    readonly factors: number[];
  }[];
}
// Made by test/golden/schedules.py.
const golden: Golden = JSON.parse(
  readFileSync(new URL('../../../../test/golden/schedules.json', import.meta.url), 'utf8'),
);

describe(`schedules against ${golden.made}`, () => {
  test.each(golden.cases)('$name with $options', ({ name, options, factors }) => {
    const schedule = schedules.get(name)!;
    const found = factors.map((_, step) =>
      schedule.factor({ step, steps: golden.steps }, optionsOf(schedule, options)),
    );
    expect(distance(found, factors)).toBeLessThan(1e-12);
  });

  test('covers every schedule', () => {
    expect([...new Set(golden.cases.map(({ name }) => name))].sort()).toEqual([...schedules.keys()]);
  });
});

test("the first paper's own rate: 0.1, divided by 1.000004 at each update, down to 1e-6", () => {
  const schedule = schedules.get('exponential')!;
  const rate = (step: number) => 0.1 * schedule.factor({ step, steps: 1 }, { decay: 1 / 1.000004, to: 1e-5 });
  expect(rate(0)).toBe(0.1);
  expect(rate(1e6)).toBeCloseTo(0.1 * Math.exp(-1e6 * Math.log(1.000004)), 12);
  expect(rate(1e7)).toBeCloseTo(1e-6, 18);
});
