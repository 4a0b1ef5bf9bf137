/** numpy's .npz format: a zip archive of .npy files, one for each array. */
import { type UnzipFileInfo, unzipSync } from 'fflate';
import { plural } from '../text/words.js';
import { decodeNpy, type NpyArray } from './npy.js';

/** Whether the bytes begin like a zip archive. */
export const isZip = (bytes: Uint8Array) => bytes[0] === 0x50 && bytes[1] === 0x4b && bytes[2] <= 8 && bytes[3] <= 8;

/** The archive's only array. `maxBytes` bounds what it unpacks to. Throws a sentence that begins with `name`. */
export function arrayOfNpz(bytes: Uint8Array, name: string, maxBytes: number): NpyArray {
  const arrays: UnzipFileInfo[] = [];
  // Nothing is unpacked before its size is known.
  unzip(bytes, name, (file) => {
    if (file.name.endsWith('.npy')) arrays.push(file);
    return false;
  });
  if (arrays.length !== 1)
    throw new Error(
      `${name}: holds ${plural(arrays.length, 'array')}${arrays.length ? ` (${arrays.map((file) => file.name.slice(0, -4)).join(', ')})` : ''}; needed one: numpy.save writes a single array`,
    );
  const [array] = arrays;
  if (array.originalSize > maxBytes)
    throw new Error(`${name}: unpacks to ${array.originalSize} bytes; the limit is ${maxBytes}`);
  return decodeNpy(unzip(bytes, name, (file) => file.name === array.name)[array.name], name);
}

function unzip(bytes: Uint8Array, name: string, filter: (file: UnzipFileInfo) => boolean) {
  try {
    return unzipSync(bytes, { filter });
  } catch (error) {
    throw new Error(`${name}: is a damaged zip archive (${(error as Error).message})`);
  }
}
