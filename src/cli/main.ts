/** The entry point of bin/helvetica.js. */
import { hideBin } from 'yargs/helpers';
import { runCommandLine } from './command-line.js';
import { nodeNotice } from './terminal/node-version.js';
import { printMessage } from './terminal/print.js';

// `helvetica list | head`: a reader that closes the pipe is not an error.
for (const stream of [process.stdout, process.stderr]) {
  stream.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') throw error;
    process.exit();
  });
}

const words = hideBin(process.argv);

// Only here, so that worker processes do not repeat it; never during shell completion, where stderr is shown.
const notice = words.includes('--get-yargs-completions') ? null : nodeNotice(process.version);
if (notice !== null) printMessage(notice);

process.exitCode = (await runCommandLine(words)) ?? process.exitCode;
