/** experiments/unrolled-ring.yaml in its smoke profile: it runs, and its claims are judged. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { readExperiments } from '../src/cli/experiment-files.js';
import { judgeAll } from '../src/inference/claims/claims.js';
import { metrics } from '../src/metrics/catalog.js';
import { runExperiment } from '../src/runner/run.js';

let results: string;
beforeAll(async () => {
  results = await mkdtemp(join(tmpdir(), 'helvetica-unrolled-'));
});
afterAll(() => rm(results, { recursive: true }));

it('the unrolled ring trains with 0, 1 and 5 steps ahead, and is undecided after a few turns', async () => {
  const [experiment] = await readExperiments({ files: ['experiments/unrolled-ring.yaml'], profile: 'smoke' });
  const record = await runExperiment(experiment!, { results, backend: 'onnx', workers: 0, command: 'a test' });
  expect(record.runs.map(({ outcome }) => outcome)).toEqual(new Array(3).fill('finished'));
  const ends = record.runs.map(({ history }) => JSON.stringify(history.at(-1)));
  expect(new Set(ends).size).toBe(3);
  for (const { verdict } of judgeAll(record, metrics)) expect(verdict).toBe('undecided');
});
