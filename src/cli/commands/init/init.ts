/** `helvetica init`: a new experiment file, or a new member of a family with its tests, valid as they are. */
import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join, relative, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { nearest } from '../../../core/text/nearest.js';
import { NAME_PATTERN } from '../../../experiment/schema/file-schema.js';
import { command } from '../../command.js';
import { usageError } from '../../terminal/command-error.js';
import { print, printMessage, printNext } from '../../terminal/print.js';
import { experimentTemplate } from './experiment-template.js';
import { memberTemplates, type NewMember, writeMember } from './write-member.js';

interface Arguments {
  readonly kind?: string | undefined;
  readonly name?: string | undefined;
  readonly group: string;
  readonly here: boolean;
}

const KINDS = ['experiment', ...Object.keys(memberTemplates)];

export const initCommand = command<Arguments>({
  builder: (yargs) =>
    yargs
      .positional('kind', { describe: `${KINDS.join(', ')} (default: experiment)`, type: 'string' })
      .positional('name', { describe: 'name: lower-case letters, digits, hyphens', type: 'string' })
      .option('group', {
        describe: 'folder of a new metric: divergences, diversity, modes, ...',
        type: 'string',
        default: 'diversity',
        requiresArg: true,
      })
      .option('here', {
        describe: 'write a file for `extensions` in this folder, also inside a checkout of Helvetica',
        type: 'boolean',
        default: false,
      }),
  async handler({ kind, name, group, here }) {
    if (kind !== undefined && name === undefined) {
      // With one word, it is the name of an experiment.
      if (KINDS.includes(kind)) throw usageError(`a name is missing: helvetica init ${kind} my-${kind}`);
      return initExperiment(kind);
    }
    if (kind === undefined || name === undefined) return initExperiment('my-experiment');
    if (!KINDS.includes(kind)) {
      const meant = nearest(kind, KINDS);
      throw usageError(
        `unknown kind "${kind}"${meant ? `; did you mean "${meant}"?` : '.'} Available: ${KINDS.join(', ')}`,
      );
    }
    return kind === 'experiment' ? initExperiment(name) : initMember({ kind, name, group, here });
  },
});

async function initExperiment(name: string): Promise<void> {
  if (!NAME_PATTERN.test(name))
    throw usageError(
      `invalid name "${name}": an experiment is named by at most 64 lower-case letters, digits and hyphens`,
    );
  const file = join('experiments', `${name}.yaml`);
  await mkdir(dirname(file), { recursive: true });
  const text = experimentTemplate({ name, schema: schemaFrom(dirname(file)) });
  await writeFile(file, text, { flag: 'wx' }).catch((error) => {
    throw error.code === 'EEXIST' ? usageError(`${file} exists already; nothing was written`) : error;
  });
  print(file);
  printNext(`validate ${file}`, `run ${file}`);
}

const SCHEMA = fileURLToPath(new URL('../../../../schema/experiment.schema.json', import.meta.url));

/** The path of the schema in the file's first line, for editors. */
function schemaFrom(folder: string): string {
  return relative(folder, SCHEMA).split(sep).join('/');
}

async function initMember(wanted: NewMember): Promise<void> {
  const files = await writeMember(wanted);
  const { laws, further } = memberTemplates[wanted.kind];
  for (const file of files) print(file!);
  if (files[1] === undefined) {
    printMessage(`note    in the experiment file beside it: extensions: [./${files[0]}]`);
    return printNext(`check ${files[0]}`);
  }
  for (const sentence of further) printMessage(`note    ${sentence}`);
  printMessage(`next    npx vitest run ${files[1]} ${laws}  |  npm run schema`);
}
