/** The extensions that an experiment file names: read, loaded, and recorded. */
import { dirname } from 'node:path';
import type { UsedExtension } from '../../records/experiment.js';
import { childOf, type Located } from '../read/located.js';
import { type Problem, problemAt } from '../read/problems.js';
import { loadExtension } from './loaded-extensions.js';
import { ExtensionError, readExtensionInside } from './read-extension.js';

interface Options {
  /** The file that the user named. */
  readonly file: string;
  /** False: no code may run. */
  readonly extensions?: boolean | undefined;
  readonly notice?: ((sentence: string) => void) | undefined;
}

/** `data`: the file as it is read, before its shape is checked; what is not a text in it is reported with that. */
export async function extensionsOf(
  data: Located,
  { file, extensions = true, notice }: Options,
): Promise<{ readonly used: readonly UsedExtension[]; readonly problems: readonly Problem[] }> {
  const written = childOf(data, 'extensions');
  const items = written?.kind === 'list' ? written.items : [];
  if (!written || items.length === 0) return { used: [], problems: [] };
  const refuse = (message: string) => ({ used: [], problems: [problemAt(written.position, message)] });
  if (written.position.file !== file)
    return refuse(
      'is inherited: code runs only where the file that the command names lists it, so list the extensions there',
    );
  if (!extensions) return refuse('names code to run, which --no-extensions refuses');
  const used: UsedExtension[] = [];
  const problems: Problem[] = [];
  for (const item of items) {
    if (item.kind !== 'scalar' || typeof item.value !== 'string') continue;
    try {
      used.push(await loadExtension(await readExtensionInside(dirname(file), item.value), notice));
    } catch (error) {
      if (!(error instanceof ExtensionError)) throw error;
      problems.push(problemAt(item.position, `${item.value} ${error.message}`));
    }
  }
  const twice = used.find(({ sha256 }, i) => used.findIndex((other) => other.sha256 === sha256) < i);
  if (twice) problems.push(problemAt(written.position, `names the same code twice: ${twice.file}`));
  return { used, problems };
}
