/** A command's file: its arguments and its handler. Its usage and description are in `commands.ts`. */
import type { ArgumentsCamelCase, Argv } from 'yargs';

export interface CommandFile<A = unknown> {
  builder(yargs: Argv): Argv<A>;
  /** Writes data to stdout and messages to stderr; sets `process.exitCode` or throws a `CommandError`. */
  handler(args: ArgumentsCamelCase<A>): Promise<void> | void;
}

/** Types the handler's arguments by what the builder declares. */
export function command<A>(file: CommandFile<A>): CommandFile {
  return file as CommandFile;
}
