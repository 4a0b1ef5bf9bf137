/** A small sweep of three runs that tests interrupt and resume. */
import { join } from 'node:path';
import { expect } from 'vitest';
import type { RunOptions } from '../../src/runner/run-options.js';
import { seedFolder } from '../../src/runner/store/layout.js';
import { checksumsOf } from './folders.js';
import { sweepText } from './sweep-text.js';
import { loadText, temporaryFolder, train } from './sweeps.js';

const text = (measure: object = {}) =>
  sweepText({
    name: 'cut',
    base: {
      target: { name: 'mixture', means: [-1, 2], stds: 0.5 },
      latent: { name: 'gaussian', dim: 1 },
      generator: { name: 'mlp', hidden: [6] },
      discriminator: { name: 'mlp', hidden: [6] },
      loss: 'non-saturating',
      optimizer: { name: 'adam', lr: 0.01 },
      steps: 60,
    },
    seeds: 3,
    measure: { every: 20, samples: 50, metrics: ['high-quality', 'mode-persistence'], ...measure },
  });

interface Changes {
  readonly set?: readonly string[];
  readonly seeds?: string;
  readonly measure?: object;
}

/** Trains the sweep in a temporary folder of that name, in a folder of results for each test. */
export function interruptedSweeps(name: string) {
  const root = temporaryFolder(name);
  const load = ({ measure, ...changes }: Changes) => loadText(join(root, 'cut.yaml'), text(measure), changes);

  async function run(changes: Changes, results: string, options: Partial<RunOptions> = {}) {
    const notes: string[] = [];
    const steps: number[] = [];
    const { events, ...rest } = options;
    const record = await train(await load(changes), join(root, results), {
      ...rest,
      events: {
        note: (_, seeds, text) => void notes.push(`${seeds}: ${text}`),
        ...events,
        progress(block, progress) {
          steps.push(progress.step);
          events?.progress?.(block, progress);
        },
      },
    });
    return { record, notes, steps };
  }

  /** Runs until training has reached the step, and no further. */
  async function cutAt(step: number, changes: Changes, results: string, checkpointEvery = 1) {
    const cut = new AbortController();
    const cutting = run(changes, results, {
      signal: cut.signal,
      checkpointEvery,
      events: { progress: (_, at) => at.step >= step && cut.abort(new Error('cut')) },
    });
    await expect(cutting).rejects.toThrow('cut');
  }

  const left = (results: string) => checksumsOf(join(root, results, 'cut', 'cells'));
  const unfinished = async (results: string, seed = 1) => {
    const [cell] = (await load({})).cells;
    return join(seedFolder(join(root, results, 'cut'), cell, seed), 'unfinished');
  };

  return {
    root,
    load,
    /** With the notes, `SEEDS: TEXT`, and the steps of the progress that was reported. */
    run,
    cutAt,
    /** Checksums of all files of the cells. */
    left,
    /** The folder of a run's checkpoints. */
    unfinished,
  };
}
