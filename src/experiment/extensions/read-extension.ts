/** The code of an extension, read from its file: one regular file of bounded size, whose bytes are its identity. Decision 013. */
import { createHash } from 'node:crypto';
import { closeSync, constants, fstatSync, openSync, readFileSync, realpathSync } from 'node:fs';
import { extname, isAbsolute, join, relative, sep } from 'node:path';

const MAX_BYTES = 1_000_000; // of an extension: the largest member of Helvetica has 20,000
const JAVASCRIPT = ['.js', '.mjs'];
const TYPESCRIPT = ['.ts', '.mts'];

/** The code of an extension, as it was read. */
export interface ExtensionCode {
  /** As it was named: a path relative to the experiment file's folder, or one of the command line. */
  readonly file: string;
  /** Of the file's bytes, hex. */
  readonly sha256: string;
  /** JavaScript. */
  readonly code: string;
}

/** Why an extension cannot be used; the message is to be read after its name. */
export class ExtensionError extends Error {
  override readonly name = 'ExtensionError';
}

/**
 * Reads the extension of that name in `folder`. It lies inside the folder, itself and not by a symbolic link. Throws
 * `ExtensionError`.
 */
export async function readExtensionInside(folder: string, file: string): Promise<ExtensionCode> {
  if (isAbsolute(file) || /^[a-z][\w+.-]+:/i.test(file) || file.includes('\\'))
    throw new ExtensionError("must be a path inside the experiment file's folder, as ./my-loss.js");
  requireKind(file);
  const [inside, path] = [folder === '' ? '.' : folder, join(folder, file)].map(realPath) as [string, string];
  const inward = relative(inside, path);
  if (inward === '..' || inward.startsWith(`..${sep}`) || isAbsolute(inward))
    throw new ExtensionError(
      `lies outside the experiment file's folder${relative(folder, join(folder, file)).startsWith('..') ? '' : ', by a symbolic link'}`,
    );
  return readExtension(path, file);
}

/** Reads the extension at a path of the command line. Throws `ExtensionError`. */
export async function readExtension(path: string, file = path): Promise<ExtensionCode> {
  requireKind(file);
  const bytes = bytesOf(path);
  const text = textOf(bytes);
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  return { file, sha256, code: TYPESCRIPT.includes(extname(file)) ? await javaScriptOf(text) : text };
}

function requireKind(file: string): void {
  if (![...JAVASCRIPT, ...TYPESCRIPT].includes(extname(file)))
    throw new ExtensionError(`must end in ${[...JAVASCRIPT, ...TYPESCRIPT].join(', ')}`);
}

function realPath(path: string): string {
  try {
    return realpathSync(path);
  } catch (error) {
    throw unreadable(error);
  }
}

/** Opened without waiting, since a pipe would never end. */
function bytesOf(path: string): Buffer {
  let file: number | undefined;
  try {
    file = openSync(path, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0));
    const found = fstatSync(file);
    if (!found.isFile()) throw new ExtensionError('is not a regular file');
    if (found.size > MAX_BYTES) throw new ExtensionError(`has ${found.size} bytes, above the limit of ${MAX_BYTES}`);
    return readFileSync(file);
  } catch (error) {
    throw error instanceof ExtensionError ? error : unreadable(error);
  } finally {
    if (file !== undefined) closeSync(file);
  }
}

function textOf(bytes: Buffer): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    throw new ExtensionError('is not UTF-8 text');
  }
}

function unreadable(error: unknown): ExtensionError {
  const { code, message } = error as NodeJS.ErrnoException;
  return new ExtensionError(code === 'ENOENT' ? 'cannot be read: no such file' : `cannot be read: ${message}`);
}

/** Types are left out, and every character that stays has its place. */
async function javaScriptOf(text: string): Promise<string> {
  const { stripTypeScriptTypes } = (await import('node:module')) as {
    readonly stripTypeScriptTypes?: (code: string, options: { readonly mode: 'strip' }) => string;
  };
  if (!stripTypeScriptTypes)
    throw new ExtensionError(`is TypeScript, which needs Node 22.13 or later; this is ${process.version}`);
  const restore = silenceExperimental();
  try {
    return stripTypeScriptTypes(text, { mode: 'strip' });
  } catch (error) {
    throw new ExtensionError(`is not TypeScript that can be run: ${(error as Error).message.split('\n')[0]}`);
  } finally {
    restore();
  }
}

/** Node warns that the function is experimental: a user of Helvetica cannot do anything about it. */
function silenceExperimental(): () => void {
  const { emitWarning } = process;
  process.emitWarning = (() => undefined) as typeof process.emitWarning;
  return () => {
    process.emitWarning = emitWarning;
  };
}
