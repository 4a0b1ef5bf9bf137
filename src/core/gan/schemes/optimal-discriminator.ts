import { batchNames, bestResponse, bestResponseNotes, bestResponseOptions } from './_best-response.js';
import { scheme } from './_scheme.js';

export const optimalDiscriminator = scheme({
  name: 'optimal-discriminator',
  description:
    'D is updated until its gradient is short, then G once: first the maximum over D, then the minimum over G.',
  paper: 'arXiv:1406.2661 section 4.2, proposition 2',
  notes: [
    ...bestResponseNotes('D'),
    'The metrics `dstar-error` and `bayes-gap` measure how close D came to its optimum.',
    '`optimal-generator` has the opposite order.',
  ],
  options: bestResponseOptions('D'),
  draws: ({ steps, batches }) => [...new Set(batchNames('discriminator', steps, batches)), 'generator-1'],
  step(turn, { steps, tolerance, batches }) {
    const { operations, state, batch } = turn;
    const discriminator = bestResponse('discriminator', turn, {
      batches: batchNames('discriminator', steps, batches),
      tolerance,
    });
    const parameters = { generator: state.generator.parameters, discriminator: discriminator.parameters };
    const gradient = operations.gradient('generator', parameters, batch('generator-1'));
    return { generator: operations.update('generator', state.generator, gradient), discriminator };
  },
});
