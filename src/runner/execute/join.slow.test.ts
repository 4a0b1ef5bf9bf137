import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { loadExperiment } from '../../experiment/load.js';
import { checkDerivations, checkExpression } from '../../inference/expressions/check-expression.js';
import { metrics } from '../../metrics/catalog.js';
import type { Experiment } from '../../records/experiment.js';
import { resultsCsv } from '../../reports/page/tables.js';
import { mergeShards } from '../plan/merge.js';
import { joinSweep, prepareSweep, type RunOptions, runExperiment } from '../run.js';
import { csvText } from '../store/bytes/csv.js';
import { takeLease } from '../store/locks/leases.js';
import { readExperiment } from '../store/runs/experiments.js';
import { seedFolder } from '../store/runs/layout.js';
import { readPace } from '../store/runs/pace.js';

const FILE = `
name: shared
question: Does it matter who trains what?
base:
  target: { name: ring, modes: 4, radius: 1, std: 0.1 }
  latent: { name: gaussian, dim: 2 }
  generator: { name: mlp, hidden: [8] }
  discriminator: { name: mlp, hidden: [8] }
  optimizer: { name: sgd, lr: 0.05 }
  steps: 20
  batch: 16
vary: { loss: [non-saturating, minimax] }
seeds: 3
measure: { every: 10, samples: 50, metrics: [modes-covered] }
`;
const here = { backend: 'onnx', workers: 0, command: 'test' } as const;

let folder: string;
let experiment: Experiment;
let alone: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'helvetica-join-'));
  const file = join(folder, 'shared.yaml');
  await writeFile(file, FILE);
  experiment = await loadExperiment({ file, metrics, checkExpression, checkDerivations });
  alone = csvText(resultsCsv(await runExperiment(experiment, { ...here, results: join(folder, 'alone') })));
});
afterAll(() => rm(folder, { recursive: true }));

/** Seeds that were worked on, block by block. */
function noting(seeds: number[][]): RunOptions['events'] {
  return { started: (block) => void seeds.push([...block.seeds]) };
}

describe('workers of one sweep', () => {
  it('share its runs, each trained once, and end with what one process makes', async () => {
    const { folder: at, blocks } = await prepareSweep(experiment, { ...here, results: join(folder, 'together') });
    expect(blocks.flatMap(({ seeds }) => seeds)).toHaveLength(6);
    const done: number[][][] = [[], []];
    const work = (i: number) => joinSweep(at, { ...here, among: 2, events: noting(done[i]!) });
    await Promise.all([work(0), work(1)]);
    expect(done.flat(2)).toHaveLength(6);
    expect(csvText(resultsCsv(await readExperiment(at)))).toBe(alone);
    expect(readPace(seedFolder(at, experiment.cells[0]!, 1)).secondsPerStep).toBeGreaterThan(0);
    await joinSweep(at, { ...here, events: { started: () => expect.unreachable('there is nothing left') } });
  });

  it('wait for what others hold, or leave it, as they are told', async () => {
    const { folder: at, blocks } = await prepareSweep(experiment, { ...here, results: join(folder, 'held') });
    const held = seedFolder(at, blocks[0]!.cell, 2);
    await mkdir(held, { recursive: true });
    const lease = await takeLease(held);
    await joinSweep(at, { ...here, patient: false });
    expect((await readExperiment(at)).runs).toHaveLength(5);
    await joinSweep(at, { ...here, events: { waiting: () => void lease!.release() } });
    expect(csvText(resultsCsv(await readExperiment(at)))).toBe(alone);
  });

  it('leave the plan as it is', async () => {
    const { folder: at } = await prepareSweep(experiment, { ...here, results: join(folder, 'left') });
    const plan = await readFile(join(at, 'experiment.json'), 'utf8');
    await joinSweep(at, here);
    expect(await readFile(join(at, 'experiment.json'), 'utf8')).toBe(plan);
  });

  it('refuse a plan of another backend or engine', async () => {
    const { folder: at } = await prepareSweep(experiment, { ...here, results: join(folder, 'other') });
    await expect(joinSweep(at, { ...here, backend: 'tfjs' })).rejects.toThrow(/not planned for the tfjs backend/);
    const plan = JSON.parse(await readFile(join(at, 'experiment.json'), 'utf8')) as Experiment;
    const cells = plan.cells.map((cell) => ({ ...cell, id: 'another' }));
    await writeFile(join(at, 'experiment.json'), JSON.stringify({ ...plan, cells }));
    await expect(joinSweep(at, here)).rejects.toThrow(/not planned for the onnx backend by this version/);
  });
});

it('folders of one plan are one experiment, others are not', async () => {
  const shards = ['a', 'b'].map((name, i) =>
    runExperiment(
      { ...experiment, file: `${name}.yaml` },
      { ...here, results: join(folder, name), shard: { index: i + 1, count: 2 } },
    ),
  );
  const [first, second] = [await shards[0]!, await shards[1]!];
  const all = await readExperiment(join(folder, 'alone/shared'));
  const [merged, ...others] = mergeShards([second, first]);
  expect(others).toEqual([]);
  expect(merged).toMatchObject({ folders: [second.folder, first.folder], twice: 0 });
  expect(csvText(resultsCsv(merged!.record))).toBe(alone);
  expect(merged!.record.environments).toHaveLength(1);
  // Twice the same run: the first one's.
  const twice = mergeShards([first, all])[0]!;
  expect(twice.twice).toBe(3);
  expect(twice.record.runs.map((run) => run.folder.startsWith(first.folder)).filter(Boolean)).toHaveLength(3);
  const changed = { ...all, experiment: { ...all.experiment, seeds: [1, 2] } };
  expect(mergeShards([all, changed])).toHaveLength(2);
});

it('a shard trains its runs and no others, whatever is done already', async () => {
  const results = join(folder, 'shard');
  const shard = { index: 2, count: 3 };
  for (const expected of [[[2], [2]], []]) {
    const done: number[][] = [];
    const record = await runExperiment(experiment, { ...here, results, shard, events: noting(done) });
    expect(done).toEqual(expected);
    expect(record.runs.map(({ seed }) => seed)).toEqual([2, 2]);
    expect(record.experiment.seeds).toEqual([1, 2, 3]);
  }
});
