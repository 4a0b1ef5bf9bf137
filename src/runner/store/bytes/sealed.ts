/** Files that hold their own checksum, so that damage is seen: JSON, which people read too, and binary, which only Helvetica reads. */
import { createHash } from 'node:crypto';
import { deserialize, serialize } from 'node:v8';
import { writeWhole } from './atomic.js';
import { checksum } from './checksum.js';
import { jsonText } from './json.js';
import { readBytes } from './text.js';

/** JSON with a checksum of the rest as its last key. */
export function sealedText(value: object): string {
  return jsonText({ ...value, seal: checksum(jsonText(value)) });
}

const SEAL = /,?\n {2}"seal": "([0-9a-f]{64})"\n\}\n$/;

/** Undefined where the text is cut short, or where a single bit of it has changed. */
export function parseSealed<T extends object>(text: string): T | undefined {
  // Cut off the text: serializing the value again would take longer than all the rest.
  const [whole, seal] = SEAL.exec(text.slice(-100)) ?? [];
  if (whole === undefined) return undefined;
  const head = text.slice(0, -whole.length);
  if (checksum(head === '{' ? '{}\n' : `${head}\n}\n`) !== seal) return undefined;
  try {
    const { seal: _, ...value } = JSON.parse(text) as T & { seal: string };
    return value as unknown as T;
  } catch {
    return undefined; // the checksum is right, and it is no JSON
  }
}

const MAGIC = Buffer.from('helvetica 1\n', 'latin1');
const DIGEST_BYTES = 32; // of a SHA-256

/** Binary, with the checksum before the bytes. Numbers keep their bits; typed arrays and maps come back as such. */
export async function writeSealed(path: string, value: unknown): Promise<void> {
  const payload = serialize(value);
  await writeWhole(path, Buffer.concat([MAGIC, digest(payload), payload]));
}

/** The value; undefined where the file is missing or damaged. */
export async function readSealed<T>(path: string): Promise<T | undefined> {
  const bytes = await readBytes(path);
  if (!bytes) return undefined;
  const start = MAGIC.length + DIGEST_BYTES;
  const payload = bytes.subarray(start);
  const whole =
    bytes.length > start &&
    bytes.subarray(0, MAGIC.length).equals(MAGIC) &&
    bytes.subarray(MAGIC.length, start).equals(digest(payload));
  try {
    return whole ? (deserialize(payload) as T) : undefined;
  } catch {
    return undefined; // not written by this program
  }
}

function digest(bytes: Uint8Array): Buffer {
  return createHash('sha256').update(bytes).digest();
}
