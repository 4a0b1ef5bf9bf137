/** `helvetica schema`: the JSON Schema of experiment files. */
import { command } from '../command.js';
import { printJson } from '../print.js';

export const schema = command({
  builder: (yargs) => yargs,
  async handler() {
    const [{ coreFamilies }, { experimentSchema }, { metrics }, { verdicts }] = await Promise.all([
      import('../../core/experiment/fields.js'),
      import('../../core/experiment/json-schema.js'),
      import('../../metrics/catalog.js'),
      import('../../diagnosis/catalog.js'),
    ]);
    printJson(experimentSchema({ ...(await coreFamilies()), metrics, verdicts }));
  },
});
