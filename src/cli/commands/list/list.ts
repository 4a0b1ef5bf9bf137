/** `helvetica list`: what there is, one family of it, or everything about one member. */

import type { Member } from '../../../core/gan/family.js';
import { alignColumns } from '../../../core/text/align-columns.js';
import { nearest } from '../../../core/text/nearest.js';
import { singular } from '../../../core/text/words.js';
import { wrapped } from '../../../core/text/wrapped.js';
import { command } from '../../command.js';
import { usageError } from '../../terminal/command-error.js';
import { print, printJson, printNext, terminalWidth } from '../../terminal/print.js';
import { claimRow, readFacts } from './file-facts.js';
import { type RegistrySection, registrySections } from './sections.js';

interface Arguments {
  family?: string | undefined;
  name?: string | undefined;
  json?: boolean | undefined;
}

export const listCommand = command<Arguments>({
  builder: (yargs) =>
    yargs
      .positional('family', { describe: 'losses, optimizers, targets, metrics, ...', type: 'string' })
      .positional('name', { describe: 'one of the family', type: 'string' })
      .option('json', { describe: 'for machines', type: 'boolean' }),
  async handler({ family, name, json }) {
    const all = registrySections();
    if (family === undefined) return json ? printJson(all.map(sectionJson)) : showAll(all);
    const shelf = sectionCalled(family, all);
    if (name === undefined) return json ? printJson(await everyMember(shelf)) : showSection(shelf);
    if (!shelf.names.includes(name)) throw unknownName(name, shelf.names);
    const { describeMember, memberJson } = await import('./member-text.js');
    if (json) printJson(await memberJson(shelf, name));
    else print(await describeMember(shelf, name));
  },
});

/** By the family's name, or the word for one of it: `losses`, `loss`. */
function sectionCalled(word: string, all: readonly RegistrySection[]): RegistrySection {
  const found = all.find(({ name }) => name === word || singular(name) === word);
  if (found) return found;
  throw unknownName(
    word,
    all.map(({ name }) => name),
  );
}

function unknownName(word: string, known: readonly string[]): Error {
  const meant = nearest(word, known);
  return usageError(`there is no "${word}"${meant ? `; did you mean "${meant}"?` : ''}; there are ${known.join(', ')}`);
}

function showAll(all: readonly RegistrySection[]): void {
  const margin = Math.max(...all.map(({ name }) => name.length)) + 2;
  for (const { name, names } of all) {
    const lines = wrapped(names.join(', '), terminalWidth() - margin);
    print(lines.map((line, i) => (i === 0 ? name : '').padEnd(margin) + line).join('\n'));
  }
  printNext('list losses', 'list losses minimax');
}

async function showSection(shelf: RegistrySection): Promise<void> {
  const { name, description: says, names, files } = shelf;
  print(`${name}: ${says}\n`);
  print(alignColumns(files ? await fileRows(name, files) : [...(await shelf.members()).values()].map(memberRow)));
  if (names[0]) printNext(`list ${name} ${names[0]}`);
}

const memberRow = ({ name, description: says, paper }: Member) => [name, says, paper ?? ''];

/** An experiment a row, or a claim a row, with the file that it is in. */
async function fileRows(shelf: string, files: ReadonlyMap<string, string>): Promise<readonly (readonly string[])[]> {
  const facts = await Promise.all([...files].map(async ([name, file]) => ({ name, file, ...(await readFacts(file)) })));
  if (shelf === 'experiments') return facts.map(({ name, question, file }) => [name, question, file]);
  return facts.flatMap(({ claims }) => claims.map(claimRow));
}

const sectionJson = ({ name, description: says, names }: RegistrySection) => ({ family: name, says, members: names });

async function everyMember(shelf: RegistrySection): Promise<readonly object[]> {
  const { memberJson } = await import('./member-text.js');
  return Promise.all(shelf.names.map((name) => memberJson(shelf, name)));
}
