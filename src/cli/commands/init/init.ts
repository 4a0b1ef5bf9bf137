/** `helvetica init`: a new experiment file that is valid as it stands and says what can be changed. */
import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join, relative, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { NAME } from '../../../experiment/schema/file-schema.js';
import { command } from '../../command.js';
import { usageError } from '../../terminal/command-error.js';
import { print, printNext } from '../../terminal/print.js';
import { template } from './template.js';

interface Arguments {
  name: string;
}

export const initCommand = command<Arguments>({
  builder: (yargs) =>
    yargs.positional('name', {
      describe: 'of the experiment: lower-case letters, digits, hyphens',
      type: 'string',
      default: 'my-experiment',
    }),
  async handler({ name }) {
    if (!NAME.test(name))
      throw usageError(`"${name}" is no name of an experiment: lower-case letters, digits and hyphens, at most 64`);
    const file = join('experiments', `${name}.yaml`);
    await mkdir(dirname(file), { recursive: true });
    await writeFile(file, template({ name, schema: schemaFrom(dirname(file)) }), { flag: 'wx' }).catch((error) => {
      throw error.code === 'EEXIST' ? usageError(`${file} is there already, and stays as it is`) : error;
    });
    print(file);
    printNext(`validate ${file}`, `run ${file}`);
  },
});

const SCHEMA = fileURLToPath(new URL('../../../../schema/experiment.schema.json', import.meta.url));

/** The schema as the file's first line names it, for editors. */
function schemaFrom(folder: string): string {
  return relative(folder, SCHEMA).split(sep).join('/');
}
