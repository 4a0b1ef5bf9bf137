/** `helvetica doctor`: the machine, the usable backends, and how to install the others. */
import { access, constants, statfs } from 'node:fs/promises';
import { availableParallelism, cpus, freemem, platform, release, totalmem } from 'node:os';
import type { BackendName } from '../../../core/engine/program.js';
import { alignColumns } from '../../../core/text/align-columns.js';
import { command } from '../../command.js';
import { EXIT } from '../../terminal/command-error.js';
import { print, printJson, printNext } from '../../terminal/print.js';

interface Arguments {
  json?: boolean | undefined;
}

export const doctorCommand = command<Arguments>({
  builder: (yargs) => yargs.option('json', { describe: 'print JSON', type: 'boolean' }),
  async handler({ json }) {
    const [machine, backends] = await Promise.all([machineFacts(), backendFacts()]);
    const used = backends.find(({ usable }) => usable);
    if (json) printJson({ ...machine, backends, used: used?.name ?? null });
    else {
      print(alignColumns(Object.entries(machine)));
      print('\nbackends');
      print(alignColumns(backends.map((each) => [each === used ? '  *' : '   ', each.name, each.description])));
    }
    if (!used) process.exitCode = EXIT.environment;
    printNext('run experiments/quickstart.yaml', 'list');
  },
});

async function machineFacts(): Promise<Readonly<Record<string, string>>> {
  const { bavail, bsize } = await statfs('.');
  const writable = await access('.', constants.W_OK).then(
    () => '',
    () => ', but this folder is not writable',
  );
  return {
    node: `${process.version}${supported() ? '' : ' (20.19 or newer is needed)'}`,
    system: `${platform()} ${release()}, ${process.arch}`,
    processor: cpus()[0]?.model.trim() ?? 'unknown',
    cores: `${availableParallelism()} available`,
    memory: `${gigabytes(freemem())} free of ${gigabytes(totalmem())}`,
    disk: `${gigabytes(bavail * bsize)} free here${writable}`,
  };
}

function supported(): boolean {
  const [major, minor] = process.versions.node.split('.').map(Number) as [number, number];
  return major > 20 || (major === 20 && minor >= 19);
}

const gigabytes = (bytes: number) => `${(bytes / 2 ** 30).toFixed(1)} GiB`;

interface BackendFact {
  readonly name: BackendName;
  readonly usable: boolean;
  /** A description, or why it is not available and how to install it. */
  readonly description: string;
}

/** In order of preference. */
async function backendFacts(): Promise<readonly BackendFact[]> {
  const { backendNames, openBackend } = await import('../../../core/engine/backends/backends.js');
  const facts: BackendFact[] = [];
  for (const name of backendNames) {
    try {
      facts.push({ name, usable: true, description: (await openBackend(name)).description });
    } catch (error) {
      const reason = error instanceof Error ? error.message.split('\n')[0]! : String(error);
      facts.push({ name, usable: false, description: `not available: ${reason}` });
    }
  }
  return facts;
}
