/** The programs of an evaluator: networks forward, gradients, losses. */

import type { Program } from '../engine/program.js';
import { grad, type Tensor3D, tf } from '../engine/tf.js';
import type { Chosen, Parts } from '../gan/build.js';
import { fixedOptions } from '../gan/games/_fixed-options.js';
import type { Loss } from '../gan/losses/_loss.js';
import { parameterCount } from '../gan/networks/_network.js';
import type { Player } from '../gan/players.js';
import type { Choice } from '../gan/setting.js';
import { pack, playerLoss, unpack } from './player-operations.js';
import { isNormalized, REFERENCE_ROWS } from './reference-batch.js';

export function forwardProgram(parts: Parts, player: Player, rows: number): Program {
  const network = parts.networks[player];
  return {
    name: `the ${player}, forward`,
    inputs: {
      parameters: [1, 1, parameterCount(network)],
      x: [1, rows, network.inputs],
      ...(network.batchwise === 'normalized' && { reference: [1, REFERENCE_ROWS, network.inputs] as const }),
    },
    body: ({ parameters, x, reference }) => ({
      y: network.forward(unpack(network, parameters as Tensor3D), x as Tensor3D, reference && { reference }),
    }),
  };
}

export function gradientProgram(
  parts: Parts,
  player: Player,
  rows: number,
  loss: { readonly member: Loss; readonly choice: Choice },
): Program {
  const { networks, latent, target } = parts;
  return {
    name: `the ${player}'s gradient of ${loss.member.name}`,
    inputs: {
      generator: [1, 1, parameterCount(networks.generator)],
      discriminator: [1, 1, parameterCount(networks.discriminator)],
      z: [1, rows, latent.dim],
      real: [1, rows, target.dim],
      weights: [1, 1, rows],
      ...(isNormalized(parts) && {
        zReference: [1, REFERENCE_ROWS, latent.dim] as const,
        realReference: [1, REFERENCE_ROWS / 2, target.dim] as const,
      }),
    },
    body(given) {
      const generator = unpack(networks.generator, given.generator as Tensor3D);
      const discriminator = unpack(networks.discriminator, given.discriminator as Tensor3D);
      const { zReference, realReference } = given;
      const generate = (z: Tensor3D) =>
        networks.generator.forward(generator, z, zReference && { reference: zReference });
      const fakeReference = (): Tensor3D => generate(tf.slice(zReference, [0, 0, 0], [-1, REFERENCE_ROWS / 2, -1]));
      const scoreReference = () =>
        realReference && { reference: tf.concat([realReference, fakeReference()], 1) as Tensor3D };
      const lossOf = () =>
        playerLoss(
          player,
          loss,
          fixedOptions,
          {
            score: (x) => networks.discriminator.forward(discriminator, x, scoreReference()),
            real: given.real as Tensor3D,
            fake: generate(given.z as Tensor3D),
          },
          (perSample) => tf.matMul(given.weights as Tensor3D, perSample) as Tensor3D,
        );
      return { gradient: pack(grad(lossOf, player === 'generator' ? generator : discriminator) as Tensor3D[]) };
    },
  };
}

/** All scores in one call: a relativistic loss takes means over them. */
export function lossProgram(player: Player, loss: Chosen<Loss>, rows: number): Program {
  return {
    name: `the ${player}'s loss ${loss.member.name}`,
    inputs: { real: [1, rows, 1], fake: [1, rows, 1], realWeights: [1, 1, rows], fakeWeights: [1, 1, rows] },
    body: ({ real, fake, realWeights, fakeWeights }) => ({
      loss: playerLoss(
        player,
        loss,
        fixedOptions,
        { score: (x) => x, real: real as Tensor3D, fake: fake as Tensor3D },
        (perSample, of) => tf.matMul((of === 'real' ? realWeights : fakeWeights) as Tensor3D, perSample) as Tensor3D,
      ),
    }),
  };
}

export function riskProgram({ member, choice }: Parts['loss'][Player], rows: number): Program {
  return {
    name: `the terms of ${member.name}`,
    inputs: { scores: [1, rows, 1] },
    body: ({ scores }) => ({
      real: member.real(scores as Tensor3D, fixedOptions(choice)),
      fake: member.fake(scores as Tensor3D, fixedOptions(choice)),
    }),
  };
}
