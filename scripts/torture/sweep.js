// The sweep under test: started, waited for, and compared with an undisturbed one.
import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { sweepText } from '../../test/support/sweep-text.js';

const BIN = fileURLToPath(new URL('../../bin/helvetica.js', import.meta.url));
const TEXT = sweepText({
  name: 'tortured',
  question: 'Does any fault change the results of a sweep?',
  base: { optimizer: { name: 'adam', lr: 0.005 }, steps: 1200 },
  vary: { loss: ['non-saturating', 'wasserstein'] },
  also: [{ loss: 'wasserstein', optimizer: { name: 'sgd', lr: 1.5 } }], // diverges
  seeds: 2,
  measure: { every: 200, samples: 200, metrics: ['modes-covered', 'high-quality'] },
});
const RUNS = 6;

export async function openSweeps(root) {
  await mkdir(root, { recursive: true });
  await writeFile(join(root, 'tortured.yaml'), TEXT);
  let made = 0;
  return { fresh: (workers) => openSweep(root, `results-${++made}`, workers) };
}

function openSweep(root, results, workers) {
  const folder = join(root, results, 'tortured');
  const words = [];
  return {
    /** Further arguments of the command. */
    words,
    /** Above the experiment's folder. */
    above: join(root, results),
    folder,
    /** `through`: a program that runs the command, with its arguments. */
    start: (through = []) => start(root, ['--workers', String(workers), '--results', results, ...words], through),
    /** Waits for the plan, before which there is nothing to disturb; returns the seconds since the run was started. */
    async begun(run) {
      while (!existsSync(join(folder, 'experiment.json')) && run.isAlive()) await sleep(20);
      return run.seconds();
    },
    /** What the sweep left: the bytes of results.csv, and a checksum of every other result. */
    left: () => ({ table: read(join(folder, 'results.csv')), files: checksums(folder) }),
    /** Whether the report is undamaged. */
    isReported: () => isWhole(read(join(folder, 'report.html')).toString()),
  };
}

function start(cwd, words, through) {
  const began = performance.now();
  const args = [BIN, 'run', 'tortured.yaml', '--checkpoint-every', '100', ...words];
  const [program, ...before] = [...through, process.execPath];
  const child = spawn(program, [...before, ...args], { cwd, stdio: ['ignore', 'pipe', 'pipe'] });
  let [stdout, stderr] = ['', ''];
  child.stdout.on('data', (text) => {
    stdout += text;
  });
  child.stderr.on('data', (text) => {
    stderr += text;
  });
  const ended = new Promise((resolve) =>
    child.on('close', (code, signal) =>
      resolve({ code, signal, stdout, stderr, seconds: (performance.now() - began) / 1000 }),
    ),
  );
  return {
    pid: child.pid,
    ended,
    isAlive: () => child.exitCode === null && child.signalCode === null,
    seconds: () => (performance.now() - began) / 1000,
    kill: (signal) => child.kill(signal),
    said: () => stderr,
    workers: () => childrenOf(child.pid),
  };
}

function childrenOf(pid) {
  const path = `/proc/${pid}/task/${pid}/children`;
  return existsSync(path) ? readFileSync(path, 'utf8').split(' ').filter(Boolean).map(Number) : [];
}

function read(path) {
  return existsSync(path) ? readFileSync(path) : Buffer.alloc(0);
}

function isWhole(page) {
  const [last, seal] = /<!-- ([0-9a-f]{64}) -->\n$/.exec(page.slice(-100)) ?? [];
  return last !== undefined && createHash('sha256').update(page.slice(0, -last.length)).digest('hex') === seal;
}

// Incidents, speed, command line, and the page that shows them: not part of the results.
const NOT_RESULTS = new Set(['incidents.json', 'pace.json', 'environment.json', 'report.html']);

function checksums(folder) {
  const found = new Map();
  if (!existsSync(folder)) return found;
  for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
    const path = join(entry.parentPath, entry.name);
    if (entry.isFile() && !NOT_RESULTS.has(entry.name))
      found.set(path.slice(folder.length), createHash('sha256').update(readFileSync(path)).digest('hex'));
  }
  return found;
}

/** Differences between what a sweep left and what it should have left. */
export function differences(expected, left) {
  const size = Math.max(expected.table.length, left.table.length);
  let bytes = 0;
  for (let i = 0; i < size; i++) if (expected.table[i] !== left.table[i]) bytes += 1;
  const names = new Set([...expected.files.keys(), ...left.files.keys()]);
  const files = [...names].filter((name) => expected.files.get(name) !== left.files.get(name));
  const rows = left.table.toString().trim().split('\n').length - 1;
  return { bytes, files, lost: Math.max(0, RUNS - rows) };
}
