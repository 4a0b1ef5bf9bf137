/**
 * The known word that a misspelt one most likely meant, or undefined.
 *
 *     nearest('hinje', ['minimax', 'hinge']) // 'hinge'
 *     nearest('wgan', ['minimax', 'hinge']) // undefined
 */
export function nearest(word: string, known: readonly string[]): string | undefined {
  const bare = plain(word);
  const ranked = known
    .map((candidate) => ({ candidate, edits: editDistance(bare, plain(candidate)) }))
    .sort((a, b) => a.edits - b.edits);
  const best = ranked[0];
  // A third of the letters may be wrong: more, and the suggestion is a guess.
  return best && best.edits <= Math.max(1, Math.floor(bare.length / 3)) ? best.candidate : undefined;
}

const plain = (word: string) => word.toLowerCase().replace(/[-_ ]/g, '');

/**
 * The number of insertions, deletions, replacements and swaps of neighbours that turn `a` into `b`.
 *
 *     editDistance('hign', 'hinge') // 2
 */
export function editDistance(a: string, b: string): number {
  let before: number[] = [];
  let last = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    for (let j = 1; j <= b.length; j++) {
      const replaced = last[j - 1]! + (a[i - 1] === b[j - 1] ? 0 : 1);
      let edits = Math.min(last[j]! + 1, row[j - 1]! + 1, replaced);
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) edits = Math.min(edits, before[j - 2]! + 1);
      row.push(edits);
    }
    before = last;
    last = row;
  }
  return last[b.length]!;
}
