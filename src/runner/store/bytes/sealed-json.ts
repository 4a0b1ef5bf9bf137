/** JSON that says of itself whether it is whole, for people to read all the same: a checksum of the rest comes last. */
import { checksum } from './checksum.js';
import { jsonText } from './json.js';

export function sealedText(value: object): string {
  return jsonText({ ...value, seal: checksum(jsonText(value)) });
}

const SEAL = /,?\n {2}"seal": "([0-9a-f]{64})"\n\}\n$/;

/** Undefined where it is torn, or where as little as a bit of it is not what was written. */
export function parseSealed<T extends object>(text: string): T | undefined {
  // Taken off the text, as writing the value anew would take longer than all the rest.
  const [whole, seal] = SEAL.exec(text.slice(-100)) ?? [];
  if (whole === undefined) return undefined;
  const head = text.slice(0, -whole.length);
  if (checksum(head === '{' ? '{}\n' : `${head}\n}\n`) !== seal) return undefined;
  const { seal: _, ...value } = JSON.parse(text) as T & { seal: string };
  return value as unknown as T;
}
