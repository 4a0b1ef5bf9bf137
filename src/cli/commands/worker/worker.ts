/** `helvetica worker`: takes runs of a planned sweep until none is left, beside others that do the same. */

import { plural } from '../../../core/text/words.js';
import { surveyRuns } from '../../../runner/plan/survey.js';
import { planIn } from '../../../runner/store/runs/experiment-folder.js';
import { command } from '../../command.js';
import { wholeFromOne, workArguments } from '../../options.js';
import { CommandError, EXIT, usageError } from '../../terminal/command-error.js';
import { printNext, shellWords } from '../../terminal/print.js';
import type { WorkOptions } from '../../watch-sweep.js';

interface Arguments extends WorkOptions {
  readonly dir: string;
  readonly among?: number | undefined;
  readonly wait?: boolean | undefined;
}

export const workerCommand = command<Arguments>({
  builder: (yargs) =>
    workArguments(yargs)
      .positional('dir', {
        describe: 'the results of an experiment: `helvetica submit` or `helvetica run` has put a plan there',
        type: 'string',
        demandOption: true,
      })
      .option('among', {
        describe: 'how many workers there are, so that cells are split to busy them all',
        type: 'number',
        default: 1,
        requiresArg: true,
      })
      .option('wait', {
        describe: 'wait for runs that others hold, in case they are left (--no-wait: leave)',
        type: 'boolean',
        default: true,
      })
      .check(({ among }) => {
        wholeFromOne('among', among);
        return true;
      }),
  async handler({ dir, among = 1, wait, ...options }) {
    const experiment = await planIn(dir).catch((error: Error) => {
      throw usageError(error.message);
    });
    const [{ watchSweep: watched }, { joinSweep }] = await Promise.all([
      import('../../watch-sweep.js'),
      import('../../../runner/run.js'),
    ]);
    // Slurm tells every process of a job that it ends, and the job's script tells this one again.
    const working = { ...options, insistence: 'keyboard' } as const;
    await watched(experiment, working, (shown) => joinSweep(dir, { ...shown, sharedBy: among, waitForOthers: wait }));
    printNext(`status ${shellWords([dir])}`, `report ${shellWords([dir])}`);
    const failed = surveyRuns(experiment, dir).filter(({ state }) => state === 'failed');
    if (failed.length > 0) throw new CommandError(`${plural(failed.length, 'run')} ended in error`, EXIT.runsFailed);
  },
});
