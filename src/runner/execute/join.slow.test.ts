import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { sweepText } from '../../../test/support/sweep-text.js';
import { HERE, loadText, temporaryFolder, train } from '../../../test/support/sweeps.js';
import type { Experiment } from '../../records/experiment.js';
import { mergeShards } from '../../records/merge-shards.js';
import { resultsCsv } from '../../reports/page/tables.js';
import { readExperiment } from '../read-experiment.js';
import { joinSweep, prepareSweep } from '../run.js';
import type { RunOptions } from '../run-options.js';
import { csvText } from '../store/bytes/csv.js';
import { seedFolder } from '../store/layout.js';
import { takeLease } from '../store/locks/leases.js';
import { readPace } from '../store/runs/pace.js';

const TEXT = sweepText({
  name: 'shared',
  vary: { loss: ['non-saturating', 'minimax'] },
  seeds: 3,
  measure: { samples: 50 },
});

const folder = temporaryFolder('join');
let experiment: Experiment;
let alone: string;
beforeAll(async () => {
  experiment = await loadText(join(folder, 'shared.yaml'), TEXT);
  alone = csvText(resultsCsv(await train(experiment, join(folder, 'alone'))));
});

/** Seeds that were worked on, block by block. */
function noting(seeds: number[][]): RunOptions['events'] {
  return { started: (block) => void seeds.push([...block.seeds]) };
}

describe('workers of one sweep', () => {
  it('share its runs, each trained once, and end with what one process makes', async () => {
    const { folder: at, blocks } = await prepareSweep(experiment, { ...HERE, results: join(folder, 'together') });
    expect(blocks.flatMap(({ seeds }) => seeds)).toHaveLength(6);
    const done: number[][][] = [[], []];
    const work = (i: number) => joinSweep(at, { ...HERE, sharedBy: 2, events: noting(done[i]!) });
    await Promise.all([work(0), work(1)]);
    expect(done.flat(2)).toHaveLength(6);
    expect(csvText(resultsCsv(await readExperiment(at)))).toBe(alone);
    expect(readPace(seedFolder(at, experiment.cells[0]!, 1)).secondsPerStep).toBeGreaterThan(0);
    await joinSweep(at, { ...HERE, events: { started: () => expect.unreachable('there is nothing left') } });
  });

  it('wait for runs leased by other workers, or do not, as the option says', async () => {
    const { folder: at, blocks } = await prepareSweep(experiment, { ...HERE, results: join(folder, 'held') });
    const held = seedFolder(at, blocks[0]!.cell, 2);
    await mkdir(held, { recursive: true });
    const lease = await takeLease(held);
    await joinSweep(at, { ...HERE, waitForOthers: false });
    expect((await readExperiment(at)).runs).toHaveLength(5);
    await joinSweep(at, { ...HERE, events: { waiting: () => void lease!.release() } });
    expect(csvText(resultsCsv(await readExperiment(at)))).toBe(alone);
  });

  it('leave the plan as it is', async () => {
    const { folder: at } = await prepareSweep(experiment, { ...HERE, results: join(folder, 'left') });
    const plan = await readFile(join(at, 'experiment.json'), 'utf8');
    await joinSweep(at, HERE);
    expect(await readFile(join(at, 'experiment.json'), 'utf8')).toBe(plan);
  });

  it('are given no plan that no machine can train, but one that this machine has not the memory for', async () => {
    const prepare = async (results: string, base: object) => {
      const text = sweepText({ name: 'large', base });
      const planned = await loadText(join(folder, 'large.yaml'), text);
      return prepareSweep(planned, { ...HERE, results: join(folder, results) });
    };
    const wide = { name: 'mlp', hidden: [60_000, 60_000] };
    await expect(prepare('never', { generator: wide })).rejects.toThrow(
      /large\.yaml:3:\d+: base\.generator\.hidden: the setting would have \d+ numbers/,
    );
    await expect(readdir(join(folder, 'never'))).rejects.toThrow('ENOENT');
    const elsewhere = { name: 'gaussian', dim: 10_000 };
    const { blocks } = await prepare('elsewhere', { latent: elsewhere, batch: 200_000 }); // 2e9 numbers of noise
    expect(blocks.length).toBeGreaterThan(0);
  });

  it('refuse a plan of another backend or engine', async () => {
    const { folder: at } = await prepareSweep(experiment, { ...HERE, results: join(folder, 'other') });
    await expect(joinSweep(at, { ...HERE, backend: 'tfjs' })).rejects.toThrow(/not planned for the tfjs backend/);
    const plan = JSON.parse(await readFile(join(at, 'experiment.json'), 'utf8')) as Experiment;
    // As an older ENGINE would have named them: the first digits, of which the folder's name is made, do not tell.
    const cells = plan.cells.map((cell) => ({ ...cell, id: cell.id.slice(0, 12).padEnd(64, '0') }));
    await writeFile(join(at, 'experiment.json'), JSON.stringify({ ...plan, cells }));
    await expect(joinSweep(at, HERE)).rejects.toThrow(/not planned for the onnx backend by this version/);
  });
});

it('folders of one plan are one experiment, others are not', async () => {
  const shards = ['a', 'b'].map((name, i) =>
    train({ ...experiment, file: `${name}.yaml` }, join(folder, name), { shard: { index: i + 1, count: 2 } }),
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
    const record = await train(experiment, results, { shard, events: noting(done) });
    expect(done).toEqual(expected);
    expect(record.runs.map(({ seed }) => seed)).toEqual([2, 2]);
    expect(record.experiment.seeds).toEqual([1, 2, 3]);
  }
});
