import type { Player } from '../players.js';
import { scheme } from './_scheme.js';

export const pastExtragradient = scheme({
  name: 'past-extragradient',
  description: 'As extragradient, but both players look ahead by the gradient of the turn before: one gradient a turn.',
  paper: 'arXiv:1802.10551 section 3.2, algorithm 3',
  notes: [
    'Extrapolation from the past. With sgd the places looked at move as under the `optimistic` optimizer.',
    "In the first turn the gradient before is 0. The look leaves what the optimizer remembers alone; in the authors' code, with Adam, it counts there as in `extragradient`.",
  ],
  options: {},
  memory: { past: { size: 'parameters', start: 0 } },
  draws: () => ['discriminator-1'],
  step({ operations, state, batch }) {
    const look = (player: Player) => operations.update(player, state[player], state[player].memory.past).parameters;
    const ahead = { generator: look('generator'), discriminator: look('discriminator') };
    const move = (player: Player) => {
      const gradient = operations.gradient(player, ahead, batch('discriminator-1'));
      const { parameters, memory } = operations.update(player, state[player], gradient);
      return { parameters, memory: { ...memory, past: gradient } };
    };
    return { generator: move('generator'), discriminator: move('discriminator') };
  },
});
