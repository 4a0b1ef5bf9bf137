/** Words of counted things: one, several, a list of them. */

/**
 * A count with its noun.
 *
 *     plural(1, 'run') // '1 run'
 *     plural(3, 'run') // '3 runs'
 *     plural(2, 'entry', 'entries') // '2 entries'
 */
export function plural(count: number, noun: string, nouns = `${noun}s`): string {
  return `${count} ${count === 1 ? noun : nouns}`;
}

/**
 * The singular of a family's name.
 *
 *     singular('losses') // 'loss'
 *     singular('averagings') // 'averaging'
 */
export function singular(family: string): string {
  if (family.endsWith('ies')) return `${family.slice(0, -3)}y`;
  return family.endsWith('sses') ? family.slice(0, -2) : family.slice(0, -1);
}

/**
 * Words as a sentence lists them.
 *
 *     wordList(['a']) // 'a'
 *     wordList(['a', 'b', 'c']) // 'a, b and c'
 *     wordList(['a', 'b'], 'or') // 'a or b'
 */
export function wordList(words: readonly string[], joint: 'and' | 'or' = 'and'): string {
  return words.length < 2 ? (words[0] ?? '') : `${words.slice(0, -1).join(', ')} ${joint} ${words.at(-1)}`;
}
