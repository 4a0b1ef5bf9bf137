// Trains one setting in a process of its own, for bench/engine.js, with the build that it is told: `node train.js DIST SIZE`.
// Reads a number of steps on each line of its input, takes them, and answers with the processor seconds that they took.
import { createInterface } from 'node:readline';
import { pathToFileURL } from 'node:url';
import { settingOf } from './setting.js';

const [dist, text] = process.argv.slice(2);
const { backend = 'onnx', seeds, options, ...size } = JSON.parse(text);
const load = (path) => import(pathToFileURL(`${dist}/core/${path}`));
const [{ openBackend }, { build }, { openTrainer }] = await Promise.all(
  ['engine/backends/backends.js', 'gan/build.js', 'training/trainer.js'].map(load),
);
const STEPS_PER_CALL = 5; // of a long run
const RING = { name: 'ring', modes: 8, radius: 2, std: 0.02 };

/** Of this process, which other programs on the machine hardly change. */
async function processorSeconds(work) {
  const from = process.cpuUsage();
  await work();
  const { user, system } = process.cpuUsage(from);
  return (user + system) / 1e6;
}

let trainer;
const prepared = await processorSeconds(async () => {
  const parts = build(settingOf({ ...size, target: RING, dim: 2, steps: 10_000 }));
  trainer = await openTrainer(parts, {
    seeds: Array.from({ length: seeds }, (_, i) => i + 1),
    backend: await openBackend(backend),
    ...options,
  });
  await trainer.trainTo(STEPS_PER_CALL); // the first call compiles
});
console.log(prepared);
for await (const line of createInterface({ input: process.stdin }))
  console.log(await processorSeconds(() => trainer.trainTo(trainer.step + Number(line))));
trainer.dispose();
