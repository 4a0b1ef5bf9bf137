/** `helvetica list`: what there is, one family of it, or everything about one member. */
import { nearest } from '../core/experiment/nearest.js';
import { singular } from '../core/experiment/words.js';
import type { Member } from '../core/family.js';
import { command } from './command.js';
import { usageError } from './failure.js';
import { claimRow, readFacts } from './file-facts.js';
import { describeMember, memberJson } from './member-text.js';
import { print, printJson, sayNext, terminalWidth } from './print.js';
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
    if (name === undefined) return json ? printJson(await Promise.all(membersOf(shelf))) : await showShelf(shelf);
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
  const margin = Math.max(...all.map(({ name }) => name.length)) + 2;
  for (const { name, members } of all) {
    const lines = wrapped([...members.keys()], Math.max(40, terminalWidth() - margin));
    print(lines.map((line, i) => (i === 0 ? name : '').padEnd(margin) + line).join('\n'));
  }
  sayNext('list losses', 'list losses minimax');
}

/** Names with commas between them, in lines of at most `width` characters. */
function wrapped(names: readonly string[], width: number): readonly string[] {
  const lines = [''];
  for (const [i, name] of names.entries()) {
    const word = i === names.length - 1 ? name : `${name}, `;
    if (`${lines.at(-1)}${word}`.trimEnd().length > width) lines.push('');
    lines.push(lines.pop()! + word);
  }
  return lines.map((line) => line.trimEnd());
}

async function showShelf({ name, says, members, files }: Shelf): Promise<void> {
  print(`${name}: ${says}\n`);
  print(alignColumns(files ? await fileRows(name, files) : [...members.values()].map(memberRow)));
  const first = [...members.keys()][0];
  if (first) sayNext(`list ${name} ${first}`);
}

const memberRow = ({ name, says, paper }: Member) => [name, says, paper ?? ''];

/** An experiment a row, or a claim a row, with the file that it is in. */
async function fileRows(shelf: string, files: ReadonlyMap<string, string>): Promise<readonly (readonly string[])[]> {
  const facts = await Promise.all([...files].map(async ([name, file]) => ({ name, file, ...(await readFacts(file)) })));
  if (shelf === 'experiments') return facts.map(({ name, question, file }) => [name, question, file]);
  return facts.flatMap(({ claims }) => claims.map(claimRow));
}

const shelfJson = ({ name, says, members }: Shelf) => ({ family: name, says, members: [...members.keys()] });
const membersOf = (shelf: Shelf) => [...shelf.members.keys()].map((name) => memberJson(shelf, name));
