/** Every family of the core, with all its members loaded. */
import { discover } from './family.js';
import { type Families, familyFolder, familyNames } from './family-table.js';

export const families = Object.fromEntries(
  await Promise.all(familyNames.map(async (name) => [name, await discover(familyFolder(name))] as const)),
) as unknown as Families;
