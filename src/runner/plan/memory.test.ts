import { totalmem } from 'node:os';
import { describe, expect, it } from 'vitest';
import { load } from '../../../test/support/experiment-files.js';
import { sweepText } from '../../../test/support/sweep-text.js';
import { memoryText, memoryWarning, planMemory, usableMemory } from './memory.js';

const GIBIBYTE = 2 ** 30;
const machine = (gibibytes: number) => ({ bytes: gibibytes * GIBIBYTE, of: 'this machine' });
const division = (workers: number, runs = 1) => ({ workers, together: () => runs });
const mlp = (...hidden: number[]) => ({ name: 'mlp', hidden });

describe('planned memory', () => {
  it('is that of the most demanding setting', async () => {
    const sizes = [mlp(8), mlp(2048, 2048), mlp(64)];
    const experiment = await load(sweepText({ vary: { generator: sizes } }));
    const plan = planMemory(experiment, division(1), machine(64))!;
    expect(plan.cell.labels.generator).toContain('2048');
    expect(plan.bytes).toBe(plan.needs.reduce((sum, { bytes }) => sum + bytes, 0));
    expect(planMemory({ ...experiment, cells: [] }, division(1))).toBeNull();
  });

  it('above the memory of the machine is refused, with the line, the setting, its largest part, and what to reduce', async () => {
    const experiment = await load(sweepText({ vary: { 'generator.hidden': [[8], [2048, 2048]] } }));
    expect(() => planMemory(experiment, division(1), machine(0.5))).toThrow(
      /x\.yaml:\d+:\d+: vary\.generator\.hidden\[1\]: the setting generator\.hidden \[2048,2048\] needs about \d+ MiB a worker, above the 512 MiB of this machine: parameters and optimizer state \d+ MiB; reduce the widths of the networks \(hidden\)/,
    );
    expect(planMemory(experiment, division(1), machine(4))).not.toBeNull();
  });

  it('names what to reduce only where something can be: not where Node alone needs too much', async () => {
    const experiment = await load(sweepText());
    expect(() => planMemory(experiment, division(1), machine(1 / 8))).toThrow(
      /above the 128 MiB of this machine: Node and its libraries 210 MiB$/,
    );
  });

  it('of an array that no library can index is refused on any machine', async () => {
    const of = (optimizer: string) =>
      load(sweepText({ base: { generator: mlp(30_000, 30_000), discriminator: mlp(8), optimizer } }));
    const sgd = await of('sgd');
    const adam = await of('adam');
    expect(() => planMemory(sgd, division(1), machine(1e9))).not.toThrow();
    expect(() => planMemory(adam, division(1), machine(1e9))).toThrow(
      /x\.yaml:3:\d+: base\.generator\.hidden: the setting would have \d+ numbers in the state of the runs that are trained together; at most 2147483647 fit into one array$/,
    );
  });

  it('is warned of where all workers together take more than half of it', async () => {
    const plan = (workers: number) => load(sweepText()).then((one) => planMemory(one, division(workers), machine(2))!);
    expect(memoryWarning(await plan(4), machine(2))).toBeNull();
    expect(memoryWarning(await plan(16), machine(2))).toMatch(
      /^memory: about 21\d MiB a worker, 3\.\d GiB for 16 workers, of 2\.0 GiB of this machine, more than half of it: pass --workers 4$/,
    );
    expect(memoryText(await plan(1), machine(2))).toMatch(/^about 21\d MiB a worker, of 2\.0 GiB of this machine$/);
  });

  it.each<[string, Parameters<typeof sweepText>[0], RegExp]>([
    [
      'samples',
      { measure: { samples: 1e6 } },
      /x\.yaml:4:\d+: measure\.samples: the setting needs .* reduce measure\.samples$/,
    ],
    [
      'an entry of also',
      { base: { target: 'two-moons' }, also: [{ batch: 1e6 }] },
      /x\.yaml:5:\d+: also\[0\]\.batch: /,
    ],
    ['an axis', { vary: { latent: [{ name: 'gaussian', dim: 10_000 }] } }, /:5:\d+: vary\.latent\[0\]\.dim: /],
  ])('is refused at %s', async (_, sections, message) => {
    const experiment = await load(sweepText(sections));
    expect(() => planMemory(experiment, division(1), machine(0.21))).toThrow(message);
  });

  it('is refused with the option that asks for it, and with the file alone where its lines are not known', async () => {
    const experiment = await load(sweepText(), { set: ['batch=1000000'] });
    expect(() => planMemory(experiment, division(1), machine(0.5))).toThrow(/^--set batch=1000000: the setting needs/);
    const [cell] = experiment.cells;
    const readBack = { ...experiment, cells: [{ ...cell, setting: { ...cell.setting } }] };
    expect(() => planMemory(readBack, division(1), machine(0.5))).toThrow(/x\.yaml: the setting needs about/);
  });

  it('is no more than this machine has', () => {
    const { bytes, of } = usableMemory();
    expect(bytes).toBeGreaterThan(2 ** 28);
    expect(bytes).toBeLessThanOrEqual(totalmem());
    expect(of).toMatch(/^(this machine|this control group|the address space)/);
  });
});
