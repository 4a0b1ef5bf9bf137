/** `helvetica list`: what there is, one family of it, or everything about one member. */
import { nearest } from '../core/experiment/nearest.js';
import { singular } from '../core/experiment/words.js';
import { command } from './command.js';
import { usageError } from './failure.js';
import { describeMember, memberJson } from './member-text.js';
import { print, printJson, sayNext } from './print.js';
import { alignColumns } from './run-table.js';
import { type Shelf, shelves } from './shelves.js';

interface Arguments {
  family?: string | undefined;
  name?: string | undefined;
  json?: boolean | undefined;
}

export const list = command<Arguments>({
  builder: (yargs) =>
    yargs
      .positional('family', { describe: 'losses, optimizers, targets, metrics, ...', type: 'string' })
      .positional('name', { describe: 'one of the family', type: 'string' })
      .option('json', { describe: 'for machines', type: 'boolean' }),
  async handler({ family, name, json }) {
    const all = await shelves();
    if (family === undefined) return json ? printJson(all.map(shelfJson)) : showAll(all);
    const shelf = choose(
      family,
      new Map(
        all.flatMap((each) => [
          [each.name, each],
          [singular(each.name), each],
        ]),
      ),
    );
    if (name === undefined) return json ? printJson(await Promise.all(membersOf(shelf))) : showShelf(shelf);
    choose(name, shelf.members);
    if (json) printJson(await memberJson(shelf, name));
    else print(await describeMember(shelf, name));
  },
});

function choose<T>(word: string, known: ReadonlyMap<string, T>): T {
  const found = known.get(word);
  if (found) return found;
  const meant = nearest(word, [...known.keys()]);
  throw usageError(
    `there is no "${word}"${meant ? `; did you mean "${meant}"?` : ''}; there are ${[...known.keys()].join(', ')}`,
  );
}

function showAll(all: readonly Shelf[]): void {
  print(alignColumns(all.map(({ name, members }) => [name, [...members.keys()].join(', ')])));
  sayNext('list losses', 'list losses minimax');
}

function showShelf({ name, says, members }: Shelf): void {
  print(`${name}: ${says}\n`);
  print(alignColumns([...members.values()].map((member) => [member.name, member.says, member.paper ?? ''])));
  const first = [...members.keys()][0];
  if (first) sayNext(`list ${name} ${first}`);
}

const shelfJson = ({ name, says, members }: Shelf) => ({ family: name, says, members: [...members.keys()] });
const membersOf = (shelf: Shelf) => [...shelf.members.keys()].map((name) => memberJson(shelf, name));
