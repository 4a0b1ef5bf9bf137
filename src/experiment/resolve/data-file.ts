/** Data files of settings: found relative to the file that names them, and identified by their bytes (decision 040). */
import { dirname, resolve } from 'node:path';
import { type Digest, digestOf } from '../../core/files/data-files.js';
import type { SourcePosition } from '../read/located.js';
import { type Problem, problemAt } from '../read/problems.js';

export function resolveDataFile(
  path: string,
  position: SourcePosition,
): { readonly value: Digest | null; readonly problems: readonly Problem[] } {
  // A path on the command line is relative to the working directory.
  const from = position.file.startsWith('--') ? '.' : dirname(position.file);
  try {
    return { value: digestOf(resolve(from, path)), problems: [] };
  } catch (error) {
    return { value: null, problems: [problemAt(position, (error as Error).message)] };
  }
}
