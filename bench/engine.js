// Steps a second of one GAN (an update of D and one of G, fresh batches, Adam): compiled, by another commit's build, eager, and in
// PyTorch. `node bench/engine.js --against COMMIT` builds that commit and compares.
//
// Each is a process of its own with one thread. They take turns, round by round; the median round counts, by processor time, so that
// other programs on the machine change little. Drawing data and noise is part of the step on every side. Figures are for all seeds
// together: runs x steps a second.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { openBackend } from '../dist/core/engine/backends/backends.js';
import { buildOf } from './build-of.js';

const SIZES = [
  { hidden: 32, batch: 128, seeds: 1, steps: 400, slow: 4 },
  { hidden: 32, batch: 128, seeds: 4, steps: 200, slow: 0 },
  { hidden: 32, batch: 128, seeds: 16, steps: 60, slow: 1 },
  { hidden: 64, batch: 128, seeds: 1, steps: 240, slow: 0 },
  { hidden: 64, batch: 128, seeds: 8, steps: 40, slow: 0 },
  { hidden: 128, batch: 128, seeds: 1, steps: 120, slow: 0 },
  { hidden: 128, batch: 128, seeds: 8, steps: 16, slow: 0 },
  { hidden: 128, batch: 512, seeds: 1, steps: 40, slow: 1 },
  { hidden: 128, batch: 512, seeds: 8, steps: 8, slow: 0 },
];
const ROUNDS = 15;
const PYTHON = ['python3', '/usr/bin/python3'];
const here = (name) => fileURLToPath(new URL(name, import.meta.url));

/** A process that takes as many steps as it is told, and answers with the seconds they took. */
function player(command, args, env = {}) {
  const child = spawn(command, args.map(String), {
    env: { ...process.env, ...env },
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  const answer = async () => {
    const { value, done } = await lines.next();
    if (done) throw new Error(`${command} ${args.join(' ')} ended`);
    return Number(value);
  };
  return {
    answer,
    play(steps) {
      child.stdin.write(`${steps}\n`);
      return answer();
    },
    close: () => child.stdin.end(),
  };
}

async function trainer(dist, { hidden, batch, seeds }, backend) {
  const child = player(process.execPath, [here('train.js'), dist, JSON.stringify({ hidden, batch, seeds, backend })]);
  return { ...child, prepared: await child.answer() };
}

const pytorch = (python, { seeds, hidden, batch }) =>
  player(python, [here('pytorch_gan.py'), seeds, hidden, batch], { OMP_NUM_THREADS: '1' });

async function pythonWithTorch() {
  for (const python of PYTHON) {
    const child = spawn(python, ['-c', 'import torch'], { stdio: 'ignore' });
    const [code] = await Promise.race([once(child, 'exit'), once(child, 'error').then(() => [1])]);
    if (code === 0) return python;
  }
  return null;
}

const median = (numbers) => numbers.toSorted((a, b) => a - b)[Math.floor(numbers.length / 2)];

/** Runs x steps a processor second of each, round by round. */
async function ratesOf(contenders, seeds, rounds = ROUNDS) {
  for (const { who, steps } of contenders) await who.play(Math.ceil(steps / 10));
  const rates = contenders.map(() => []);
  for (let round = 0; round < rounds; round += 1)
    for (const [i, { who, steps }] of contenders.entries()) rates[i].push((steps * seeds) / (await who.play(steps)));
  for (const { who } of contenders) who.close();
  return rates;
}

const { against } = parseArgs({ options: { against: { type: 'string' } } }).values;
const before = against === undefined ? null : buildOf(against);
try {
  await compare(before, await pythonWithTorch());
} finally {
  before?.remove();
}

async function compare(old, python) {
  console.log((await openBackend('onnx')).description);
  const others = ['eager TensorFlow.js', ...(python ? ['PyTorch'] : []), ...(old ? [`the build of ${old.name}`] : [])];
  console.log(`against ${others.join(', ')}, one thread each${python ? '' : '; no python3 with torch here'}`);
  console.log('\nruns x steps a processor second; medians of rounds that alternate; x: the median ratio of a round');
  const columns = ['H', 'batch', 'seeds', 'compiled', 'before', 'tfjs', 'PyTorch', 'x before', 'x tfjs', 'x PyTorch'];
  const heading = [...columns, 'x PyTorch, 1 seed', 'compiling'];
  const line = (cells) => cells.map((cell, i) => String(cell).padStart(Math.max(8, heading[i].length))).join('  ');
  console.log(line(heading));

  let oneSeed = Number.NaN;
  for (const size of SIZES) {
    const compiled = await trainer(here('../dist'), size);
    const contenders = [
      { who: compiled, steps: size.steps },
      ...(old ? [{ who: await trainer(old.dist, size), steps: size.steps }] : []),
      ...(python ? [{ who: pytorch(python, size), steps: Math.ceil(size.steps / 4) }] : []),
    ];
    const [ours, ...rest] = await ratesOf(contenders, size.seeds);
    const theirs = old ? rest[0] : undefined;
    const torch = python ? rest.at(-1) : undefined;
    const eager =
      size.slow === 0
        ? undefined
        : (await ratesOf([{ who: await trainer(here('../dist'), size, 'tfjs'), steps: size.slow }], size.seeds, 1))[0];
    if (size.seeds === 1) oneSeed = torch ? median(torch) : Number.NaN;
    const rate = (rates, digits = 0) => (rates ? median(rates).toFixed(digits) : '');
    const times = (rates) => (rates ? median(ours.map((mine, i) => mine / rates[i % rates.length])).toFixed(2) : '');
    console.log(
      line([
        ...[size.hidden, size.batch, size.seeds],
        ...[rate(ours), rate(theirs), rate(eager, 1), rate(torch), times(theirs), times(eager), times(torch)],
        oneSeed > 0 ? (median(ours) / oneSeed).toFixed(2) : '',
        `${compiled.prepared.toFixed(2)} s`,
      ]),
    );
  }
}
