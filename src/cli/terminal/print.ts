/** Data goes to stdout, words for the person to stderr. */

export function print(text: string): void {
  process.stdout.write(`${text}\n`);
}

export function printJson(value: unknown): void {
  print(JSON.stringify(value, null, 2));
}

export function printMessage(text: string): void {
  process.stderr.write(`${text}\n`);
}

/** Words as a shell takes them: quoted where they must be. */
export function shellWords(words: readonly string[]): string {
  return words.map((word) => (/^[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`)).join(' ');
}

/** Every command ends by naming the next one. */
export function printNext(...commands: readonly string[]): void {
  printMessage(`next    ${commands.map((words) => `npx helvetica ${words}`).join('  |  ')}`);
}

/** Columns to write in; 100 where nobody watches. */
export function terminalWidth(): number {
  return Math.min(process.stdout.columns ?? 100, 160);
}

/** Files that are not what their runs wrote. */
export function printDamaged(paths: readonly string[]): void {
  if (paths.length === 0) return;
  const more = paths.length > 1 ? ` and ${paths.length - 1} more` : '';
  printMessage(`note    damaged: ${paths[0]}${more}; the line that made the results makes them again`);
}
