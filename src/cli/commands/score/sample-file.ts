/** Samples made elsewhere: CSV with or without a header, and .npy. */
import { createReadStream } from 'node:fs';
import { readFile, stat } from 'node:fs/promises';
import { createInterface } from 'node:readline';
import { decodeNpy } from '../../../core/files/npy.js';
import { Rows, type SampleFile, samplesOfNpy } from '../../../core/files/sample-files.js';

/** Throws a sentence that names the file, and the line where there is one. */
export async function readSampleFile(path: string): Promise<SampleFile> {
  const found = await stat(path).catch(() => null);
  if (!found) throw new Error(`${path}: there is no such file`);
  if (!found.isFile()) throw new Error(`${path}: is not a regular file`);
  return path.toLowerCase().endsWith('.npy')
    ? samplesOfNpy(path, decodeNpy(await readFile(path), path))
    : fromCsv(path);
}

async function fromCsv(path: string): Promise<SampleFile> {
  const rows = new Rows(path);
  const lines = createInterface({ input: createReadStream(path, 'utf8'), crlfDelay: Infinity });
  for await (const line of lines) rows.add(line);
  return rows.end();
}
