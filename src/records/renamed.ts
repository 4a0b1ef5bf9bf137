/** Names of version 0.1 that version 0.2 changed: a file that uses one is refused with the new name. */

const RENAMED = {
  key: { arena: 'game', penalty: 'regularizer', verdicts: 'failures' },
  family: { arenas: 'games', penalties: 'regularizers', verdicts: 'failures' },
  function: { verdict: 'diagnosis' },
  'failure mode': {
    imprecise: 'poor-fit',
    'off-data': 'off-manifold',
    'lagging-discriminator': 'weak-discriminator',
    unfinished: 'still-improving',
    'uneven-modes': 'mode-imbalance',
  },
} as const satisfies Readonly<Record<string, Readonly<Record<string, string>>>>;

/** What the word names. */
export type RenamedKind = keyof typeof RENAMED;

/** The name that a word of version 0.1 has now; undefined for all other words. */
export function newName(kind: RenamedKind, word: string): string | undefined {
  const names: Readonly<Record<string, string>> = RENAMED[kind];
  return Object.hasOwn(names, word) ? names[word] : undefined;
}

/** The message that refuses a word of version 0.1, or undefined. Of a path, `penalty.gamma`, the first step counts. */
export function renamedMessage(kind: RenamedKind, word: string): string | undefined {
  const [first, ...rest] = kind === 'key' ? word.split('.') : [word];
  const name = newName(kind, first!);
  if (name === undefined) return undefined;
  const brackets = kind === 'function' ? '()' : '';
  return `"${word}${brackets}" is called "${[name, ...rest].join('.')}${brackets}" since version 0.2`;
}
