/** Samples that others made: CSV with or without a header, and .npy. */
import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { createInterface } from 'node:readline';
import { Rows, type SampleFile, samplesOfNpy } from '../../../core/files/sample-files.js';
import { readNpy } from '../bytes/npy.js';

/** Throws a sentence that names the file, and the line where there is one. */
export async function readSamples(path: string): Promise<SampleFile> {
  const found = await stat(path).catch(() => null);
  if (!found) throw new Error(`${path}: there is no such file`);
  if (!found.isFile()) throw new Error(`${path}: is no file`);
  return path.toLowerCase().endsWith('.npy') ? fromNpy(path) : fromCsv(path);
}

async function fromNpy(path: string): Promise<SampleFile> {
  return samplesOfNpy(path, await readNpy(path));
}

async function fromCsv(path: string): Promise<SampleFile> {
  const rows = new Rows(path);
  const lines = createInterface({ input: createReadStream(path, 'utf8'), crlfDelay: Infinity });
  for await (const line of lines) rows.add(line);
  return rows.end();
}
