/** JSON files of a results folder. */
import { writeWhole } from './atomic.js';
import { readBytes, readTextNow } from './text.js';

export async function writeJson(path: string, value: unknown): Promise<void> {
  await writeWhole(path, jsonText(value));
}

export function jsonText(value: unknown): string {
  return `${JSON.stringify(value, encode, 2)}\n`;
}

/** The same on one line. */
export function jsonLine(value: unknown): string {
  return JSON.stringify(value, encode);
}

/** The value in the file; undefined where the file is missing or is not whole JSON. */
export async function readJson<T>(path: string): Promise<T | undefined> {
  return parsed((await readBytes(path))?.toString() ?? null);
}

/** The same, synchronously: faster for thousands of small files. */
export function readJsonNow<T>(path: string): T | undefined {
  return parsed(readTextNow(path));
}

function parsed<T>(text: string | null): T | undefined {
  try {
    return text === null ? undefined : (JSON.parse(text) as T);
  } catch {
    return undefined;
  }
}

// JSON has no infinities.
function encode(_: string, value: unknown): unknown {
  return typeof value === 'number' && !Number.isFinite(value) ? String(value) : value;
}
