import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { file, load } from '../../../test/support/experiment-files.js';
import type { Json, Setting } from '../../core/gan/setting.js';
import { loadExperiment } from '../load.js';
import { failuresProblem, settingProblem, trainingProblem } from './check-members.js';
import { readPlan } from './read-plan.js';

const EXPERIMENTS = fileURLToPath(new URL('../../../experiments', import.meta.url));
const files = readdirSync(EXPERIMENTS, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.yaml'));

it('every shipped experiment can be read back from its plan and trained', async () => {
  expect(files.length).toBeGreaterThan(10);
  for (const name of files) {
    const experiment = await loadExperiment(join(EXPERIMENTS, name));
    const plan = readPlan(JSON.parse(JSON.stringify(experiment)));
    expect([trainingProblem(plan, name), failuresProblem(plan, name)]).toEqual([null, null]);
  }
});

const { cells } = await load(file());
const { setting } = cells[0]!;
const target = setting.target!;

it.each<[string, Partial<Record<keyof Setting, Json>>]>([
  ['plan.json: target.modes: must be a number, got "eight"', { target: { ...target, modes: 'eight' } }],
  ['plan.json: target.modes: must be at least 2, got -1', { target: { ...target, modes: -1 } }],
  ['plan.json: target.name: unknown target "rign"', { target: { name: 'rign' } }],
  ['plan.json: target.where: unknown option "where"', { target: { ...target, where: '/etc/passwd' } }],
  ['plan.json: target: is not as this version resolves it', { target: { name: target.name } }],
  ['plan.json: batch: must be at least 1', { batch: 0 }],
  ['plan.json: generator.hidden: must be a list', { generator: { ...setting.generator!, hidden: null } }],
  ['plan.json: scheme: must be a name or an object', { scheme: null }],
])('a forged setting is refused: %s', (sentence, changes) => {
  expect(settingProblem(setting)).toBeNull();
  expect(settingProblem({ ...setting, ...changes } as Setting, 'plan.json')).toContain(sentence);
});

it('forged metrics and failure modes are refused, and those of other versions only where they would be trained', async () => {
  const plan = await load(file());
  const measured = (choice: { name: string; [option: string]: Json }) => ({
    ...plan,
    measure: { ...plan.measure, metrics: [{ column: 'x', choice }] },
  });
  expect(trainingProblem(measured({ name: 'modes-covered', atLeast: 'many' }), 'p')).toContain(
    'p: measure.metrics[0].choice.atLeast: must be',
  );
  expect(trainingProblem(measured({ name: 'of-the-future' }), 'p')).toContain('unknown metric "of-the-future"');
  expect(failuresProblem({ failures: [{ name: 'mode-collapse', anything: 1 }] }, 'p')).toContain(
    'p: failures[0].anything',
  );
  expect(failuresProblem({ failures: [{ name: 'of-the-future' }] }, 'p')).toBeNull();
});
