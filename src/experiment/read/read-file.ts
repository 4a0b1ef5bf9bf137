/** An experiment file from disk: YAML, JSON, or a JavaScript module whose default export is the same plain data. */
import { readFile, stat } from 'node:fs/promises';
import { extname, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Json } from '../../core/gan/setting.js';
import { locate, type SourcePosition } from './located.js';
import { problemAt } from './problems.js';
import { type ParsedFile, readYaml } from './read-yaml.js';

const MAX_BYTES = 1_000_000; // a file of a sweep of 100,000 runs fits on a page
const MODULE_EXTENSIONS = ['.js', '.mjs'];
export const TEXT_EXTENSIONS = ['.yaml', '.yml', '.json'];

export async function readExperimentFile(file: string): Promise<ParsedFile> {
  const position: SourcePosition = { file, line: null, column: null, path: '' };
  const refuse = (message: string): ParsedFile => ({ data: null, problems: [problemAt(position, message)] });
  const kind = extname(file).toLowerCase();
  if (![...MODULE_EXTENSIONS, ...TEXT_EXTENSIONS].includes(kind))
    return refuse(`an experiment file must end in ${[...TEXT_EXTENSIONS, ...MODULE_EXTENSIONS].join(', ')}`);
  try {
    const { size } = await stat(file);
    if (size > MAX_BYTES) return refuse(`has ${size} bytes, above the limit of ${MAX_BYTES}`);
    if (MODULE_EXTENSIONS.includes(kind)) return readModule(await import(pathToFileURL(resolve(file)).href), position);
    return readYaml(await readFile(file, 'utf8'), file);
  } catch (error) {
    return refuse(`cannot be read: ${reason(error)}`);
  }
}

function readModule(module: { readonly default?: unknown }, position: SourcePosition): ParsedFile {
  const flaw = notPlain(module.default, 'its default export', new Set());
  if (flaw) return { data: null, problems: [problemAt(position, flaw)] };
  return { data: locate(module.default as Json, position), problems: [] };
}

/** Why a value is not plain data, or null if it is. */
function notPlain(value: unknown, name: string, above: ReadonlySet<unknown>): string | null {
  if (value === null || ['string', 'boolean', 'number'].includes(typeof value)) return null;
  if (typeof value !== 'object') return `${name} is of type ${typeof value}: an experiment must be plain data`;
  if (above.has(value)) return `${name} contains itself`;
  const plain = Array.isArray(value) || [Object.prototype, null].includes(Object.getPrototypeOf(value));
  if (!plain) return `${name} is not a plain object`;
  const inside = new Set([...above, value]);
  for (const [key, item] of Object.entries(value)) {
    const flaw = notPlain(item, `${name}.${key}`, inside);
    if (flaw) return flaw;
  }
  return null;
}

function reason(error: unknown): string {
  if ((error as NodeJS.ErrnoException).code === 'ENOENT') return 'no such file';
  return error instanceof Error ? error.message : String(error);
}
