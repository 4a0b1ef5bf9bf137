import type { Player } from '../players.js';
import { scheme } from './_scheme.js';

export const pastExtragradient = scheme({
  name: 'past-extragradient',
  description:
    'Extragradient that extrapolates by the gradient of the previous step: one gradient of each player per step.',
  paper: 'arXiv:1802.10551 section 3.2, algorithm 3',
  notes: [
    'Extrapolation from the past. With sgd the extrapolated points move as under the `optimistic` optimizer.',
    "In the first step the previous gradient is 0. The extrapolation leaves the optimizer's memory unchanged; in the authors' code, with Adam, it updates it as in `extragradient`.",
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
