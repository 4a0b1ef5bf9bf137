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

/** The gradient of D's score in x, at each row of x. */
export function scoreGradientProgram(parts: Parts, rows: number): Program {
  const { inputs, body, name } = forwardProgram(parts, 'discriminator', rows);
  return {
    name: `${name}, its gradient in x`,
    inputs,
    body: (given) => ({ gradient: grad(() => body(given).y, [given.x])[0] }),
  };
}

export function gradientProgram(
  parts: Parts,
  player: Player,
  rows: number,
  {
    loss,
    hasOtherScore,
  }: { readonly loss: { readonly member: Loss; readonly choice: Choice }; readonly hasOtherScore: boolean },
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
      ...(hasOtherScore && { at: [1, rows, target.dim], score: [1, rows, 1], slope: [1, rows, target.dim] }),
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
            score: (x) =>
              hasOtherScore
                ? tangent(x, given as Tangent)
                : networks.discriminator.forward(discriminator, x, scoreReference()),
            real: given.real as Tensor3D,
            fake: generate(given.z as Tensor3D),
          },
          (perSample) => tf.matMul(given.weights as Tensor3D, perSample) as Tensor3D,
        );
      return { gradient: pack(grad(lossOf, player === 'generator' ? generator : discriminator) as Tensor3D[]) };
    },
  };
}

/** A score at some points, [1, rows, 1], and its gradient there, [1, rows, dim]. */
type Tangent = { readonly at: Tensor3D; readonly score: Tensor3D; readonly slope: Tensor3D };

/** The linear function of x with this value and gradient at each point. */
function tangent(x: Tensor3D, { at, score, slope }: Tangent): Tensor3D {
  return tf.add(score, tf.sum(tf.mul(tf.sub(x, at), slope), 2, true));
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
