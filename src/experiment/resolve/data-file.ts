/** Files of data that settings name: found from where their path was written, and known by their bytes. */
import { dirname, resolve } from 'node:path';
import { type Digest, digestOf } from '../../core/files/data-files.js';
import type { SourcePosition } from '../read/located.js';
import { type Problem, problemAt } from '../read/problems.js';

export function resolveDataFile(
  path: string,
  position: SourcePosition,
): { readonly value: Digest | null; readonly problems: readonly Problem[] } {
  // What comes from the command line stands in no file: it is relative to where one is.
  const from = position.file.startsWith('--') ? '.' : dirname(position.file);
  try {
    return { value: digestOf(resolve(from, path)), problems: [] };
  } catch (error) {
    return { value: null, problems: [problemAt(position, (error as Error).message)] };
  }
}
