/** Extensions that the command line names, for commands that read results or list members. Decision 013. */
import { shortDigest } from '../core/gan/extension-members.js';
import { wordList } from '../core/text/words.js';
import type { ExtensionCode } from '../experiment/extensions/read-extension.js';
import type { Experiment, UsedExtension } from '../records/experiment.js';
import { usageError } from './terminal/command-error.js';
import { printMessage } from './terminal/print.js';

/** Loads the files; prints what code runs. Throws a usage error. */
export async function loadNamed(files: readonly string[] = []): Promise<readonly UsedExtension[]> {
  return load(await readNamed(files));
}

/** Loads what the command line names for results that were made with it: other files, or other contents, are refused. */
export async function loadForResults(
  files: readonly string[] | undefined,
  experiments: readonly Experiment[],
): Promise<void> {
  const used = experiments.flatMap(({ extensions = [] }) => extensions);
  const codes = await readNamed(files);
  for (const { file, sha256 } of codes)
    if (!used.some((one) => one.sha256 === sha256))
      throw usageError(
        `${file} (sha256 ${shortDigest(sha256)}) is not what the results were made with: ${used.length === 0 ? 'they name no extension' : used.map(usedText).join(', ')}`,
      );
  await load(codes);
}

/** Read, and not run. */
async function readNamed(files: readonly string[] = []): Promise<readonly ExtensionCode[]> {
  if (files.length === 0) return [];
  const { readExtension, ExtensionError } = await import('../experiment/extensions/read-extension.js');
  return Promise.all(
    files.map((file) =>
      readExtension(file).catch((error: Error) => {
        throw error instanceof ExtensionError ? usageError(`${file} ${error.message}`) : error;
      }),
    ),
  );
}

/** Runs the bytes that were read, whatever has become of the files since. */
async function load(codes: readonly ExtensionCode[]): Promise<readonly UsedExtension[]> {
  if (codes.length === 0) return [];
  const [{ loadExtension }, { ExtensionError }] = await Promise.all([
    import('../experiment/extensions/loaded-extensions.js'),
    import('../experiment/extensions/read-extension.js'),
  ]);
  const loaded: UsedExtension[] = [];
  for (const code of codes)
    try {
      loaded.push(await loadExtension(code, printMessage));
    } catch (error) {
      throw error instanceof ExtensionError ? usageError(`${code.file} ${error.message}`) : error;
    }
  return loaded;
}

/** A note where results were made with code that is not loaded: what is left out for want of it. */
export async function noteNotLoaded(experiments: readonly Experiment[]): Promise<void> {
  for (const one of await notLoaded(experiments))
    printMessage(`note    the results were made with ${usedText(one)}, which is not loaded${missingText(one)}`);
}

/** What a report or a comparison lacks without the code. */
function missingText({ members }: UsedExtension): string {
  const of = (family: string) => members.filter((member) => member.family === family).map(({ name }) => name);
  const [modes, measured] = [of('failures'), [...of('metrics'), ...of('targets')]];
  const lacks = [
    ...(modes.length > 0 ? [`${wordList(modes)} ${modes.length === 1 ? 'is' : 'are'} not tested`] : []),
    ...(measured.length > 0 ? [`nulls of ${wordList(measured)} are missing`] : []),
  ];
  return lacks.length === 0 ? '' : `: ${lacks.join(', ')}; --extension FILE loads it`;
}

/** The extensions of these experiments that are not among those that this process has loaded. */
export async function notLoaded(experiments: readonly Experiment[]): Promise<readonly UsedExtension[]> {
  const used = experiments.flatMap(({ extensions = [] }) => extensions);
  if (used.length === 0) return [];
  const { loadedExtensions } = await import('../experiment/extensions/loaded-extensions.js');
  const loaded = new Set(loadedExtensions().map(({ sha256 }) => sha256));
  const missing = used.filter(({ sha256 }) => !loaded.has(sha256));
  return [...new Map(missing.map((one) => [one.sha256, one])).values()];
}

/** `my-loss.js (sha256 3f1c9a2b7d10)`. */
export function usedText({ file, sha256 }: Pick<UsedExtension, 'file' | 'sha256'>): string {
  return `${file} (sha256 ${shortDigest(sha256)})`;
}
