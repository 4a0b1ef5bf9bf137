/** What `helvetica list` can show: the families, the metrics, and the experiments and claims that are at hand. */
import { readdir } from 'node:fs/promises';
import { basename, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { coreFamilies } from '../core/experiment/fields.js';
import type { Member } from '../core/family.js';

export interface Shelf {
  readonly name: string;
  readonly says: string;
  readonly members: ReadonlyMap<string, Member>;
  /** Of members that are files. */
  readonly files?: ReadonlyMap<string, string>;
}

const SAYS: Readonly<Record<string, string>> = {
  targets: "the data's distributions",
  latents: "the generator's input",
  networks: 'what the players are',
  activations: 'between the layers of a network',
  initializers: 'how networks start',
  losses: 'what the players minimise',
  penalties: 'what is added to a loss',
  optimizers: "a player's step",
  schemes: 'who moves when',
  arenas: 'what plays',
  metrics: 'what can be measured',
};

export async function shelves(): Promise<readonly Shelf[]> {
  const [families, { metrics }] = await Promise.all([coreFamilies(), import('../metrics/catalog.js')]);
  const all: Record<string, ReadonlyMap<string, Member>> = { ...families, metrics };
  return [
    ...Object.entries(SAYS).map(([name, says]) => ({ name, says, members: all[name]! })),
    await fileShelf('experiments', 'in experiments/', 'experiments'),
    await fileShelf('claims', "the papers' claims, for helvetica reproduce", 'experiments/claims'),
  ];
}

/** Files of the folder here, else of the one that comes with Helvetica. */
async function fileShelf(name: string, says: string, folder: string): Promise<Shelf> {
  const own = fileURLToPath(new URL(`../../${folder}`, import.meta.url));
  const here = name === 'experiments' ? await yamlFiles(folder) : [];
  const found = here.length > 0 ? here : (await yamlFiles(own)).map((file) => relative(process.cwd(), file));
  const files = new Map(found.map((file) => [basename(file).replace(/\.ya?ml$/, ''), file]));
  const members = [...files].map(([word, file]): [string, Member] => [word, { name: word, says: file, options: {} }]);
  return { name, says, members: new Map(members), files };
}

async function yamlFiles(folder: string): Promise<readonly string[]> {
  const names = await readdir(folder).catch(() => []);
  return names
    .filter((name) => /\.ya?ml$/.test(name))
    .sort()
    .map((name) => join(folder, name));
}
