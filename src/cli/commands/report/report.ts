/** `helvetica report`: rebuilds results.csv, history.csv and the HTML report from results alone. */
import { dirname, join } from 'node:path';
import type { Argv, CommandModule } from 'yargs';
import type { Merged } from '../../../records/merge-shards.js';
import { extensionOption } from '../../options.js';
import { CommandError, EXIT } from '../../terminal/command-error.js';
import { print, printMessage, printNext, shellWords } from '../../terminal/print.js';
import { ifWritable } from '../../unwritable.js';

interface ReportArguments {
  readonly dirs: readonly string[];
  readonly out?: string | undefined;
  readonly extension?: readonly string[] | undefined;
}

export const reportCommand: Pick<CommandModule<object, ReportArguments>, 'builder' | 'handler'> = {
  builder: (yargs: Argv) =>
    yargs
      .positional('dirs', {
        describe:
          'results folders, or folders that hold several; several experiments share a report, shards are merged',
        type: 'string',
        array: true,
        demandOption: true,
      })
      .option('out', {
        describe:
          'path of the report (default: report.html in the folder; for several comparison.html, for shards NAME.html)',
        type: 'string',
        requiresArg: true,
      })
      .option('extension', extensionOption) as unknown as Argv<ReportArguments>,
  async handler({ dirs, out, extension }) {
    const [{ readRecords }, { writeReport, writeTables }] = await Promise.all([
      import('../../read-records.js'),
      import('../../reporting.js'),
    ]);
    const merged = await readRecords(dirs, extension);
    const records = merged.map(({ record }) => record);
    const path = out ?? defaultPath(merged);
    for (const { record, folders } of merged) {
      if (folders.length === 1)
        await ifWritable(
          folders[0]!,
          () => writeTables(record),
          (reason) => printMessage(`note    ${reason}: its tables are left as they are`),
        );
      // The tables of merged shards belong to none of their folders.
      else
        printMessage(
          `tables  ${Object.values(await writeTables(record, join(dirname(path), `${record.experiment.name}.`))).join(', ')}`,
        );
    }
    const named = (extension ?? []).flatMap((file) => ['--extension', file]);
    const command = `helvetica report ${shellWords([...dirs, ...(out ? ['--out', out] : []), ...named])}`;
    await ifWritable(
      dirname(path),
      () => writeReport(records, path, command),
      (reason) => {
        throw new CommandError(`${reason}: pass --out PATH to write the report elsewhere`, EXIT.environment);
      },
    );
    print(path);
    const axis = records[0].experiment.axes[0];
    if (axis) printNext(`compare ${shellWords(dirs)} --by ${axis}`);
  },
};

/** In the folder of a single one; for several or for shards in the working directory. */
function defaultPath([{ record, folders }, ...others]: readonly Merged[]): string {
  if (others.length > 0) return 'comparison.html';
  return folders.length === 1 ? join(folders[0], 'report.html') : `${record.experiment.name}.html`;
}
