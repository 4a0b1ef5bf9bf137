import { batchNames, bestResponse, bestResponseNotes, bestResponseOptions } from './_best-response.js';
import { scheme } from './_scheme.js';

export const optimalGenerator = scheme({
  name: 'optimal-generator',
  description:
    'G is updated until its gradient is short, then D once: first the minimum over G, then the maximum over D.',
  paper: 'arXiv:1701.00160 section 5.1.1',
  notes: [
    'The max-min order: against a fixed D, the best G puts all samples where D scores highest, which is one mode.',
    ...bestResponseNotes('G'),
    '`optimal-discriminator` has the opposite order.',
  ],
  options: bestResponseOptions('G'),
  draws: ({ steps, batches }) => [...new Set(batchNames('generator', steps, batches)), 'discriminator-1'],
  step(turn, { steps, tolerance, batches }) {
    const { operations, state, batch } = turn;
    const generator = bestResponse('generator', turn, { batches: batchNames('generator', steps, batches), tolerance });
    const parameters = { generator: generator.parameters, discriminator: state.discriminator.parameters };
    const gradient = operations.gradient('discriminator', parameters, batch('discriminator-1'));
    return { generator, discriminator: operations.update('discriminator', state.discriminator, gradient) };
  },
});
