// What a sweep costs beside its training: a thousand tiny cells, trained and measured by a bare loop in one process, and by
// `runExperiment` with its plan, leases, checkpoints and files in the same process; and how its memory grows.
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build } from '../dist/core/build.js';
import { openEvaluator } from '../dist/core/evaluator.js';
import { loadExperiment } from '../dist/core/experiment/load.js';
import { openTrainer } from '../dist/core/training.js';
import { checkDerivations, checkExpression } from '../dist/diagnosis/check-expression.js';
import { metrics } from '../dist/metrics/catalog.js';
import { measureStep, NONE_BEFORE } from '../dist/runner/measure-step.js';
import { measuredSteps } from '../dist/runner/measuring.js';
import { runExperiment } from '../dist/runner/run.js';
import { measureIdentity, scanRun } from '../dist/runner/standing.js';
import { openWorkshop } from '../dist/runner/workshop.js';

const CELLS = Number(process.argv[2] ?? 1000);
const FILE = `
name: thousand
question: What does a sweep cost beside its training?
base:
  target: { name: ring, modes: 8, radius: 2, std: 0.05 }
  latent: { name: gaussian, dim: 2 }
  generator: { name: mlp, hidden: [16] }
  discriminator: { name: mlp, hidden: [16] }
  optimizer: { name: adam, lr: 0.001 }
  steps: 500
  batch: 64
vary: { optimizer.lr: [${Array.from({ length: CELLS }, (_, i) => (0.0001 * (i + 1)).toFixed(4)).join(', ')}] }
seeds: 1
measure: { every: 250, samples: 500, metrics: [modes-covered, high-quality] }
`;

const folder = await mkdtemp(join(tmpdir(), 'helvetica-sweep-'));
const timed = async (work) => {
  const began = performance.now();
  const value = await work();
  return { value, seconds: (performance.now() - began) / 1000 };
};
const say = (text) => process.stdout.write(`${text}\n`);

try {
  const file = join(folder, 'thousand.yaml');
  await writeFile(file, FILE);
  const { value: experiment, seconds: planning } = await timed(() =>
    loadExperiment({ file, metrics, checkExpression, checkDerivations }),
  );
  say(`${CELLS} cells read and expanded in ${planning.toFixed(2)} s`);

  const bare = await timed(() => bareLoop(experiment));
  say(`bare loop        ${bare.seconds.toFixed(2)} s, ${((1000 * bare.seconds) / CELLS).toFixed(1)} ms a cell`);

  const memory = [];
  const swept = await timed(() =>
    runExperiment(experiment, {
      results: folder,
      backend: 'onnx',
      workers: 0,
      command: 'bench',
      events: { ended: () => void memory.push(process.memoryUsage().rss) },
    }),
  );
  const overhead = (100 * (swept.seconds - bare.seconds)) / bare.seconds;
  say(`runExperiment    ${swept.seconds.toFixed(2)} s: ${overhead.toFixed(1)} % beside its training`);
  const at = (share) => (memory[Math.floor(share * (memory.length - 1))] / 2 ** 20).toFixed(0);
  say(`memory           ${at(0.25)} MiB after a quarter, ${at(0.5)} after half, ${at(1)} after all cells`);

  const scanned = await timed(async () => {
    const measured = measureIdentity(experiment.measure);
    const at = { folder: join(folder, 'thousand'), measure: experiment.measure, measured };
    return experiment.cells.filter((cell) => scanRun({ ...at, cell, seed: 1 }).standing === 'finished').length;
  });
  say(`scanned again    ${scanned.value} finished, ${scanned.seconds.toFixed(2)} s`);
} finally {
  await rm(folder, { recursive: true });
}

/** Trains and measures every cell, and keeps nothing. */
async function bareLoop({ cells, measure }) {
  const workshop = await openWorkshop('onnx');
  for (const { setting } of cells) {
    const parts = build(setting);
    const evaluator = openEvaluator(parts, workshop.exact);
    const trainer = await openTrainer(parts, { seeds: [1], backend: workshop.backend, compiled: workshop.compiled });
    for (const step of measuredSteps(measure, setting.steps)) {
      await trainer.advance(step);
      const at = { seed: 1, step, state: trainer.state(1), previous: NONE_BEFORE };
      await measureStep({ block: { measure }, parts, evaluator }, at);
    }
    evaluator.dispose();
  }
}
