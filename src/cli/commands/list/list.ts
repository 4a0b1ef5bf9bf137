/** `helvetica list`: all families, the members of one, or the full description of a member. */

import type { Member } from '../../../core/gan/family.js';
import { maximum } from '../../../core/math/long-lists.js';
import { alignColumns } from '../../../core/text/align-columns.js';
import { nearest } from '../../../core/text/nearest.js';
import { singular } from '../../../core/text/words.js';
import { wrapped } from '../../../core/text/wrapped.js';
import { renamedMessage } from '../../../records/renamed.js';
import { command } from '../../command.js';
import { loadNamed } from '../../named-extensions.js';
import { extensionOption } from '../../options.js';
import { usageError } from '../../terminal/command-error.js';
import { print, printJson, printNext, terminalWidth } from '../../terminal/print.js';
import { claimRow, readFacts } from './file-facts.js';
import { type RegistrySection, registrySections } from './sections.js';

interface Arguments {
  family?: string | undefined;
  name?: string | undefined;
  extension?: readonly string[] | undefined;
  json?: boolean | undefined;
}

export const listCommand = command<Arguments>({
  builder: (yargs) =>
    yargs
      .positional('family', { describe: 'losses, optimizers, targets, metrics, ...', type: 'string' })
      .positional('name', { describe: 'a member of the family', type: 'string' })
      .option('extension', extensionOption)
      .option('json', { describe: 'print JSON', type: 'boolean' }),
  async handler({ family, name, json, extension }) {
    const all = await sectionsWith(extension);
    if (family === undefined) return json ? printJson(all.map(sectionJson)) : showAll(all);
    const section = sectionCalled(family, all);
    if (name === undefined) return json ? printJson(await everyMember(section)) : showSection(section);
    if (!section.names.includes(name)) throw unknownName(singular(section.name), name, section.names);
    const { describeMember, memberJson } = await import('./member-text.js');
    if (json) printJson(await memberJson(section, name));
    else print(await describeMember(section, name));
  },
});

/** With the members of the extensions that the command line names. */
async function sectionsWith(files: readonly string[] = []): Promise<readonly RegistrySection[]> {
  const sections = registrySections();
  if (files.length === 0) return sections;
  await loadNamed(files);
  const { loadedMembers } = await import('../../../experiment/extensions/loaded-extensions.js');
  const added = await loadedMembers();
  return sections.map((section) => {
    const own = added
      .filter(({ family }) => family === section.name)
      .map(({ member }) => [member.name, member] as const);
    return {
      ...section,
      names: [...section.names, ...own.map(([name]) => name)],
      members: async () => new Map([...(await section.members()), ...own]),
    };
  });
}

/** The section of that name, in the plural or the singular: `losses`, `loss`. */
function sectionCalled(word: string, all: readonly RegistrySection[]): RegistrySection {
  const found = all.find(({ name }) => name === word || singular(name) === word);
  if (found) return found;
  throw unknownName(
    'family',
    word,
    all.map(({ name }) => name),
  );
}

function unknownName(what: string, word: string, known: readonly string[]): Error {
  const renamed =
    what === 'family'
      ? (renamedMessage('family', word) ?? renamedMessage('key', word))
      : renamedMessage('failure mode', word);
  if (renamed !== undefined) return usageError(renamed);
  const meant = nearest(word, known);
  return usageError(
    `unknown ${what} "${word}"${meant ? `; did you mean "${meant}"?` : '.'} Available: ${known.join(', ')}`,
  );
}

function showAll(all: readonly RegistrySection[]): void {
  const margin = maximum(all.map(({ name }) => name.length)) + 2;
  for (const { name, names } of all) {
    const lines = wrapped(names.join(', '), terminalWidth() - margin);
    print(lines.map((line, i) => (i === 0 ? name : '').padEnd(margin) + line).join('\n'));
  }
  printNext('list losses', 'list losses minimax');
}

async function showSection(section: RegistrySection): Promise<void> {
  const { name, description, names, files } = section;
  print(`${name}: ${description}\n`);
  print(alignColumns(files ? await fileRows(name, files) : [...(await section.members()).values()].map(memberRow)));
  if (names[0]) printNext(`list ${name} ${names[0]}`);
}

const memberRow = ({ name, description, paper }: Member) => [name, description, paper ?? ''];

/** A row per experiment, with its file, or a row per claim. */
async function fileRows(section: string, files: ReadonlyMap<string, string>): Promise<readonly (readonly string[])[]> {
  const facts = await Promise.all([...files].map(async ([name, file]) => ({ name, file, ...(await readFacts(file)) })));
  if (section === 'experiments') return facts.map(({ name, question, file }) => [name, question, file]);
  return facts.flatMap(({ claims }) => claims.map(claimRow));
}

const sectionJson = ({ name, description, names }: RegistrySection) => ({ family: name, description, members: names });

async function everyMember(section: RegistrySection): Promise<readonly object[]> {
  const { memberJson } = await import('./member-text.js');
  return Promise.all(section.names.map((name) => memberJson(section, name)));
}
