/** JSON files of a results folder. */
import { readFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { writeWhole } from './atomic.js';

export async function writeJson(path: string, value: unknown): Promise<void> {
  await writeWhole(path, jsonText(value));
}

export function jsonText(value: unknown): string {
  return `${JSON.stringify(value, encode, 2)}\n`;
}

/** The same in one line. */
export function jsonLine(value: unknown): string {
  return JSON.stringify(value, encode);
}

/** The value in the file, or undefined where there is no such file or it is torn. */
export async function readJson<T>(path: string): Promise<T | undefined> {
  try {
    return JSON.parse(await readFile(path, 'utf8')) as T;
  } catch (error) {
    if (error instanceof SyntaxError || (error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
}

/** The same at once, for looking over thousands of files. */
export function readJsonNow<T>(path: string): T | undefined {
  try {
    return JSON.parse(readFileSync(path, 'utf8')) as T;
  } catch (error) {
    if (error instanceof SyntaxError || (error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
}

// JSON has no infinities.
function encode(_: string, value: unknown): unknown {
  return typeof value === 'number' && !Number.isFinite(value) ? String(value) : value;
}
