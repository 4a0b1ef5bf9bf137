/** Files of data that settings name: found from where their path was written, and known by their bytes. */
import { dirname, resolve } from 'node:path';
import { type Digest, digestOf } from '../../core/files/data-files.js';
import type { Place } from '../read/located.js';
import { type Problem, problemAt } from '../read/problems.js';

export function resolveDataFile(
  path: string,
  place: Place,
): { readonly value: Digest | null; readonly problems: readonly Problem[] } {
  // What comes from the command line stands in no file: it is relative to where one is.
  const from = place.file.startsWith('--') ? '.' : dirname(place.file);
  try {
    return { value: digestOf(resolve(from, path)), problems: [] };
  } catch (error) {
    return { value: null, problems: [problemAt(place, (error as Error).message)] };
  }
}
