/** `helvetica schema`: the JSON Schema of experiment files. */
import { command } from '../../command.js';
import { loadNamed } from '../../named-extensions.js';
import { extensionOption } from '../../options.js';
import { printJson } from '../../terminal/print.js';

interface Arguments {
  readonly extension?: readonly string[] | undefined;
}

export const schemaCommand = command<Arguments>({
  builder: (yargs) => yargs.option('extension', extensionOption),
  async handler({ extension }) {
    const named = await loadNamed(extension);
    const [{ loadCatalogs }, { experimentSchema }] = await Promise.all([
      import('../../../experiment/catalogs.js'),
      import('../../../experiment/schema/json-schema.js'),
    ]);
    printJson(experimentSchema(await loadCatalogs(new Set(named.map(({ sha256 }) => sha256)))));
  },
});
