/**
 * Samples in files, recognised by their content, whatever the file is called: CSV in UTF-8 or UTF-16, .npy, .npz, and each of them
 * gzipped. Each problem is a sentence that names the file, and the line where there is one.
 */
import { createReadStream } from 'node:fs';
import { open, readFile, stat } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { gunzipSync } from 'node:zlib';
import Papa from 'papaparse';
import { papaOptions, rowsOfCsv, type SampleFile, SampleRows, separatorOf } from './csv-rows.js';
import { decodeNpy, isNpy, type NpyArray } from './npy.js';
import { arrayOfNpz, isZip } from './npz.js';

export type { SampleFile } from './csv-rows.js';

const MAX_UNPACKED = 2 ** 31; // bytes that an archive may unpack to
const MAX_WHOLE_TEXT = 2 ** 26; // bytes of CSV that are decoded at once; longer ones are streamed
const HEAD_BYTES = 2 ** 16;

/** The samples in a file. CSV longer than `maxWholeText` bytes is streamed: it takes the memory of its numbers. */
export async function readSamples(path: string, maxWholeText = MAX_WHOLE_TEXT): Promise<SampleFile> {
  const found = await stat(path).catch(() => null);
  if (!found) throw new Error(`${path}: there is no such file`);
  if (!found.isFile()) throw new Error(`${path}: is not a regular file`);
  if (found.size > maxWholeText) {
    const head = await firstBytes(path);
    if (!isGzip(head) && !isNpy(head) && !isZip(head)) return streamed(path, head);
  }
  return parseSamples(await readFile(path), path);
}

/** The samples in a file's bytes; an archive may unpack to `maxBytes`. */
export function parseSamples(bytes: Buffer, path: string, maxBytes = MAX_UNPACKED): SampleFile {
  if (isGzip(bytes)) return parseSamples(unpacked(bytes, path, maxBytes), path, maxBytes);
  if (isNpy(bytes)) return samplesOfNpy(path, decodeNpy(bytes, path));
  if (isZip(bytes)) return samplesOfNpy(path, arrayOfNpz(bytes, path, maxBytes));
  return rowsOfCsv(new TextDecoder(encodingOf(bytes, path)).decode(bytes), path);
}

const isGzip = (bytes: Uint8Array) => bytes[0] === 0x1f && bytes[1] === 0x8b;

function unpacked(bytes: Buffer, path: string, maxBytes: number): Buffer {
  let inner: Buffer;
  try {
    inner = gunzipSync(bytes, { maxOutputLength: maxBytes });
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    throw new Error(
      code === 'ERR_BUFFER_TOO_LARGE'
        ? `${path}: unpacks to more than ${maxBytes} bytes`
        : `${path}: is a damaged gzip file (${message})`,
    );
  }
  if (isGzip(inner)) throw new Error(`${path}: is gzipped twice`);
  return inner;
}

/**
 * Text begins with a byte order mark, or is UTF-8, which has no zero bytes, or UTF-16, where every second byte of a digit or a sign is
 * zero.
 */
function encodingOf(bytes: Uint8Array, path: string): string {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le';
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return 'utf-16be';
  const head = bytes.subarray(0, HEAD_BYTES);
  if (!head.includes(0)) return 'utf-8';
  const even = shareOfPlain(head, 0);
  const odd = shareOfPlain(head, 1);
  if (even.text >= MIN_PLAIN_SHARE && odd.zero >= MIN_PLAIN_SHARE) return 'utf-16le';
  if (odd.text >= MIN_PLAIN_SHARE && even.zero >= MIN_PLAIN_SHARE) return 'utf-16be';
  throw new Error(`${path}: is neither text nor an array: CSV, .npy and .npz are read, also gzipped`);
}

const MIN_PLAIN_SHARE = 0.9; // of the characters of numbers, and of most names

/** Of every second byte from `first` on: which share is zero, and which is a plain character. */
function shareOfPlain(bytes: Uint8Array, first: 0 | 1): { readonly zero: number; readonly text: number } {
  let [zero, text, all] = [0, 0, 0];
  for (let i = first; i < bytes.length; i += 2) {
    all++;
    if (bytes[i] === 0) zero++;
    else if ((bytes[i] >= 0x20 && bytes[i] < 0x7f) || (bytes[i] >= 0x09 && bytes[i] <= 0x0d)) text++;
  }
  return { zero: zero / all, text: text / all };
}

async function firstBytes(path: string): Promise<Buffer> {
  const file = await open(path);
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(HEAD_BYTES), 0, HEAD_BYTES, 0);
    return buffer.subarray(0, bytesRead);
  } finally {
    await file.close();
  }
}

async function streamed(path: string, head: Buffer): Promise<SampleFile> {
  const encoding = encodingOf(head, path);
  const separator = separatorOf(new TextDecoder(encoding).decode(head));
  const rows = new SampleRows(path);
  const text = Readable.from(decoded(createReadStream(path), new TextDecoder(encoding)));
  await new Promise<void>((resolve, reject) => {
    const row = (cells: readonly string[]) => rows.add(cells);
    Papa.parse<string[]>(text, { ...papaOptions(separator, row), complete: () => resolve(), error: reject });
  }).catch((error) => rows.explain(error));
  return rows.end();
}

async function* decoded(
  bytes: AsyncIterable<Buffer>,
  decoder: InstanceType<typeof TextDecoder>,
): AsyncGenerator<string> {
  for await (const chunk of bytes) yield decoder.decode(chunk, { stream: true });
  yield decoder.decode();
}

function samplesOfNpy(path: string, { shape, data }: NpyArray): SampleFile {
  if (shape.length !== 1 && shape.length !== 2)
    throw new Error(`${path}: has shape (${shape.join(', ')}); needed (samples, dimensions) or (samples,)`);
  const [rows, dim = 1] = shape;
  if (rows === 0 || dim === 0) throw new Error(`${path}: holds no samples`);
  const bad = data.findIndex((value) => !Number.isFinite(value));
  if (bad >= 0)
    throw new Error(
      `${path}: row ${Math.floor(bad / dim) + 1}, column ${(bad % dim) + 1} is ${data[bad]}; samples are finite numbers`,
    );
  // Float64Array.from would make a list of all numbers first.
  return { x: data instanceof Float64Array ? data : new Float64Array(data), dim };
}
