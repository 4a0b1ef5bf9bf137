// `npm run torture`: what must never lose, write, delete or print anything wrong. Kinds, each a file of `torture/kinds/`:
// `faults` of a sweep, and what strangers hand over: `folders`, `links`, `limits`, `memory`.
// `npm run torture folders links` runs these alone. `--short` is part of `npm run check`; `--only WORD` selects cases by name,
// `--at-most N` limits the rounds of each fault, or the cases of a kind; `--every N` tries one of N forged folders.
import { readdirSync, rmSync } from 'node:fs';
import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const KINDS = new URL('./torture/kinds/', import.meta.url);
const known = readdirSync(KINDS)
  .map((name) => name.replace(/\.js$/, ''))
  .sort();

const words = process.argv.slice(2);
const wordAfter = (option) => (words.includes(option) ? words[words.indexOf(option) + 1] : undefined);
const named = words.filter((word, i) => !word.startsWith('--') && !/^--(only|at-most|every)$/.test(words[i - 1] ?? ''));
const refuse = (reason) => {
  process.stderr.write(`torture: ${reason}\n`);
  process.exit(2);
};
const unknown = named.filter((word) => !known.includes(word));
if (unknown.length > 0) refuse(`unknown kind "${unknown[0]}"; available: ${known.join(', ')}`);
const odd = words.filter((word) => word.startsWith('--') && !/^--(short|only|at-most|every)$/.test(word));
if (odd.length > 0) refuse(`unknown option "${odd[0]}"; available: --short, --only WORD, --at-most N, --every N`);

const say = (text) => process.stdout.write(`${text}\n`);
const root = await mkdtemp(join(tmpdir(), 'helvetica-torture-'));
try {
  for (const kind of named.length > 0 ? named : known) {
    const { run } = await import(new URL(`${kind}.js`, KINDS).href);
    const { figures, wrong } = await run({
      /** An empty folder of this kind's own. */
      root: join(root, kind),
      isShort: words.includes('--short'),
      /** Cases whose names do not contain it are left out. */
      only: wordAfter('--only') ?? '',
      atMost: Number(wordAfter('--at-most') ?? Number.POSITIVE_INFINITY),
      /** Of cases that are generated, one of so many: other numbers reach other cases. */
      every: Number(wordAfter('--every') ?? 1),
      say,
    });
    for (const line of wrong) say(`WRONG   ${line}`);
    say(`${kind}: ${figures}, complaints ${wrong.length}`);
    if (wrong.length > 0) process.exitCode = 1;
  }
} finally {
  rmSync(root, { recursive: true, force: true });
}
