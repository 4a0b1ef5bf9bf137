/** `helvetica report`: rebuilds results.csv, history.csv and the HTML report from results alone. */
import { join } from 'node:path';
import type { Argv, CommandModule } from 'yargs';
import { EXIT, Failure } from './failure.js';
import { sayNext, shellWords } from './print.js';

interface ReportArguments {
  readonly dirs: readonly string[];
  readonly out?: string | undefined;
}

export const report: Pick<CommandModule<object, ReportArguments>, 'builder' | 'handler'> = {
  builder: (yargs: Argv) =>
    yargs
      .positional('dirs', {
        describe: 'results folders; several compare',
        type: 'string',
        array: true,
        demandOption: true,
      })
      .option('out', {
        describe: 'the report (default: report.html in the folder, comparison.html here for several)',
        type: 'string',
        requiresArg: true,
      }) as unknown as Argv<ReportArguments>,
  async handler({ dirs, out }) {
    const [{ readExperiment }, { writeReport, writeTables }] = await Promise.all([
      import('../runner/store/experiments.js'),
      import('./reporting.js'),
    ]);
    const records = [];
    for (const dir of dirs) {
      const record = await readExperiment(dir).catch((error: Error) => {
        throw new Failure(error.message, EXIT.usage);
      });
      await writeTables(record);
      records.push(record);
    }
    const path = out ?? (dirs.length === 1 ? join(dirs[0], 'report.html') : 'comparison.html');
    await writeReport(records, path, `helvetica report ${shellWords([...dirs, ...(out ? ['--out', out] : [])])}`);
    process.stdout.write(`${path}\n`);
    const axis = records[0].experiment.axes[0];
    if (axis) sayNext(`compare ${shellWords(dirs)} --by ${axis}`);
  },
};
