/** The profiles that a file has. */
import { readExperimentFile } from './read-file.js';
import { sectionsOf } from './sections.js';

/** None where the file cannot be read: loading it says why. */
export async function profileNames(file: string): Promise<readonly string[]> {
  const { data } = await readExperimentFile(file);
  const sections = data && sectionsOf(data, () => {});
  return [...(sections?.profiles.keys() ?? [])];
}
