/** Runs one command; an error becomes a message and an exit code. */
import { readFileSync } from 'node:fs';
import { dirname } from 'node:path';
import yargs, { type Argv } from 'yargs';
import { TEMPORARY } from '../runner/store/bytes/atomic.js';
import { errorPath, storageError } from '../runner/store/bytes/storage-error.js';
import { commands } from './commands.js';
import { refuseEmptyNumbers } from './options.js';
import { exitCodeOf, usageError } from './terminal/command-error.js';
import { printMessage } from './terminal/print.js';
import { systemErrorText } from './terminal/system-error.js';

/** Returns the exit code; undefined where the command succeeded or has set `process.exitCode` itself. */
export async function runCommandLine(words: readonly string[]): Promise<number | undefined> {
  try {
    await parse(words);
    return undefined;
  } catch (error) {
    return report(error);
  }
}

async function parse(words: readonly string[]): Promise<void> {
  const called = words.find((word) => Object.hasOwn(commands, word));
  const parser = yargs([...words])
    .scriptName('helvetica')
    .usage('$0 COMMAND\n\nFinds out why a GAN failed, and proves it.')
    .epilog('Run helvetica COMMAND --help for details.')
    .locale('en')
    .version(version())
    .strict()
    .recommendCommands()
    .demandCommand(1, 'no command given; helvetica --help lists them')
    .completion('completion', 'print a completion script for the shell')
    .wrap(Math.min(100, process.stdout.columns ?? 100))
    .exitProcess(false)
    .fail((message: string | null, error) => {
      // Without a message the error is the command's own, not a usage error.
      throw message === null
        ? error
        : usageError(`${message}\nhelvetica ${called ? `${called} ` : ''}--help shows the usage.`);
    });
  for (const [name, { usage, description, load }] of Object.entries(commands)) {
    if (name === called) {
      const { builder, handler } = await load();
      const numbersChecked = (inner: Argv) => builder(refuseEmptyNumbers(words, inner));
      parser.command({ command: usage, describe: description, builder: numbersChecked, handler });
    } else parser.command(usage, description);
  }
  await parser.parseAsync();
}

function report(given: unknown): number {
  const { code } = given as NodeJS.ErrnoException;
  const path = errorPath(given) ?? '';
  // A table or a report that could not be written. A missing folder has a clear message already.
  const isWriting = (given as NodeJS.ErrnoException).path?.endsWith(TEMPORARY) && code !== 'ENOENT';
  const isInTheWay = code === 'EISDIR' || code === 'ENOTDIR' || code === 'ELOOP';
  const error = ((isWriting || isInTheWay) && storageError(dirname(path), code, path)) || given;
  const message = systemErrorText(error, errorPath(error)) ?? (error instanceof Error ? error.message : String(error));
  // Problems of a file begin with the file and the line, so that editors and terminals can jump there.
  const isProblems = error instanceof Error && error.name === 'ExperimentProblems';
  printMessage(isProblems ? message : `helvetica: ${message}`);
  if (process.env.HELVETICA_DEBUG && error instanceof Error) printMessage(error.stack ?? '');
  return exitCodeOf(error);
}

function version(): string {
  const text = readFileSync(new URL('../../package.json', import.meta.url), 'utf8');
  return (JSON.parse(text) as { version: string }).version;
}
