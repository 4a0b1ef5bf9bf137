import { describe, expect, it } from 'vitest';
import { file, load } from '../../../test/support/experiment-files.js';
import { readPlan } from './read-plan.js';

describe('a plan', () => {
  it('survives JSON', async () => {
    const experiment = await load(
      file(
        `vary: { loss: [minimax, hinge] }\nclaims: [{ id: a, says: b, holds: 'end("js") < 1', given: { loss: hinge } }]\n`,
      ),
    );
    expect(readPlan(JSON.parse(JSON.stringify(experiment)))).toEqual(experiment);
  });

  it('is refused where it is not one', () => {
    expect(() => readPlan({ name: 'x' })).toThrow('not the plan of an experiment (question, file, axes');
    expect(() => readPlan(null)).toThrow('not the plan of an experiment');
    expect(() => readPlan('plan')).toThrow('not the plan of an experiment');
  });

  it('is refused where version 0.1 wrote it, by a key of a setting or of the plan', async () => {
    const experiment = await load(file());
    const { game, ...setting } = experiment.cells[0]!.setting;
    const before = { ...experiment, cells: [{ ...experiment.cells[0], setting: { ...setting, arena: game } }] };
    expect(() => readPlan(before)).toThrow(/^written by Helvetica 0\.1.*: run the experiment again/);
    expect(() => readPlan({ ...experiment, verdicts: [] })).toThrow(/^written by Helvetica 0\.1/);
  });

  it.each<[string, (plan: Plan) => unknown]>([
    ['cells: must be a list, got null', (plan) => ({ ...plan, cells: null })],
    ['cells: must have at least 1 item, got []', (plan) => ({ ...plan, cells: [] })],
    ['cells[0].folder: must be words of the setting', (plan) => inCell(plan, { folder: '../../outside' })],
    ['cells[0].folder: must be words of the setting', (plan) => inCell(plan, { folder: '/tmp/x-0123456789ab' })],
    ['cells[0].folder: must end with the first 12 digits', (plan) => inCell(plan, { folder: 'ring-0123456789ab' })],
    ['cells[1].folder: must be there once', (plan) => ({ ...plan, cells: [plan.cells[0], plan.cells[0]] })],
    ['cells[0].labels.loss: must be a string, got 3', (plan) => inCell(plan, { labels: { loss: 3 } })],
    ['cells[0].setting.steps: must be an integer', (plan) => inSetting(plan, { steps: 0.5 })],
    ['cells[0].setting.steps: must be at most', (plan) => inSetting(plan, { steps: 1e300 })],
    ['cells[0].setting.game: must be an object, got null', (plan) => inSetting(plan, { game: null })],
    ['cells[0].setting.optimizer.generator: is missing', (plan) => inSetting(plan, { optimizer: {} })],
    ['name: must be a name of lower-case letters', (plan) => ({ ...plan, name: '../up' })],
    ['profile: must be a name of lower-case letters', (plan) => ({ ...plan, profile: 'a/b' })],
    ['seeds[0]: must be a number, got "../1"', (plan) => ({ ...plan, seeds: ['../1'] })],
    ['seeds: duplicate seed 1', (plan) => ({ ...plan, seeds: [1, 1] })],
    ['measure.every: must be at least 1, got 0', (plan) => ({ ...plan, measure: { ...plan.measure, every: 0 } })],
    ['measure.every: is missing', (plan) => ({ ...plan, measure: { ...plan.measure, every: undefined } })],
    ['measure.vectors[0].column: must be the name of a column', (plan) => inColumn(plan, '../../x')],
    [
      'claims[0].atLeast: is missing',
      (plan) => ({ ...plan, claims: [{ id: 'a', says: 'b', source: '', holds: 'true' }] }),
    ],
    ['nested deeper than', (plan) => inSetting(plan, { target: deep(10_000) as never })],
  ])('is refused in one sentence with the key: %s', async (sentence, forge) => {
    const experiment = JSON.parse(JSON.stringify(await load(file()))) as Plan;
    expect(() => readPlan(forge(experiment))).toThrow(sentence);
  });
});

type Plan = Awaited<ReturnType<typeof load>>;
const inCell = (plan: Plan, changes: object) => ({ ...plan, cells: [{ ...plan.cells[0], ...changes }] });
const inSetting = (plan: Plan, changes: object) => inCell(plan, { setting: { ...plan.cells[0]!.setting, ...changes } });
const inColumn = (plan: Plan, column: string) => ({
  ...plan,
  measure: { ...plan.measure, vectors: [{ ...plan.measure.metrics[0], column }] },
});
const deep = (levels: number) => {
  let nested: unknown = 'ring';
  for (let i = 0; i < levels; i++) nested = [nested];
  return nested;
};
