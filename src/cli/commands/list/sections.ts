/** The sections of `helvetica list`: the families, metrics and failure modes, and the experiments and claims found. */
import { existsSync, readdirSync } from 'node:fs';
import { basename, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { discover, type Member, memberNames } from '../../../core/gan/family.js';
import { type FamilyName, familyFolder, familyNames, familyTable } from '../../../core/gan/family-table.js';

export interface RegistrySection {
  readonly name: string;
  readonly description: string;
  /** Known without loading a member, so that the list of everything is quick. */
  readonly names: readonly string[];
  members(): Promise<ReadonlyMap<string, Member>>;
  /** By name, where the members are experiment files. */
  readonly files?: ReadonlyMap<string, string>;
}

export function registrySections(): readonly RegistrySection[] {
  return [
    ...familyNames.map(familySection),
    metricSection(),
    failureSection(),
    fileSection('experiments', 'experiment files in experiments/', 'experiments'),
    fileSection('claims', 'claims of papers, for helvetica reproduce', 'experiments/claims'),
  ];
}

function familySection(name: FamilyName): RegistrySection {
  const folder = familyFolder(name);
  const { description } = familyTable[name];
  return { name, description, names: memberNames(folder), members: () => discover<Member>(folder) };
}

/** Metrics are in one folder per group; a folder with a leading underscore holds helpers. */
function metricSection(): RegistrySection {
  const folder = new URL('../../../metrics/', import.meta.url);
  const groups = readdirSync(folder, { withFileTypes: true }).filter(
    (entry) => entry.isDirectory() && !entry.name.startsWith('_'),
  );
  return {
    name: 'metrics',
    description: 'measured quantities',
    names: groups.flatMap(({ name }) => memberNames(new URL(`${name}/`, folder))).sort(),
    members: async () => (await import('../../../metrics/catalog.js')).metrics,
  };
}

function failureSection(): RegistrySection {
  return {
    name: 'failures',
    description: 'failure modes that a run is tested for',
    names: memberNames(new URL('../../../diagnosis/failure-modes/', import.meta.url)),
    members: async () => (await import('../../../diagnosis/catalog.js')).failureModes,
  };
}

/** Files in the folder of that name here, else in the one that comes with Helvetica. */
function fileSection(name: string, description: string, folder: string): RegistrySection {
  const own = fileURLToPath(new URL(`../../../../${folder}`, import.meta.url));
  const here = name === 'experiments' ? yamlFiles(folder) : [];
  const found = here.length > 0 ? here : yamlFiles(own).map((file) => relative(process.cwd(), file));
  const files = new Map(found.map((file) => [basename(file).replace(/\.ya?ml$/, ''), file]));
  const members = [...files].map(([word, file]): [string, Member] => [
    word,
    { name: word, description: file, options: {} },
  ]);
  return { name, description, names: [...files.keys()], members: async () => new Map(members), files };
}

function yamlFiles(folder: string): readonly string[] {
  const names = existsSync(folder) ? readdirSync(folder) : [];
  return names
    .filter((name) => /\.ya?ml$/.test(name))
    .sort()
    .map((name) => join(folder, name));
}
