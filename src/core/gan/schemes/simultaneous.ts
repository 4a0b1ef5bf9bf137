import { scheme } from './_scheme.js';

export const simultaneous = scheme({
  name: 'simultaneous',
  says: 'Both players step at once, from the same state and on the same batch.',
  paper: 'arXiv:1406.2661 (its code; Algorithm 1 alternates)',
  options: {},
  draws: () => ['discriminator-1'],
  turn({ game, state, batch }) {
    const parameters = { generator: state.generator.parameters, discriminator: state.discriminator.parameters };
    const drawn = batch('discriminator-1');
    return {
      generator: game.update('generator', state.generator, game.gradient('generator', parameters, drawn)),
      discriminator: game.update(
        'discriminator',
        state.discriminator,
        game.gradient('discriminator', parameters, drawn),
      ),
    };
  },
});
