/** Files of data: their bytes' digest, and their rows as long as the digest is what it was. */
import { createHash } from 'node:crypto';
import { readFileSync, statSync } from 'node:fs';
import { relative } from 'node:path';
import { recentlyUsed } from '../collections/recently-used.js';
import { parseSamples, type SampleFile } from './sample-files.js';

export interface Digest {
  /** Absolute. */
  readonly path: string;
  /** Of the file's bytes, hex. */
  readonly sha256: string;
}

export const MAX_FILE_BYTES = 256 * 2 ** 20; // bytes: some 16 million float64 numbers in .npy

/** Throws a sentence that names the file. */
export function digestOf(path: string): Digest {
  return { path, sha256: sha256Of(bytesOf(path)) };
}

/**
 * Throws a sentence that names the file, and the line or row where there is one. Without a digest, any bytes will do. Files that were read
 * last are parsed once: as long as one has the same bytes, its numbers are the same array, which is not to be changed.
 */
export function readDataFile({
  path,
  sha256,
}: {
  readonly path: string;
  readonly sha256?: string | undefined;
}): SampleFile {
  const bytes = bytesOf(path);
  const digest = sha256Of(bytes);
  if (sha256 !== undefined && digest !== sha256)
    throw new Error(`${displayPath(path)}: holds other bytes than when the experiment was planned; plan it again`);
  const known = parsed.get(path);
  if (known?.sha256 === digest) return known.file;
  const file = parseSamples(bytes, displayPath(path), MAX_FILE_BYTES);
  parsed.set(path, { sha256: digest, file });
  return file;
}

const MAX_KEPT_NUMBERS = 2 ** 23; // 64 MiB of several files; the last one is kept however large it is
const parsed = recentlyUsed<{ readonly sha256: string; readonly file: SampleFile }>(
  MAX_KEPT_NUMBERS,
  ({ file }) => file.x.length,
);

function bytesOf(path: string): Buffer {
  const found = statSync(path, { throwIfNoEntry: false });
  if (!found) throw new Error(`${displayPath(path)}: there is no such file`);
  if (!found.isFile()) throw new Error(`${displayPath(path)}: is not a regular file`);
  if (found.size > MAX_FILE_BYTES)
    throw new Error(`${displayPath(path)}: has ${found.size} bytes; files of up to ${MAX_FILE_BYTES} are read`);
  return readFileSync(path);
}

const sha256Of = (bytes: Buffer) => createHash('sha256').update(bytes).digest('hex');

/** As short as it can be said from here. */
function displayPath(path: string): string {
  const near = relative('.', path);
  return near.startsWith('..') ? path : near;
}
