// A process that runs commands of Helvetica one after another, so that hundreds of them take seconds. It sends what each printed.
import { runCommandLine } from '../../../dist/cli/command-line.js';

const streams = { stdout: process.stdout, stderr: process.stderr };
const written = { stdout: '', stderr: '' };
for (const [name, stream] of Object.entries(streams))
  stream.write = (text, ...more) => {
    written[name] += text;
    const done = more.at(-1);
    if (typeof done === 'function') done();
    return true;
  };

const now = performance.now.bind(performance);

process.on('message', async ({ words, cwd, clock }) => {
  performance.now = () => clock * now();
  Object.assign(written, { stdout: '', stderr: '' });
  process.exitCode = undefined;
  process.chdir(cwd);
  process.argv.length = 2;
  process.argv.push(...words);
  let thrown = null;
  let code;
  try {
    code = await runCommandLine(words);
  } catch (error) {
    thrown = String(error?.stack ?? error);
  }
  const { rss } = process.memoryUsage();
  process.send({ code: code ?? process.exitCode ?? 0, ...written, thrown, rss });
  process.exitCode = undefined;
});
process.on('disconnect', () => process.exit(0));
