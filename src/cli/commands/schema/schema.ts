/** `helvetica schema`: the JSON Schema of experiment files. */
import { command } from '../../command.js';
import { printJson } from '../../terminal/print.js';

export const schemaCommand = command({
  builder: (yargs) => yargs,
  async handler() {
    const [{ loadCatalogs }, { experimentSchema }] = await Promise.all([
      import('../../../experiment/catalogs.js'),
      import('../../../experiment/schema/json-schema.js'),
    ]);
    printJson(experimentSchema(await loadCatalogs()));
  },
});
