/** `helvetica schema`: the JSON Schema of experiment files. */
import { command } from '../../command.js';
import { printJson } from '../../terminal/print.js';

export const schemaCommand = command({
  builder: (yargs) => yargs,
  async handler() {
    const [{ coreFamilies }, { experimentSchema }, { metrics }, { failureModes: failures }] = await Promise.all([
      import('../../../experiment/schema/fields.js'),
      import('../../../experiment/schema/json-schema.js'),
      import('../../../metrics/catalog.js'),
      import('../../../diagnosis/catalog.js'),
    ]);
    printJson(experimentSchema({ ...(await coreFamilies()), metrics, failures }));
  },
});
