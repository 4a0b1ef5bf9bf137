/** Best responses are functions of the run's state: neither company, nor interruption, nor when they are measured changes a bit. */
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { sweepText } from '../../../test/support/sweep-text.js';
import { loadText, temporaryFolder, train } from '../../../test/support/sweeps.js';
import type { RunOptions } from '../run-options.js';

const METRICS = ['js', 'duality-gap', 'best-response-discriminator', 'best-response-generator', 'best-response-share'];
const OPTIONS = { steps: 30 };

const text = (metrics: readonly unknown[]) =>
  sweepText({
    name: 'responses',
    base: {
      target: { name: 'mixture', means: [-1, 2], stds: 0.5 },
      latent: { name: 'gaussian', dim: 1 },
      generator: { name: 'mlp', hidden: [6] },
      discriminator: { name: 'mlp', hidden: [6] },
      loss: 'non-saturating',
      optimizer: { name: 'adam', lr: 0.01 },
      steps: 60,
    },
    seeds: 3,
    measure: { every: 20, samples: 200, metrics },
  });

const root = temporaryFolder('responses');
const asked = METRICS.map((name) => (name === 'js' ? name : { name, ...OPTIONS }));

async function historyOf(
  folder: string,
  { metrics = asked as readonly unknown[], seeds = '1-3', seed = 2, options = {} as Partial<RunOptions> } = {},
) {
  const experiment = await loadText(join(root, 'responses.yaml'), text(metrics), { seeds });
  const { runs } = await train(experiment, join(root, folder), options);
  return runs.find((run) => run.seed === seed)!.history;
}

it('they are the same alone, after an interruption, and measured of kept parameters; training keeps its bits', async () => {
  const together = await historyOf('together');
  const values = together.filter(({ metric, value }) => metric.startsWith('duality-gap') && 'value' in value);
  expect(values).toHaveLength(4);
  expect(await historyOf('alone', { seeds: '2-2' })).toEqual(together);

  const cut = new AbortController();
  const events = {
    progress: (_: unknown, at: { step: number }) => void (at.step >= 30 && cut.abort(new Error('cut'))),
  };
  const options = { signal: cut.signal, checkpointEvery: 1, events } as Partial<RunOptions>;
  await expect(historyOf('cut', { options })).rejects.toThrow('cut');
  expect(await historyOf('cut')).toEqual(together);

  const withoutThem = await historyOf('later', { metrics: ['js'] });
  expect(withoutThem).toEqual(together.filter(({ metric }) => metric === 'js'));
  expect(await historyOf('later')).toEqual(together);
});
