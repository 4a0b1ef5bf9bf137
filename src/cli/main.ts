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

// Here, and not where commands are run: worker processes repeat nothing. A shell that completes a word shows stderr.
const notice = words.includes('--get-yargs-completions') ? null : nodeNotice(process.version);
if (notice !== null) printMessage(notice);

process.exitCode = (await runCommandLine(words)) ?? process.exitCode;
