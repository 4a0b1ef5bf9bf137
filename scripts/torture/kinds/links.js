// Symbolic links in a results folder, to places outside it, to itself and to nothing: no command enters them, and `clean` removes none
// of what they lead to.
import { mkdirSync, readdirSync, renameSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { openAttacks } from '../attack/attack.js';
import { openBox } from '../attack/box.js';
import { trainedResults } from '../attack/results.js';

/** What is laid into the folder `at`, beside or in place of what is there. */
const LINKS = {
  'a link to a folder outside': (at) => symlinkSync('../../../outside', join(at, 'link')),
  'a link to the folder itself': (at) => symlinkSync('.', join(at, 'link')),
  'two links to the folder itself': (at) => ['one', 'two'].forEach((name) => void symlinkSync('.', join(at, name))),
  'a link to the root': (at) => symlinkSync('/', join(at, 'link')),
  'a link to nothing': (at) => symlinkSync('nowhere', join(at, 'link')),
  "a file of the user's named like a temporary one": (at) => writeFileSync(join(at, 'notes.tmp'), 'keep me\n'),
  'a cell that is a link to a folder outside': (at) =>
    symlinkSync('../../../../outside/deep', join(at, 'cells', 'link-to-a-cell')),
  'a planned cell that is a link to a folder outside': (at) => {
    const [cell] = readdirSync(join(at, 'cells'));
    renameSync(join(at, 'cells', cell), join(at, '..', '..', '..', 'outside', 'cell'));
    symlinkSync('../../../../outside/cell', join(at, 'cells', cell));
  },
  'seeds that are a link to a folder outside': (at) => {
    const [cell] = readdirSync(join(at, 'cells'));
    renameSync(join(at, 'cells', cell, 'seeds'), join(at, '..', '..', '..', 'outside', 'deep', 'moved'));
    symlinkSync('../../../../../outside/deep/moved', join(at, 'cells', cell, 'seeds'));
  },
  'a seed that is a link to a folder outside': (at) => {
    const [cell] = readdirSync(join(at, 'cells'));
    rmSync(join(at, 'cells', cell, 'seeds', '1'), { recursive: true });
    symlinkSync('../../../../../../outside/deep', join(at, 'cells', cell, 'seeds', '1'));
  },
  'a checkpoint folder that is a link to a folder outside': (at) => {
    const [cell] = readdirSync(join(at, 'cells'));
    symlinkSync('../../../../../../../outside', join(at, 'cells', cell, 'seeds', '1', 'unfinished'));
  },
  'a rewrite folder that is a link to a folder outside': (at) => {
    const [cell] = readdirSync(join(at, 'cells'));
    symlinkSync('../../../../../../../outside', join(at, 'cells', cell, 'seeds', '1', 'again'));
  },
  'a samples folder that is a link to a folder outside': (at) => {
    const [cell] = readdirSync(join(at, 'cells'));
    const run = join(at, 'cells', cell, 'seeds', '1');
    rmSync(join(run, 'samples'), { recursive: true });
    symlinkSync('../../../../../../../outside', join(run, 'samples'));
    rmSync(join(run, 'summary.json'));
  },
  'a plan that is a link to a file outside': (at) => {
    renameSync(join(at, 'experiment.json'), join(at, '..', '..', '..', 'outside', 'plan.json'));
    symlinkSync('../../../outside/plan.json', join(at, 'experiment.json'));
  },
  'a table that is a link to a file outside': (at) => {
    rmSync(join(at, 'results.csv'));
    symlinkSync('../../../notes.txt', join(at, 'results.csv'));
  },
  'links and more links': (at) => {
    mkdirSync(join(at, 'many'));
    for (let i = 0; i < 40; i++) symlinkSync('..', join(at, 'many', `up-${i}`));
  },
};

const COMMANDS = (folder, file) => [
  ['status', folder],
  ['clean', folder, '--yes'],
  ['clean', 'results', '--yes'],
  ['report', folder],
  ['compare', folder, '--by', 'loss'],
  ['plan', file],
  ['worker', folder, '--workers', '0', '--no-wait'],
  ['run', file, '--workers', '0'],
  ['run', file, '--workers', '0', '--verify'],
];

export async function run({ root, isShort, only, atMost }) {
  const attacks = openAttacks({ only, atMost });
  const trained = trainedResults(root);
  for (const [name, lay] of Object.entries(LINKS))
    for (const words of COMMANDS(trained.folder, trained.file).slice(0, isShort ? 3 : undefined)) {
      if (!attacks.wants(name)) continue;
      const box = openBox(join(root, 'box'));
      trained.copyTo(box);
      lay(join(box.inside, trained.folder));
      box.seal();
      await attacks.attempt({ name, words, box });
      box.remove();
    }
  return attacks.end();
}
