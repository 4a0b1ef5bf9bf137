/** `helvetica check`: runs the laws of each member of an extension. */
import { command } from '../../command.js';
import { loadNamed } from '../../named-extensions.js';
import { EXIT } from '../../terminal/command-error.js';
import { print, printJson, printNext, shellWords } from '../../terminal/print.js';

interface Arguments {
  readonly files: readonly string[];
  readonly json?: boolean | undefined;
}

export const checkCommand = command<Arguments>({
  builder: (yargs) =>
    yargs
      .positional('files', {
        describe: 'files with losses, metrics, ... of your own, whose code runs',
        type: 'string',
        array: true,
        demandOption: true,
      })
      .option('json', { describe: 'print JSON', type: 'boolean' }),
  async handler({ files, json }) {
    const used = await loadNamed(files);
    const [{ loadedMembersOf }, { memberKind }, { checkMember }, { metrics }, { failureModes }] = await Promise.all([
      import('../../../experiment/extensions/loaded-extensions.js'),
      import('../../../experiment/extensions/evaluate-extension.js'),
      import('../../../laws/laws-of.js'),
      import('../../../metrics/catalog.js'),
      import('../../../diagnosis/catalog.js'),
    ]);
    const checked = [];
    for (const { sha256 } of used)
      for (const made of await loadedMembersOf(sha256)) {
        const result = await checkMember(made, sha256, { metrics, failureModes });
        checked.push(result);
        if (json) continue;
        const what = `${memberKind(result.family)} ${result.name}`;
        const kept = result.laws - result.broken.length;
        print(`${what}: keeps ${kept === result.laws ? `all ${result.laws}` : `${kept} of ${result.laws}`} laws`);
        if (result.note !== null) print(`  note    ${result.note}`);
        for (const { law, where } of result.broken) print(`  broken  ${law}\n          ${where}`);
      }
    if (json) printJson(checked);
    const broken = checked.reduce((sum, one) => sum + one.broken.length, 0);
    if (broken > 0) process.exitCode = EXIT.lawsBroken;
    else if (!json) printNext(`list ${checked[0]!.family} ${checked[0]!.name} --extension ${shellWords([files[0]!])}`);
  },
});
