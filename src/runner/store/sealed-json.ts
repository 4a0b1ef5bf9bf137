/** JSON that says of itself whether it is whole, for people to read all the same: a checksum of the rest comes last. */
import { checksum } from './checksum.js';
import { jsonText } from './json.js';

export function sealedText(value: object): string {
  return jsonText({ ...value, seal: checksum(jsonText(value)) });
}

/** Undefined where it is torn, or where as little as a bit of it is not what was written. */
export function parseSealed<T extends object>(text: string): T | undefined {
  try {
    const { seal, ...value } = JSON.parse(text) as T & { seal: string };
    return text === sealedText(value) ? (value as unknown as T) : undefined;
  } catch {
    return undefined;
  }
}
