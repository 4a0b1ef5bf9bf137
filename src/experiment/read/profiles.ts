/** The profiles that a file has, its own and those of what it extends. */
import { readExtended } from './extends.js';
import { sectionsOf } from './sections.js';

/** None where the file cannot be read: loading it says why. */
export async function profileNames(file: string): Promise<readonly string[]> {
  const { data } = await readExtended(file);
  const sections = data && sectionsOf(data, () => {});
  return [...(sections?.profiles.keys() ?? [])];
}
