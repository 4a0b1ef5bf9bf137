import { readFile, writeFile } from 'node:fs/promises';
import { decodeNpy, encodeNpy, type NpyArray } from '../../src/core/files/npy.js';

export const writeNpy = (path: string, array: NpyArray): Promise<void> => writeFile(path, encodeNpy(array));

export const readNpy = async (path: string): Promise<NpyArray> => decodeNpy(await readFile(path), path);
