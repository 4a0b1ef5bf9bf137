// The cost of a sweep beside its training: a thousand tiny cells, trained and measured by bare loops, which write nothing, and by
// `helvetica run`, with its start, plan, leases, files, tables and report. Both run at the same time with as many processes each, so
// that other load on the machine affects both. `node bench/sweep.js CELLS WORKERS`; by default half the cores work for each. Also the
// cost of the same command when everything is finished, and how the command's memory grows as cells finish.
import { fork, spawn } from 'node:child_process';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from '../dist/core/gan/build.js';
import { openEvaluator } from '../dist/core/training/evaluator.js';
import { openTrainer } from '../dist/core/training/trainer.js';
import { loadExperiment } from '../dist/experiment/load.js';
import { openWorkerContext } from '../dist/runner/execute/worker-context.js';
import { measuredSteps, measureStep, NO_PREVIOUS } from '../dist/runner/measure/measure.js';
import { sweepText } from '../test/support/sweep-text.js';

const HERE = fileURLToPath(import.meta.url);
const BIN = fileURLToPath(new URL('../bin/helvetica.js', import.meta.url));
const CELLS = Number(process.argv[2] ?? 1000);
const WORKERS = Number(process.argv[3] ?? Math.max(1, Math.floor(availableParallelism() / 2)));
const TEXT = sweepText({
  name: 'thousand',
  question: 'What does a sweep cost beside its training?',
  base: {
    target: { name: 'ring', modes: 8, radius: 2, std: 0.05 },
    generator: { name: 'mlp', hidden: [16] },
    discriminator: { name: 'mlp', hidden: [16] },
    optimizer: { name: 'adam', lr: 0.001 },
    steps: 500,
    batch: 64,
  },
  vary: { 'optimizer.lr': Array.from({ length: CELLS }, (_, i) => Number((0.0001 * (i + 1)).toFixed(4))) },
  seeds: 1,
  measure: { every: 250, samples: 500, metrics: ['modes-covered', 'high-quality'] },
});

if (process.send) process.send(await bareLoop(...process.argv.slice(4)), () => process.disconnect());
else await compare();

async function compare() {
  const folder = await mkdtemp(join(tmpdir(), 'helvetica-sweep-'));
  const file = join(folder, 'thousand.yaml');
  await writeFile(file, TEXT);
  try {
    const before = childrenCpu();
    const [bare, run] = await Promise.all([
      bareLoops(file),
      command(['run', file, '--results', folder, '--workers', String(WORKERS)], lastSummary),
    ]);
    const all = { ...run, cpu: childrenCpu() - before - bare.cpu };
    say(`bare loops       ${milliseconds(bare)}`);
    say(`helvetica run    ${milliseconds(all)}: ${beside(all, bare)}`);
    const trained = { seconds: run.first, cpu: Number.NaN };
    say(`to the last run  ${milliseconds(trained)}: ${beside(trained, bare)}`);
    say(`memory           ${spread(run.memory, 10).join(', ')} MiB as cells finish`);
    const again = await command(['run', file, '--results', folder]);
    say(`run again        ${again.seconds.toFixed(1)} s`);
  } finally {
    await rm(folder, { recursive: true });
  }

  /** When the last run ended, in milliseconds since 1970. */
  function lastSummary() {
    const cells = join(folder, 'thousand', 'cells');
    const ends = readdirSync(cells).map((cell) => statSync(join(cells, cell, 'seeds', '1', 'summary.json')).mtimeMs);
    return Math.max(...ends);
  }
}

/** The seconds of the slowest, and the processor seconds of all. */
async function bareLoops(file) {
  const loops = Array.from({ length: WORKERS }, (_, i) => answerOf(fork(HERE, [CELLS, WORKERS, file, i].map(String))));
  const took = await Promise.all(loops);
  return {
    seconds: Math.max(...took.map(({ seconds }) => seconds)),
    cpu: took.reduce((sum, { cpu }) => sum + cpu, 0),
  };
}

/** Seconds from its start to its end, and to the time (milliseconds since 1970) that `moment` returns afterwards. */
function command(words, moment = Date.now) {
  const [began, at] = [performance.now(), Date.now()];
  const child = spawn(process.execPath, [BIN, ...words], { stdio: 'ignore' });
  const memory = [];
  const timer = setInterval(() => memory.push(residentMiB(child.pid)), 500);
  return new Promise((resolve, reject) =>
    child.on('close', (code) => {
      clearInterval(timer);
      if (code !== 0) return reject(new Error(`helvetica ${words.join(' ')} ended with ${code}`));
      const seconds = (performance.now() - began) / 1000;
      resolve({ seconds, first: (moment() - at) / 1000, memory });
    }),
  );
}

function answerOf(child) {
  let took;
  child.on('message', (message) => {
    took = message;
  });
  return new Promise((resolve, reject) =>
    child.on('exit', (code) => (code === 0 ? resolve(took) : reject(new Error(`a bare loop ended with ${code}`)))),
  );
}

/** Trains and measures its share of the cells, and writes nothing; returns its seconds, and its processor seconds. */
async function bareLoop(file, index) {
  const { cells, measure } = await loadExperiment(file);
  const began = performance.now();
  const worker = await openWorkerContext('onnx');
  for (const { setting } of cells.filter((_, i) => i % WORKERS === Number(index))) {
    const parts = build(setting);
    const evaluator = openEvaluator(parts, worker.exact);
    const trainer = await openTrainer(parts, { seeds: [1], backend: worker.backend, compiled: worker.compiled });
    for (const step of measuredSteps(measure, setting.steps)) {
      await trainer.trainTo(step);
      const at = { seed: 1, step, state: trainer.state(1), previous: NO_PREVIOUS };
      await measureStep({ measure, parts, evaluator }, at);
    }
    trainer.dispose();
    evaluator.dispose();
  }
  const seconds = (performance.now() - began) / 1000;
  const { user, system } = process.cpuUsage();
  return { seconds, cpu: (user + system) / 1e6 };
}

/** Processor seconds of ended child processes; NaN where unknown. */
function childrenCpu() {
  try {
    const [, after] = readFileSync('/proc/self/stat', 'utf8').split(') ');
    const [user, system] = after.split(' ').slice(13, 15).map(Number);
    return (user + system) / 100; // ticks
  } catch {
    return Number.NaN;
  }
}

function residentMiB(pid) {
  try {
    return Math.round(Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]) / 1024);
  } catch {
    return Number.NaN;
  }
}

function milliseconds({ seconds, cpu }) {
  const each = (sum) => `${((1000 * sum) / CELLS).toFixed(1)} ms`;
  return `${each(seconds)} a cell${cpu > 0 ? `, ${each(cpu)} of processors` : ''}`;
}

function beside(run, bare) {
  const share = (of) => `${((100 * (run[of] - bare[of])) / bare[of]).toFixed(1)} %`;
  return `${share('seconds')} beside its training${run.cpu > 0 ? `, ${share('cpu')} of processors` : ''}`;
}

function spread(list, count) {
  return Array.from({ length: Math.min(count, list.length) }, (_, i) => list[Math.floor((i * list.length) / count)]);
}

function say(text) {
  process.stdout.write(`${text}\n`);
}
