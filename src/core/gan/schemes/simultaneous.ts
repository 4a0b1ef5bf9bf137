import { scheme } from './_scheme.js';

export const simultaneous = scheme({
  name: 'simultaneous',
  description: 'Both players move simultaneously, from the same state and on the same batch.',
  paper: 'arXiv:1406.2661 (its code; Algorithm 1 alternates)',
  options: {},
  draws: () => ['discriminator-1'],
  step({ operations, state, batch }) {
    const parameters = { generator: state.generator.parameters, discriminator: state.discriminator.parameters };
    const drawn = batch('discriminator-1');
    return {
      generator: operations.update('generator', state.generator, operations.gradient('generator', parameters, drawn)),
      discriminator: operations.update(
        'discriminator',
        state.discriminator,
        operations.gradient('discriminator', parameters, drawn),
      ),
    };
  },
});
