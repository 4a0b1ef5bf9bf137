/** Checkpoints with right checksums that are not of this run's shape, or with which it cannot go on. */
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { interruptedSweeps } from '../../../test/support/interrupted.js';
import type { Backend, FloatArray } from '../../core/engine/program.js';
import { environmentOf } from '../environment.js';
import { measureIdentity } from '../measure/measure-identity.js';
import type { Block } from '../plan/block.js';
import { readSealed, writeSealed } from '../store/bytes/sealed.js';
import type { BlockControl } from './block-context.js';
import { runBlock } from './run-block.js';
import { openWorkerContext } from './worker-context.js';

const { cutAt, left, load, root, run, unfinished } = interruptedSweeps('unfit');

interface StateFile {
  readonly state: { readonly state: FloatArray; readonly last: { readonly state: FloatArray } };
}

describe('a whole checkpoint', () => {
  it.each<[string, (file: StateFile) => object]>([
    ['the state', ({ state }) => ({ ...state, state: state.state.slice(0, -1) })],
    [
      'the state at the last measured step',
      ({ state }) => ({ ...state, last: { ...state.last, state: state.state.slice(1) } }),
    ],
  ])('with too few numbers in %s is damaged: the one before it is used', async (_, change) => {
    await run({}, 'whole');
    const results = `short-${_.length}`;
    await cutAt(33, {}, results);
    const path = join(await unfinished(results), 'state-33');
    const file = (await readSealed<StateFile>(path))!;
    await writeSealed(path, { ...file, state: change(file) });
    const { notes, steps } = await run({}, results);
    expect(notes).toEqual(['1: damaged checkpoints (state-33): resuming from step 32']);
    expect(Math.min(...steps)).toBeGreaterThan(32);
    expect(await left(results)).toEqual(await left('whole'));
  });

  it('whose measured steps have other parameters restarts at step 0', async () => {
    await run({}, 'whole');
    await cutAt(33, {}, 'parameters');
    const folder = await unfinished('parameters');
    const [first] = (await readdir(folder)).filter((name) => name.endsWith('-0-0'));
    const path = join(folder, first!);
    const file = (await readSealed<{ kept: { parameters: FloatArray }[] }>(path))!;
    const kept = file.kept.map((one) => ({ ...one, measured: 'otherwise', parameters: one.parameters.slice(1) }));
    await writeSealed(path, { ...file, kept });
    const { notes } = await run({}, 'parameters');
    expect(notes).toEqual(['1: its checkpoints do not hold all steps that the plan measures: restarting from step 0']);
    expect(await left('parameters')).toEqual(await left('whole'));
  });
});

describe('a run that cannot go on from its checkpoint', () => {
  /** Resumes the first run of `results` with a backend whose first calls throw the errors. */
  async function resume(results: string, errors: readonly Error[]) {
    await run({}, 'whole');
    await cutAt(33, { seeds: '1' }, results);
    const { cells, measure } = await load({ seeds: '1' });
    const worker = await openWorkerContext('onnx');
    const waiting = [...errors];
    const backend: Backend = {
      ...worker.backend,
      async prepare(program, options) {
        const executable = await worker.backend.prepare(program, options);
        const call: typeof executable.run = async (inputs) => {
          const error = waiting.shift();
          if (error) throw error;
          return executable.run(inputs);
        };
        return {
          usedInputs: executable.usedInputs,
          outputs: executable.outputs,
          run: call,
          dispose: executable.dispose,
        };
      },
    };
    const block: Block = {
      cell: cells[0],
      seeds: [1],
      measure,
      measured: measureIdentity(measure),
      folder: join(root, results, 'cut'),
      environment: environmentOf(worker.backend, 'test'),
      job: 'train',
      shorter: [],
      checkpointEvery: null,
    };
    const notes: string[] = [];
    const steps: number[] = [];
    const control: BlockControl = {
      report: ({ step }) => void steps.push(step),
      note: (seed, text) => void notes.push(`${seed}: ${text}`),
      stopping: () => false,
    };
    const ended = await runBlock(block, { ...worker, backend }, control).then(
      () => 'done',
      (error: Error) => error.message,
    );
    return { ended, notes, steps };
  }

  it('restarts at step 0, with a note, and ends with the same bytes', async () => {
    const { ended, notes, steps } = await resume('throws', [new Error('of another run')]);
    expect(ended).toBe('done');
    expect(notes).toEqual(['1: its checkpoints cannot be used (of another run): restarting from step 0']);
    expect(Math.min(...steps)).toBe(0);
    await run({}, 'throws'); // the other two
    expect(await left('throws')).toEqual(await left('whole'));
  });

  it('fails where step 0 fails too', async () => {
    const { ended, notes } = await resume('throws-twice', [new Error('once'), new Error('twice')]);
    expect(ended).toBe('twice');
    expect(notes).toHaveLength(1);
  });

  it.each([
    ['the disk refused', Object.assign(new Error('disk full'), { code: 'ENOSPC' })],
    ['memory was not enough', new RangeError('Array buffer allocation failed')],
  ])('keeps it where %s', async (what, error) => {
    const results = `kept-${what.length}`;
    const { ended, notes } = await resume(results, [error]);
    expect(ended).toBe(error.message);
    expect(notes).toEqual([]);
    const { steps } = await run({ seeds: '1' }, results);
    expect(Math.min(...steps)).toBeGreaterThan(32);
  });
});
