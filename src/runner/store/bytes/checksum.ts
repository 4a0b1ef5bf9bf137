/** What bytes must be, in few: SHA-256, hex. */
import { createHash } from 'node:crypto';

export function checksum(content: string | Uint8Array): string {
  return createHash('sha256').update(content).digest('hex');
}

/** Whether the bytes have the checksum; summaries of old had none of what is only drawn. */
export function isWritten(bytes: Uint8Array, expected: string | undefined): boolean {
  return expected === undefined || checksum(bytes) === expected;
}
