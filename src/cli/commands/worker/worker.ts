/** `helvetica worker`: runs a planned sweep, shared with other workers, until no run is left. */

import { MAX_WORKERS } from '../../../core/gan/bounds.js';
import { plural } from '../../../core/text/words.js';
import { surveyRuns } from '../../../runner/plan/survey.js';
import { planIn } from '../../../runner/store/runs/experiment-folder.js';
import { command } from '../../command.js';
import { loadForResults, notLoaded, usedText } from '../../named-extensions.js';
import { extensionOption, wholeFromOne, workArguments } from '../../options.js';
import { CommandError, EXIT, usageError } from '../../terminal/command-error.js';
import { printNext, shellWords } from '../../terminal/print.js';
import type { WorkOptions } from '../../watch-sweep.js';

interface Arguments extends WorkOptions {
  readonly dir: string;
  readonly among?: number | undefined;
  readonly wait?: boolean | undefined;
  readonly extension?: readonly string[] | undefined;
}

export const workerCommand = command<Arguments>({
  builder: (yargs) =>
    workArguments(yargs)
      .positional('dir', {
        describe: 'results folder of an experiment, with a plan written by helvetica submit or helvetica run',
        type: 'string',
        demandOption: true,
      })
      .option('among', {
        describe: 'number of workers of the sweep, so that cells are split among them',
        type: 'number',
        default: 1,
        requiresArg: true,
      })
      .option('extension', extensionOption)
      .option('wait', {
        describe: 'wait for runs leased by other workers, in case they stop (--no-wait: exit)',
        type: 'boolean',
        default: true,
      })
      .check(({ among }) => {
        wholeFromOne('among', among, MAX_WORKERS);
        return true;
      }),
  async handler({ dir, among = 1, wait, extension, ...options }) {
    const experiment = await planIn(dir).catch((error: Error) => {
      throw usageError(error.message);
    });
    await loadForResults(extension, [experiment]);
    const [missing] = await notLoaded([experiment]);
    if (missing)
      throw usageError(
        `${dir}: the plan needs the code of ${usedText(missing)}, and a results folder makes no code run: name the file with --extension`,
      );
    const [{ watchSweep: watched }, { joinSweep }] = await Promise.all([
      import('../../watch-sweep.js'),
      import('../../../runner/run.js'),
    ]);
    // Slurm signals every process of a job, and the job's script passes the signal on once more.
    const working = { ...options, insistence: 'keyboard' } as const;
    await watched(experiment, working, (shown) => joinSweep(dir, { ...shown, sharedBy: among, waitForOthers: wait }));
    printNext(`status ${shellWords([dir])}`, `report ${shellWords([dir])}`);
    const failed = surveyRuns(experiment, dir).filter(({ state }) => state === 'failed');
    if (failed.length > 0)
      throw new CommandError(`${plural(failed.length, 'run')} failed with an error`, EXIT.runsFailed);
  },
});
