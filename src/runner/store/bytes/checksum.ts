/** SHA-256 checksums of file contents. */
import { createHash } from 'node:crypto';

/** SHA-256, hex. */
export function checksum(content: string | Uint8Array): string {
  return createHash('sha256').update(content).digest('hex');
}

/** Whether the bytes have the checksum. Older summaries hold none for files that are only drawn: undefined passes. */
export function isWritten(bytes: Uint8Array, expected: string | undefined): boolean {
  return expected === undefined || checksum(bytes) === expected;
}
