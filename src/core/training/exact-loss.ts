/** The loss of a player in a game without batches, where expectations are sums over nodes or cells and nothing is random. */

import type { Arrays, Program, Shape } from '../engine/program.js';
import type { Tensor3D } from '../engine/tf.js';
import type { Parts } from '../gan/build.js';
import { fixedOptions } from '../gan/games/_fixed-options.js';
import { parameterCount } from '../gan/networks/_network.js';
import type { Player } from '../gan/players.js';
import { stream } from '../math/random/random.js';
import { withFixedDiscriminator } from './best-response.js';
import { playerOperations } from './player-operations.js';

/** Inputs: both players' parameters by their names, and the nodes. Output: `loss`, without regularizers. */
export function exactLossProgram(parts: Parts, player: Player): Program {
  const { game, setting } = parts;
  const plain: Parts = Object.create(withFixedDiscriminator(parts), {
    setting: { value: { ...setting, regularizer: undefined } },
  });
  const inputs: Record<string, Shape> = {
    generator: [1, 1, parameterCount(game.players.generator)],
    discriminator: [1, 1, parameterCount(game.players.discriminator)],
  };
  for (const [name, { dim }] of Object.entries(game.draws ?? {})) inputs[name] = [1, game.rows, dim];
  return {
    name: `the ${player}'s loss in the game ${setting.game.name}`,
    inputs,
    body({ generator, discriminator, ...drawn }) {
      const parameters = { generator: generator as Tensor3D, discriminator: discriminator as Tensor3D };
      const batch = { real: drawn.real!, latent: drawn.latent!, drawn };
      return { loss: playerOperations(plain, fixedOptions).loss(player, parameters, batch) };
    },
  };
}

/** The nodes of the game's sums, by the names of the program's inputs. */
export function nodesOf({ game }: Parts): Arrays {
  const nodes = Object.entries(game.draws ?? {}).map(([name, source]) => {
    const values = new Float64Array(game.rows * source.dim);
    source.sample(values, stream({ seed: 0, purpose: `nodes/${name}`, step: 0 })); // the same whatever the stream
    return [name, values] as const;
  });
  return Object.fromEntries(nodes);
}
