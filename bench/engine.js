// Iterations a second of one GAN step (an update of D and one of G, fresh batches, Adam): compiled, eager, and in PyTorch.
//
// All on one thread, in turn, several rounds each; the best round counts, as the one that the machine disturbed least.
// Drawing data and noise is part of the step on every side. Figures are for all seeds together: runs x steps a second.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { openBackend } from '../dist/core/engine/backends/backends.js';
import { build } from '../dist/core/gan/build.js';
import { openTrainer } from '../dist/core/training/trainer.js';
import { settingOf } from './setting.js';

const SIZES = [
  { hidden: 32, batch: 128, seeds: 1, steps: 600, slow: 4 },
  { hidden: 32, batch: 128, seeds: 16, steps: 80, slow: 1 },
  { hidden: 128, batch: 512, seeds: 1, steps: 60, slow: 1 },
  { hidden: 128, batch: 512, seeds: 8, steps: 8, slow: 0 },
];
const RING = { name: 'ring', modes: 8, radius: 2, std: 0.02 };
const ROUNDS = 6;
const PYTHON = ['python3', '/usr/bin/python3'];

/** Something that plays `steps` steps and tells the seconds they took; null where it is not to be had. */
async function trainer(name, size) {
  const seeds = Array.from({ length: size.seeds }, (_, i) => i + 1);
  const started = performance.now();
  const training = await openTrainer(build(settingOf({ ...size, target: RING, dim: 2, steps: 1000 })), {
    seeds,
    backend: await openBackend(name),
  });
  return {
    prepared: (performance.now() - started) / 1000,
    async play(steps) {
      const from = performance.now();
      await training.trainTo(training.step + steps);
      return (performance.now() - from) / 1000;
    },
    close: () => training.dispose(),
  };
}

async function pytorch(python, { seeds, hidden, batch }) {
  const script = fileURLToPath(new URL('pytorch_gan.py', import.meta.url));
  const child = spawn(python, [script, seeds, hidden, batch].map(String), {
    env: { ...process.env, OMP_NUM_THREADS: '1' },
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  return {
    async play(steps) {
      child.stdin.write(`${steps}\n`);
      return Number((await lines.next()).value);
    },
    close: () => child.stdin.end(),
  };
}

async function pythonWithTorch() {
  for (const python of PYTHON) {
    const child = spawn(python, ['-c', 'import torch'], { stdio: 'ignore' });
    const [code] = await Promise.race([once(child, 'exit'), once(child, 'error').then(() => [1])]);
    if (code === 0) return python;
  }
  return null;
}

const python = await pythonWithTorch();
console.log((await openBackend('onnx')).description);
console.log(
  python
    ? 'against eager TensorFlow.js and PyTorch, one thread each'
    : 'no python3 with torch here: PyTorch is left out',
);
console.log('\nruns x steps a second');
const heading = [
  'H',
  'batch',
  'seeds',
  'compiled',
  'tfjs',
  'PyTorch',
  'x tfjs',
  'x PyTorch',
  'x PyTorch, 1 seed',
  'compiling',
];
const widths = heading.map((word) => Math.max(8, word.length));
const line = (cells) => cells.map((cell, i) => String(cell).padStart(widths[i])).join('  ');
console.log(line(heading));

let oneSeed = Number.NaN;
for (const size of SIZES) {
  const contenders = [
    { who: await trainer('onnx', size), steps: size.steps },
    ...(python ? [{ who: await pytorch(python, size), steps: Math.ceil(size.steps / 4) }] : []),
  ];
  const [compiled, torch] = await bestRates(contenders, size.seeds);
  const eager =
    size.slow === 0
      ? undefined
      : await bestRates([{ who: await trainer('tfjs', size), steps: size.slow }], size.seeds, 1);
  if (size.seeds === 1) oneSeed = torch ?? Number.NaN;
  const times = (other) => (other > 0 ? (compiled / other).toFixed(2) : '');
  console.log(
    line([
      size.hidden,
      size.batch,
      size.seeds,
      compiled.toFixed(0),
      eager?.[0].toFixed(1) ?? '',
      torch?.toFixed(0) ?? '',
      times(eager?.[0]),
      times(torch),
      times(oneSeed),
      `${contenders[0].who.prepared.toFixed(2)} s`,
    ]),
  );
}

async function bestRates(contenders, seeds, rounds = ROUNDS) {
  for (const { who, steps } of contenders) await who.play(Math.ceil(steps / 10));
  const best = contenders.map(() => 0);
  for (let round = 0; round < rounds; round += 1)
    for (const [i, { who, steps }] of contenders.entries())
      best[i] = Math.max(best[i], (steps * seeds) / (await who.play(steps)));
  for (const { who } of contenders) who.close();
  return best;
}
