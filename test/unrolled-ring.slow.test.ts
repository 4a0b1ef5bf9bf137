/** experiments/unrolled-ring.yaml in its smoke profile: it runs, and its claims are judged. */
import { expect, it } from 'vitest';
import { readExperiments } from '../src/cli/experiment-files.js';
import { judgeAll } from '../src/inference/claims/claims.js';
import { metrics } from '../src/metrics/catalog.js';
import { temporaryFolder, train } from './support/sweeps.js';

const results = temporaryFolder('unrolled');

it('the unrolled ring trains with 0, 1 and 5 steps ahead, and is undecided after a few turns', async () => {
  const [experiment] = await readExperiments({ files: ['experiments/unrolled-ring.yaml'], profile: 'smoke' });
  const record = await train(experiment!, results);
  expect(record.runs.map(({ outcome }) => outcome)).toEqual(new Array(3).fill('finished'));
  const ends = record.runs.map(({ history }) => JSON.stringify(history.at(-1)));
  expect(new Set(ends).size).toBe(3);
  for (const { verdict } of judgeAll(record, metrics)) expect(verdict).toBe('undecided');
});
