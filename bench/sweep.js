// What a sweep costs beside its training: a thousand tiny cells, trained and measured by a bare loop in one process, and by
// `runExperiment` with its plan, leases, checkpoints and files in the same process; and how its memory grows.
// Both go through the same cells by turns, some at a time; the quietest round of each counts.
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
const ROUNDS = 10;
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
  const cpu = process.cpuUsage();
  const value = await work();
  const { user, system } = process.cpuUsage(cpu);
  return { value, seconds: (performance.now() - began) / 1000, cpu: (user + system) / 1e6 };
};
const say = (text) => process.stdout.write(`${text}\n`);

try {
  const file = join(folder, 'thousand.yaml');
  await writeFile(file, FILE);
  const { value: experiment, seconds: planning } = await timed(() =>
    loadExperiment({ file, metrics, checkExpression, checkDerivations }),
  );
  say(`${CELLS} cells read and expanded in ${planning.toFixed(2)} s`);

  const memory = [];
  const rounds = [];
  for (let round = 0; round < ROUNDS; round++) {
    const size = CELLS / ROUNDS;
    const part = { ...experiment, cells: experiment.cells.slice(round * size, (round + 1) * size) };
    const bare = await timed(() => bareLoop(part));
    const swept = await timed(() =>
      runExperiment(part, { results: folder, backend: 'onnx', workers: 0, command: 'bench' }),
    );
    rounds.push({ bare, swept });
    memory.push((process.memoryUsage().rss / 2 ** 20).toFixed(0));
  }
  const least = (name, of) => Math.min(...rounds.map((round) => round[name][of]));
  for (const of of ['seconds', 'cpu']) {
    const [bare, swept] = [least('bare', of), least('swept', of)].map((sum) => (1000 * sum * ROUNDS) / CELLS);
    const beside = (100 * (swept - bare)) / bare;
    say(
      `${of.padEnd(8)} a cell  ${bare.toFixed(1)} ms bare, ${swept.toFixed(1)} ms swept: ${beside.toFixed(1)} % beside its training`,
    );
  }
  say(`memory           ${memory.join(', ')} MiB as cells finish`);

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
