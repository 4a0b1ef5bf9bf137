/** Arrays on disk. */
import { readFile } from 'node:fs/promises';
import { decodeNpy, encodeNpy, type NpyArray } from '../../../core/files/npy.js';
import { writeWhole } from './atomic.js';

export async function writeNpy(path: string, array: NpyArray): Promise<void> {
  await writeWhole(path, encodeNpy(array));
}

/** Throws a sentence that names the file if it is anything else than such an array. */
export async function readNpy(path: string): Promise<NpyArray> {
  return decodeNpy(await readFile(path), path);
}
