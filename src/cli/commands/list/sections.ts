/** The sections of `helvetica list`: the families, metrics and failure modes, and the experiments and claims found. */
import { existsSync, readdirSync } from 'node:fs';
import { basename, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { discover, type Member, memberNames } from '../../../core/gan/family.js';

export interface RegistrySection {
  readonly name: string;
  readonly description: string;
  /** Known without loading a member, so that the list of everything is quick. */
  readonly names: readonly string[];
  members(): Promise<ReadonlyMap<string, Member>>;
  /** By name, where the members are experiment files. */
  readonly files?: ReadonlyMap<string, string>;
}

const FAMILIES: Readonly<Record<string, string>> = {
  targets: 'distributions of the data',
  latents: "distributions of the generator's input",
  networks: 'architectures of the generator and the discriminator',
  activations: 'nonlinearities between the layers of a network',
  initializers: "distributions of a network's initial parameters",
  losses: 'what the generator and the discriminator minimise',
  regularizers: 'penalties, constraints and noise that regularize the discriminator or the generator',
  optimizers: "rules that turn a player's gradient into its update",
  schedules: 'learning rates and other options as functions of the step',
  schemes: 'update schemes: the order of the updates of generator and discriminator',
  averagings: 'averages of the generator over the steps, measured instead of the last one',
  games: 'the players: networks, or closed-form games',
};

export function registrySections(): readonly RegistrySection[] {
  return [
    ...Object.entries(FAMILIES).map(([name, says]) => familySection(name, says)),
    metricSection(),
    failureSection(),
    fileSection('experiments', 'experiment files in experiments/', 'experiments'),
    fileSection('claims', 'claims of papers, for helvetica reproduce', 'experiments/claims'),
  ];
}

function familySection(name: string, says: string): RegistrySection {
  const folder = new URL(`../../../core/gan/${name}/`, import.meta.url);
  return { name, description: says, names: memberNames(folder), members: () => discover<Member>(folder) };
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
function fileSection(name: string, says: string, folder: string): RegistrySection {
  const own = fileURLToPath(new URL(`../../../../${folder}`, import.meta.url));
  const here = name === 'experiments' ? yamlFiles(folder) : [];
  const found = here.length > 0 ? here : yamlFiles(own).map((file) => relative(process.cwd(), file));
  const files = new Map(found.map((file) => [basename(file).replace(/\.ya?ml$/, ''), file]));
  const members = [...files].map(([word, file]): [string, Member] => [
    word,
    { name: word, description: file, options: {} },
  ]);
  return { name, description: says, names: [...files.keys()], members: async () => new Map(members), files };
}

function yamlFiles(folder: string): readonly string[] {
  const names = existsSync(folder) ? readdirSync(folder) : [];
  return names
    .filter((name) => /\.ya?ml$/.test(name))
    .sort()
    .map((name) => join(folder, name));
}
