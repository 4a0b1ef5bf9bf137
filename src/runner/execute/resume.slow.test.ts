import { readdir, readFile, truncate, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { checksumsOf } from '../../../test/support/folders.js';
import { interruptedSweeps } from '../../../test/support/interrupted.js';
import type { PlannedSweep, RunOptions } from '../run-options.js';

const { cutAt, left, run, unfinished } = interruptedSweeps('resume');

describe('an interrupted run', () => {
  it.each([1, 20, 33, 59])('resumes from step %i with the same bytes in every file', async (step) => {
    await run({}, 'whole');
    const results = `cut-${step}`;
    await cutAt(step, {}, results);
    expect(await readdir(await unfinished(results))).toContain(`state-${step}`);
    const { steps, notes } = await run({}, results);
    expect(Math.min(...steps)).toBeGreaterThanOrEqual(step);
    expect(notes).toEqual([]);
    expect(await left(results)).toEqual(await left('whole'));
  });

  it('resumes from the checkpoint before a damaged one, with a note', async () => {
    await run({}, 'whole');
    await cutAt(33, {}, 'torn');
    await truncate(join(await unfinished('torn'), 'state-33'), 100);
    const { steps, notes } = await run({}, 'torn');
    expect(notes).toEqual(['1: damaged checkpoints (state-33): resuming from step 32']);
    expect(Math.min(...steps)).toBe(40);
    expect(await left('torn')).toEqual(await left('whole'));
  });

  it('restarts at step 0 where all checkpoints are damaged', async () => {
    await run({}, 'whole');
    await cutAt(33, {}, 'flipped');
    const folder = await unfinished('flipped');
    for (const name of await readdir(folder)) {
      const bytes = await readFile(join(folder, name));
      bytes[bytes.length >> 1] ^= 1;
      await writeFile(join(folder, name), bytes);
    }
    const { notes } = await run({}, 'flipped');
    expect(notes.join()).toMatch(/1: damaged checkpoints \(\w+-0-0, .*\): restarting from step 0/);
    expect(await left('flipped')).toEqual(await left('whole'));
  });

  it('resumes beside others that were interrupted at other steps, or never started', async () => {
    await run({}, 'whole');
    await cutAt(33, { seeds: '1' }, 'apart');
    await cutAt(7, { seeds: '3' }, 'apart');
    await run({}, 'apart');
    expect(await left('apart')).toEqual(await left('whole'));
  });

  it.each(['all', 'last'])('diverges as it would have, keeping %s', async (keep) => {
    const changes = {
      set: ['loss=wasserstein', 'optimizer={ name: sgd, lr: 1.5 }'],
      measure: { keep },
    };
    const { record } = await run(changes, `diverged-${keep}`);
    expect(record.runs.map(({ outcome, steps }) => `${outcome} ${steps}`)).toEqual(
      [25, 50, 50].map((at) => `diverged ${at}`),
    );
    await cutAt(33, changes, `cut-diverged-${keep}`);
    await run(changes, `cut-diverged-${keep}`);
    expect(await left(`cut-diverged-${keep}`)).toEqual(await left(`diverged-${keep}`));
  });

  it('is measured again at earlier steps where the plan has other metrics', async () => {
    const measure = { metrics: ['modes-covered', 'mode-persistence'] };
    await run({ measure }, 'asked');
    await cutAt(33, {}, 'asked-later');
    const { steps } = await run({ measure }, 'asked-later');
    expect(Math.min(...steps)).toBeGreaterThan(33);
    expect(await left('asked-later')).toEqual(await left('asked'));
  });

  it('restarts at step 0, with a note, where the plan measures steps that it has passed', async () => {
    const measure = { every: 10 };
    await run({ measure }, 'often');
    await cutAt(33, {}, 'often-later');
    const { notes } = await run({ measure }, 'often-later');
    expect(notes[0]).toBe('1: its checkpoints do not hold all steps that the plan measures: restarting from step 0');
    expect(await left('often-later')).toEqual(await left('often'));
  });
});

describe('a run of more steps', () => {
  const cellOf = (record: Awaited<ReturnType<typeof run>>['record']) =>
    join(record.folder, 'cells', record.runs[0].cell.folder);

  it('continues where the shorter one ended, with the same bytes', async () => {
    const whole = await run({ set: ['steps=110'] }, 'longer-whole');
    await run({ set: ['steps=50'] }, 'longer');
    let planned: PlannedSweep | undefined;
    const events = {
      planned(plan: PlannedSweep) {
        planned = plan;
      },
    };
    const { record, steps } = await run({ set: ['steps=110'] }, 'longer', { events });
    expect(planned).toMatchObject({ longer: 3, resumed: 0, remeasured: 0 });
    expect(Math.min(...steps)).toBeGreaterThanOrEqual(50);
    expect(await checksumsOf(cellOf(record))).toEqual(await checksumsOf(cellOf(whole.record)));
  });

  it('continues from the last step on disk, seed by seed: the ends of all shorter runs, and its own checkpoints', async () => {
    const whole = await run({ seeds: '1-2', set: ['steps=110'] }, 'latest-whole');
    await cutAt(25, { seeds: '1', set: ['steps=110'] }, 'latest');
    await run({ seeds: '1-2', set: ['steps=50'] }, 'latest');
    await run({ seeds: '1', set: ['steps=70'] }, 'latest');
    let planned: PlannedSweep | undefined;
    const events: NonNullable<RunOptions['events']> = {
      planned(plan) {
        planned = plan;
      },
    };
    const { record, notes, steps } = await run({ seeds: '1-2', set: ['steps=110'] }, 'latest', { events });
    expect(planned).toMatchObject({ longer: 2, resumed: 0 });
    // Seed 1 from 70, seed 2 from 50: the run of 70 steps has no seed 2.
    expect(steps.filter((step, i) => i === 0 || step < steps[i - 1])).toEqual([75, 60]);
    expect(notes).toEqual([]);
    expect(await checksumsOf(cellOf(record))).toEqual(await checksumsOf(cellOf(whole.record)));
  });

  it('continues from an earlier step where the files of the last one are damaged, with a note', async () => {
    await run({ seeds: '1', set: ['steps=50'] }, 'next');
    const { record } = await run({ seeds: '1', set: ['steps=70'] }, 'next');
    await truncate(join(record.runs[0].folder, 'checkpoint.npy'), 90);
    const { notes, steps } = await run({ seeds: '1', set: ['steps=110'] }, 'next');
    const { folder } = record.runs[0].cell;
    expect(notes).toEqual([`1: files of the run of fewer steps in ${folder} are damaged: resuming from step 50`]);
    expect(Math.min(...steps)).toBe(60);
  });

  it('continues where the shorter one was interrupted', async () => {
    const whole = await run({}, 'whole');
    await cutAt(33, { set: ['steps=50'] }, 'longer-cut');
    const { record, steps } = await run({}, 'longer-cut');
    expect(Math.min(...steps)).toBeGreaterThan(33);
    expect(await checksumsOf(cellOf(record))).toEqual(await checksumsOf(cellOf(whole.record)));
  });

  // The end of the shorter one lies on a step that the longer one measures too, and between two of them.
  it.each([40, 50])('continues from step %i although only the last parameters were kept', async (steps) => {
    const measure = { keep: 'last', metrics: ['js', 'mode-persistence'] };
    const whole = await run({ measure, set: ['steps=110'] }, 'last-whole');
    await run({ measure, set: [`steps=${steps}`] }, `last-${steps}`);
    await cutAt(75, { measure, set: ['steps=110'] }, `last-${steps}`);
    const longer = await run({ measure, set: ['steps=110'] }, `last-${steps}`);
    expect(longer.notes).toEqual([]);
    expect(Math.min(...longer.steps)).toBeGreaterThanOrEqual(75);
    expect(await checksumsOf(cellOf(longer.record))).toEqual(await checksumsOf(cellOf(whole.record)));
  });

  it('diverges with its state at the last measured step', async () => {
    const measure = { keep: 'last', every: 26 };
    const set = ['loss=wasserstein', 'optimizer={ name: sgd, lr: 1.5 }'];
    const whole = await run({ measure, set: [...set, 'steps=100'] }, 'past-whole');
    expect(whole.record.runs.map(({ steps }) => steps)).toEqual([25, 50, 50]);
    const shorter = await run({ measure, set: [...set, 'steps=27'] }, 'past');
    expect(shorter.record.runs.map(({ outcome }) => outcome)).toEqual(['diverged', 'diverged', 'finished']);
    const { record } = await run({ measure, set: [...set, 'steps=100'] }, 'past');
    expect(await checksumsOf(cellOf(record))).toEqual(await checksumsOf(cellOf(whole.record)));
  });

  it('starts at step 0 where a schedule stretches over the steps', async () => {
    const set = ['optimizer.schedule={ name: cosine }'];
    await run({ set: [...set, 'steps=40'] }, 'stretched');
    const { steps } = await run({ set }, 'stretched');
    expect(Math.min(...steps)).toBe(0);
  });
});
