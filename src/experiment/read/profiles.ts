/** The profiles of a file and of the files that it extends. */
import { readExtended } from './extends.js';
import { sectionsOf } from './sections.js';

/** Empty if the file cannot be read, which loading it reports. */
export async function profileNames(file: string): Promise<readonly string[]> {
  const { data } = await readExtended(file);
  const sections = data && sectionsOf(data, () => {});
  return [...(sections?.profiles.keys() ?? [])];
}
