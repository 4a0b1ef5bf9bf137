/** Files that say of themselves whether they are whole: a checksum before the bytes. For what is read again by us alone. */
import { createHash } from 'node:crypto';
import { deserialize, serialize } from 'node:v8';
import { writeWhole } from './atomic.js';
import { readBytes } from './text.js';

const MAGIC = Buffer.from('helvetica 1\n', 'latin1');
const DIGEST = 32; // bytes of a SHA-256

/** Numbers keep their bits; typed arrays and maps come back as such. */
export async function writeSealed(path: string, value: unknown): Promise<void> {
  const payload = serialize(value);
  await writeWhole(path, Buffer.concat([MAGIC, digest(payload), payload]));
}

/** The value, or undefined where the file is torn, changed, or not there. */
export async function readSealed<T>(path: string): Promise<T | undefined> {
  const bytes = await readBytes(path);
  if (!bytes) return undefined;
  const start = MAGIC.length + DIGEST;
  const payload = bytes.subarray(start);
  const whole =
    bytes.length > start &&
    bytes.subarray(0, MAGIC.length).equals(MAGIC) &&
    bytes.subarray(MAGIC.length, start).equals(digest(payload));
  return whole ? (deserialize(payload) as T) : undefined;
}

function digest(bytes: Uint8Array): Buffer {
  return createHash('sha256').update(bytes).digest();
}
