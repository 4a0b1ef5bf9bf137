import { expect, it } from 'vitest';
import { file, load } from '../../../test/support/experiment-files.js';
import { recordOf } from '../../../test/support/records.js';
import { extrasWith } from '../../../test/support/reports/extras.js';
import { contextOf } from '../page/context.js';
import { setupSection } from './setup.js';

async function noteOf(more: string, base: string): Promise<string | undefined> {
  const experiment = await load(file(more, base));
  const { body } = setupSection(contextOf([recordOf(experiment, [])], extrasWith()));
  return /<p class="note">Defaults from which papers deviate:(.*?)<\/p>/s
    .exec(body.text)?.[1]
    .replace(/<[^>]*>/g, '')
    .trim();
}

it('names each default that the paper of a member chose otherwise, and no path that varies', async () => {
  const base = '  loss: wasserstein\n  regularizer: weight-clipping\n';
  expect(await noteOf('', base)).toBe(
    'scheme.discriminatorSteps is 1, where the paper of wasserstein (arXiv:1701.07875) has 5 and the paper of weight-clipping (arXiv:1701.07875, algorithm 1) has 5; ' +
      'optimizer is adam, where the paper of wasserstein (arXiv:1701.07875) has rmsprop and the paper of weight-clipping (arXiv:1701.07875, algorithm 1) has rmsprop; ' +
      'optimizer.lr is 0.001, where the paper of wasserstein (arXiv:1701.07875) has 0.00005 and the paper of weight-clipping (arXiv:1701.07875, algorithm 1) has 0.00005; ' +
      'batch is 256, where the paper of wasserstein (arXiv:1701.07875) has 64 and the paper of weight-clipping (arXiv:1701.07875, algorithm 1) has 64. ' +
      'They may decide the outcome.',
  );
  const varied = [
    'vary:',
    '  scheme.discriminatorSteps: [1, 5]',
    '  optimizer: [{ name: adam, lr: 0.0002 }, { name: sgd, lr: 0.1 }]',
    '  batch: [64, 128]',
    '',
  ].join('\n');
  expect(await noteOf(varied, base)).toBeUndefined();
  expect(await noteOf('', '')).toBeUndefined();
});
