/** What bin/helvetica.js starts. */
import { hideBin } from 'yargs/helpers';
import { runCommandLine } from './command-line.js';

// `helvetica list | head`: a reader that has seen enough is no error.
for (const stream of [process.stdout, process.stderr]) {
  stream.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') throw error;
    process.exit();
  });
}

process.exitCode = (await runCommandLine(hideBin(process.argv))) ?? process.exitCode;
