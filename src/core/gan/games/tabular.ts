/** Histograms: q has one mass per cell and D one score per cell, so that results about densities can be tried exactly. */
import { z } from 'zod';
import { type Tensor3D, tf } from '../../engine/tf.js';
import { type ChosenLoss, discriminatorLoss, optimalScore } from './_closed-form-loss.js';
import { type BuiltGame, game } from './_game.js';
import { projectOntoSimplex, softmax } from './_simplex.js';

const masses = (description: string) => z.array(z.number().gt(0)).min(2).max(1000).describe(description);

export const tabular = game({
  name: 'tabular',
  description: 'Data and G are histograms over K cells; D is optimal, or a table of K scores that learns.',
  paper: 'arXiv:1406.2661, propositions 1 and 2',
  notes: [
    'Expectations are sums over the cells. Deterministic: one seed suffices. KL, JS and D* are exact.',
    '`generator: probabilities`: G’s parameters are q itself, projected onto the simplex after each step; with an optimal D ' +
      'these are the convex updates of proposition 2. A cell with mass 0 has an infinite minimax gradient.',
    '`generator: logits`: q is their softmax, so that every cell keeps some mass.',
    '`discriminator: optimal`: D is D* of its loss at every moment; G moves against this D as it is.',
    '`discriminator: table`: one free score per cell, initially 0.',
  ],
  options: {
    data: masses('p: mass of each cell, divided by the sum').default([0.1, 0.2, 0.3, 0.4]),
    start: masses('initial q; default: equal masses').optional(),
    generator: z
      .enum(['probabilities', 'logits'])
      .default('probabilities')
      .describe('G’s parameters: q itself, or logits.'),
    discriminator: z.enum(['optimal', 'table']).default('optimal').describe('Whether D is D*, or a table that learns.'),
  },
  fields: ['loss'],
  dtype: 'float64',
  metrics: ['js', 'kl-q-p', 'optimal-value', 'dstar-error'],
  create({ data, start: given, generator: kind, discriminator }, setting, { losses }): BuiltGame {
    const cells = data.length;
    if (given && given.length !== cells) throw new Error(`tabular: data has ${cells} cells, start has ${given.length}`);
    const chosenLoss = discriminatorLoss(setting, losses);
    const best = discriminator === 'optimal' ? optimalScore(chosenLoss) : null;
    const p = shares(data);
    const start = shares(given ?? data.map(() => 1));
    const isLogits = kind === 'logits';
    const asTensor = (parameters: Tensor3D) => (isLogits ? softmax(parameters) : parameters);
    const asNumbers = (parameters: Float64Array) =>
      isLogits ? shares(parameters.map((logit) => Math.exp(logit))) : parameters;
    const table = { parameters: [{ name: discriminator, rows: 1, columns: cells }] };
    return {
      players: {
        generator: {
          parameters: [{ name: kind, rows: 1, columns: cells }],
          initialize: (out) => void out.set(isLogits ? start.map(Math.log) : start),
        },
        // An optimal D has G's parameters, from which its scores follow.
        discriminator: { ...table, initialize: (out) => void out.fill(0) },
      },
      ...(best && { optimalDiscriminator: true }),
      ...(!isLogits && { project: projectOntoSimplex }),
      rows: cells,
      dim: 1,
      draws: { real: { dim: 1, sample: (out) => out.set(p) } },
      equilibrium: null,
      histogram({ generator, discriminator: scores }) {
        // D* of G's parameters in D: they are G's own, unless D is frozen.
        const frozen = best ? asNumbers(scores) : null;
        const score = frozen ? p.map((mass, i) => optimum(chosenLoss, Math.log(mass / frozen[i]))) : scores;
        return { p, q: asNumbers(generator), score };
      },
      rules: {
        scored({ generator: [parameters], discriminator: [scores] }, { real: data }, optionsOf) {
          const q = asTensor(parameters);
          const column = (row: Tensor3D) => tf.reshape(row, [row.shape[0], cells, 1]) as Tensor3D;
          const ratio = () => tf.sub(tf.log(data), tf.log(column(asTensor(scores)))) as Tensor3D;
          const score = best ? best(ratio(), optionsOf) : column(scores);
          return {
            score: () => score,
            real: data,
            fake: data,
            weights: { real: tf.reshape(data, [data.shape[0], 1, cells]) as Tensor3D, fake: q },
          };
        },
      },
    };
  },
});

function shares(of: readonly number[] | Float64Array): Float64Array {
  const all = Float64Array.from(of);
  const sum = all.reduce((total, mass) => total + mass, 0);
  return all.map((mass) => mass / sum);
}

function optimum({ loss, choice }: ChosenLoss, logRatio: number): number {
  if (typeof loss.optimum !== 'function') throw new Error(`${loss.name} has no optimum`);
  return loss.optimum(logRatio, choice as unknown as Record<string, number>);
}
