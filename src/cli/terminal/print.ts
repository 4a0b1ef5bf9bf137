/**
 * Output of the commands: data to stdout, messages to stderr. All of it is printed here, so that nothing that a terminal would obey
 * reaches it: questions, labels, file names and reasons may come from strangers.
 */
import { printable } from '../../core/text/printable.js';

export function print(text: string): void {
  process.stdout.write(`${printable(text)}\n`);
}

export function printJson(value: unknown): void {
  print(JSON.stringify(value, null, 2));
}

export function printMessage(text: string): void {
  process.stderr.write(`${printable(text)}\n`);
}

/** A command line of these words, quoted for a shell where necessary. */
export function shellWords(words: readonly string[]): string {
  return words.map((word) => (/^[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`)).join(' ');
}

/** Prints the commands that a user may want next. */
export function printNext(...commands: readonly string[]): void {
  printMessage(`next    ${commands.map((words) => `npx helvetica ${words}`).join('  |  ')}`);
}

/** Columns of the terminal, at most 160; 100 if the output is not a terminal. */
export function terminalWidth(): number {
  return Math.min(process.stdout.columns ?? 100, 160);
}

/** Reports files that are not as their runs wrote them: paths, or sentences that begin with one. */
export function printDamaged(files: readonly string[], remedy: 'run' | 'now' = 'run'): void {
  if (files.length === 0) return;
  const more = files.length > 1 ? ` and ${files.length - 1} more` : '';
  const them = files.length > 1 ? 'them' : 'it';
  const text = remedy === 'now' ? `this command replaces ${them}` : `run the same command again to replace ${them}`;
  printMessage(`note    damaged: ${files[0]}${more}; ${text}`);
}
