/** The entry point of bin/helvetica.js. */
import { hideBin } from 'yargs/helpers';
import { runCommandLine } from './command-line.js';

// `helvetica list | head`: a reader that closes the pipe is not an error.
for (const stream of [process.stdout, process.stderr]) {
  stream.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') throw error;
    process.exit();
  });
}

process.exitCode = (await runCommandLine(hideBin(process.argv))) ?? process.exitCode;
