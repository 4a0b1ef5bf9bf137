/** A command's file: its arguments, and what it does with them. How it is called and described stands in `commands.ts`. */
import type { ArgumentsCamelCase, Argv } from 'yargs';

export interface CommandFile<A = unknown> {
  builder(yargs: Argv): Argv<A>;
  /** Data to stdout, messages to stderr; exit codes by `process.exitCode` or a `Failure`. */
  handler(args: ArgumentsCamelCase<A>): Promise<void> | void;
}

/** Types the handler's arguments by what the builder declares. */
export function command<A>(file: CommandFile<A>): CommandFile {
  return file as CommandFile;
}
