// Attacks: commands on input from strangers. Each must end soon, in a sentence or with success, and leave everything outside alone.
import { fork, spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { internalSentence, rawCharacter } from './judge.js';

const HOST = fileURLToPath(new URL('./host.js', import.meta.url));
const BIN = fileURLToPath(new URL('../../../bin/helvetica.js', import.meta.url));
const MAX_SECONDS = 20; // that a command may take, unless its case says so: it starts in half a second on a busy machine
const REFUSALS = [1, 2, 3, 4]; // exit codes: see `src/cli/terminal/command-error.ts`

/**
 * A tally of attacks. `attempt` runs a case:
 *
 * - `name`: what is attacked, and how
 * - `words`: the command line
 * - `box`: see box.js; its `inside` is the working directory
 * - `seconds`: that it may take
 * - `clock`: how many times as fast as others its clock runs, where it waits for what a test need not wait for; not with `shell`
 * - `given`: a word that is an internal sentence elsewhere, and which the output may repeat, since the case gave it as a name
 * - `shell`: a line such as `ulimit -v 4000000`, run before the command in a process of its own; without one, commands share a process
 * - `expected`: `refused` or `survived`, where only one is right
 * - `check(result)`: returns complaints about its `{ code, stdout, stderr }`
 */
export function openAttacks({ only = '', atMost = Number.POSITIVE_INFINITY }) {
  const figures = {
    tried: 0,
    'refused in a sentence': 0,
    survived: 0,
    lost: 0,
    hung: 0,
    crashed: 0,
    'written outside': 0,
    'deleted outside': 0,
    'internal sentences': 0,
    'raw characters': 0,
  };
  const wrong = [];
  let host = openHost();

  const wants = (name) => name.includes(only) && figures.tried < atMost;

  async function attempt({
    name,
    words,
    box,
    seconds = MAX_SECONDS,
    clock = 1,
    given,
    shell,
    expected,
    check = () => [],
  }) {
    if (!wants(name)) return null;
    figures.tried += 1;
    const complain = (figure, text) => {
      figures[figure] += 1;
      wrong.push(`${name}: \`${words.join(' ')}\`: ${text}`);
    };
    const result = shell === undefined ? await host.run({ words, cwd: box.inside, clock }, seconds) : await alone();
    if (result.hung || result.crashed) {
      if (result.hung) complain('hung', `no answer in ${seconds} s`);
      else complain('crashed', `the process ended (${result.crashed}): ${(result.stderr ?? '').slice(0, 300)}`);
      if (shell === undefined) host = openHost();
    } else {
      const all = `${result.stdout}\n${result.stderr}`;
      const internal = result.thrown ?? internalSentence(given === undefined ? all : all.replaceAll(given, ''));
      if (internal !== null) complain('internal sentences', internal);
      if (result.code === 0) figures.survived += 1;
      else if (REFUSALS.includes(result.code) && result.stderr.trim() !== '' && internal === null)
        figures['refused in a sentence'] += 1;
      else if (internal === null)
        complain('crashed', `exit code ${result.code}, stderr "${result.stderr.slice(0, 200)}"`);
      const raw = rawCharacter(all);
      if (raw !== null) complain('raw characters', raw);
      const ended = result.code === 0 ? 'survived' : 'refused';
      if (expected !== undefined && ended !== expected)
        wrong.push(`${name}: \`${words.join(' ')}\`: ${ended}, not ${expected}: ${result.stderr.slice(0, 300)}`);
      for (const complaint of check(result)) complain('lost', complaint);
    }
    const { written, deleted } = box.changes();
    if (written.length > 0) complain('written outside', written.join(' '));
    if (deleted.length > 0) complain('deleted outside', deleted.join(' '));
    return result;

    function alone() {
      return new Promise((resolve) => {
        const child = spawn('bash', ['-c', `${shell}; exec "$@"`, 'bash', process.execPath, BIN, ...words], {
          cwd: box.inside,
          stdio: ['ignore', 'pipe', 'pipe'],
        });
        const said = { stdout: '', stderr: '' };
        for (const stream of ['stdout', 'stderr'])
          child[stream].on('data', (text) => {
            said[stream] += text;
          });
        let hung = false;
        const timer = setTimeout(() => {
          hung = true;
          child.kill('SIGKILL');
        }, 1000 * seconds);
        child.on('close', (code, signal) => {
          clearTimeout(timer);
          resolve({ ...said, code, hung, crashed: hung ? null : signal, thrown: null });
        });
      });
    }
  }

  return {
    /** Whether a case of this name is to be tried: `--only` and `--at-most` may leave it out. */
    wants,
    attempt,
    /** What a kind returns. */
    end() {
      host.close();
      return {
        figures: Object.entries(figures)
          .map(([name, count]) => `${name} ${count}`)
          .join(', '),
        wrong,
      };
    },
  };
}

function openHost() {
  const child = fork(HOST, { stdio: ['ignore', 'ignore', 'pipe', 'ipc'] });
  let stderr = '';
  child.stderr.on('data', (text) => {
    stderr += text;
  });
  return {
    run: (message, seconds) =>
      new Promise((resolve) => {
        const settle = (result) => {
          clearTimeout(timer);
          child.off('message', settle).off('exit', onExit);
          resolve(result);
        };
        const onExit = (code, signal) => settle({ crashed: signal ?? `exit code ${code}`, stderr });
        const timer = setTimeout(() => {
          settle({ hung: true });
          child.kill('SIGKILL');
        }, 1000 * seconds);
        child.on('message', settle).on('exit', onExit);
        child.send(message);
      }),
    close: () => child.disconnect(),
  };
}
