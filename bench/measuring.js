// What measuring costs beside training: the default `measure` block (js, kl-q-p, dstar-error, modes-covered and high-quality on
// 2,500 samples, every 1,000 steps) on the default networks and batch first, and on smaller ones; one thread. Compiling is shown apart: it is paid once a process.

import { openBackend } from '../dist/core/engine/backends/backends.js';
import { build } from '../dist/core/gan/build.js';
import { openSnapshot } from '../dist/core/snapshot/open-snapshot.js';
import { openEvaluator } from '../dist/core/training/evaluator.js';
import { openTrainer } from '../dist/core/training/trainer.js';
import { metrics } from '../dist/metrics/catalog.js';
import { measure } from '../dist/runner/measure/measure.js';
import { settingOf } from './setting.js';

const EVERY = 1000;
const SAMPLES = 2500;
const MEASUREMENTS = 8; // the first few pay for the compiler of JavaScript; the middle one counts
const USUAL = ['js', 'kl-q-p', 'dstar-error', 'modes-covered', 'high-quality'];
const RING = { name: 'ring', modes: 8, radius: 2, std: 0.02 };
const LINE = { name: 'mixture', means: [-2, 2], stds: 0.5 };
const SIZES = [
  { says: 'default: ring, H = 128, batch 256', target: RING, dim: 2, hidden: 128, batch: 256 },
  { says: 'ring, H = 64', target: RING, dim: 2, hidden: 64, batch: 128 },
  { says: 'ring, H = 32', target: RING, dim: 2, hidden: 32, batch: 128 },
  { says: 'line, H = 64', target: LINE, dim: 1, hidden: 64, batch: 128 },
];

/** Of the processor, which other programs on the machine hardly change. */
const seconds = async (work) => {
  const from = process.cpuUsage();
  await work();
  const { user, system } = process.cpuUsage(from);
  return (user + system) / 1e6;
};

const backend = await openBackend('onnx');
const asked = USUAL.map((name) => ({ column: name, choice: { name } }));
console.log(
  `\nmeasuring ${USUAL.join(', ')} on ${SAMPLES} samples, every ${EVERY} steps; processor seconds for ${EVERY} steps of one seed`,
);
const heading = ['setting', 'first', 'measuring', 'training', 'share', ...USUAL];
const widths = heading.map((word) => Math.max(13, word.length));
const line = (cells) => cells.map((cell, i) => String(cell).padStart(widths[i])).join('  ');
console.log(line(heading));

for (const size of SIZES) {
  const parts = build(settingOf({ ...size, steps: EVERY * MEASUREMENTS }));
  const evaluator = openEvaluator(parts, backend);
  const trainer = await openTrainer(parts, { seeds: [1], backend });
  const snapshotAt = () =>
    openSnapshot(parts, evaluator, {
      seed: 1,
      step: trainer.step,
      state: trainer.state(1),
      samples: SAMPLES,
      previous: { absent: 'a benchmark looks at no other' },
      brief: true, // as at every step of a run but its last
    });
  const plan = { every: EVERY, samples: SAMPLES, keep: 'all', metrics: asked };
  const first = await seconds(() => measure(snapshotAt(), plan, true));
  const [training, measuring] = [[], []];
  const each = USUAL.map(() => []);
  for (let k = 0; k < MEASUREMENTS; k += 1) {
    training.push(await seconds(() => trainer.trainTo(trainer.step + EVERY)));
    measuring.push(await seconds(() => measure(snapshotAt(), plan, true)));
    const snapshot = snapshotAt();
    for (const [i, { choice }] of asked.entries())
      each[i].push(await seconds(() => metrics.get(choice.name).compute(snapshot, choice)));
  }
  const middle = (times) => times.toSorted((a, b) => a - b)[times.length >> 1];
  const [trained, measured] = [middle(training), middle(measuring)];
  console.log(
    line([
      size.says,
      first.toFixed(3),
      measured.toFixed(3),
      trained.toFixed(3),
      `${((100 * measured) / trained).toFixed(1)} %`,
      ...each.map((times) => middle(times).toFixed(4)),
    ]),
  );
  trainer.dispose();
  evaluator.dispose();
}
