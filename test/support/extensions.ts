/** Extensions in tests: their text, and a file of one in a temporary folder. */

/** A loss whose optimal score is margin tanh(r / 2); `comment` makes other bytes of the same code. */
export function lossText({ name = 'own-loss', margin = 1, comment = '' } = {}): string {
  return `export default ({ loss, scalar, tf }) =>
  loss({
    name: '${name}',
    description: 'Least squares with the targets margin and -margin.',
    options: { margin: scalar({ description: 'the score that D should give to data', default: ${margin}, above: 0 }) },
    real: (s, { margin }) => tf.mul(tf.square(tf.sub(s, margin)), 0.5),
    fake: (s, { margin }) => tf.mul(tf.square(tf.add(s, margin)), 0.5),
    generator: (s, { margin }) => tf.mul(tf.square(tf.sub(s, margin)), 0.5),
    optimum: (logRatio, { margin }) => margin * Math.tanh(logRatio / 2),
    probability: null,
  });
${comment}`;
}

/** A member of every other family. */
export const MEMBERS_TEXT = `export default (kit) => {
  const { metric, failureMode, target, initializer, optimizer, regularizer, scheme, scalar, tf } = kit;
  return [
    metric({
      name: 'own-metric',
      description: 'Distance between the means of the two clouds.',
      unit: 'length of x',
      better: 'lower',
      range: [0, Infinity],
      ideal: 0,
      options: {},
      compute: (snapshot) =>
        kit.valueOfClouds(snapshot, {}, ({ generated, real, n, dim }) => {
          const difference = new Float64Array(dim);
          for (let at = 0; at < n * dim; at++) difference[at % dim] += (generated[at] - real[at]) / n;
          return Math.hypot(...difference);
        }),
      estimator: async ({ sampleCount }) => \`means of \${sampleCount} samples each\`,
    }),
    failureMode({
      name: 'own-failure',
      description: 'The mean is far from that of the data.',
      summary: 'its mean is far from that of the data',
      kind: 'failure',
      requires: [['own-metric']],
      precedes: [],
      options: { limit: scalar({ description: 'limit on own-metric', default: 1e-9, above: 0 }) },
      test({ series }, { limit }) {
        const gap = series('own-metric');
        if ('absent' in gap) return gap;
        const tooFew = kit.tooFewAtEnd(gap);
        if (tooFew) return { absent: tooFew };
        return {
          applies: gap.end.every(({ value }) => value > limit),
          evidence: [kit.lastValue(gap, limit, 'above this, the means are apart')],
        };
      },
    }),
    target({
      name: 'own-target',
      description: 'The logistic distribution on a line.',
      options: { width: scalar({ description: 'scale', default: 1, above: 0 }) },
      create: ({ width }) => ({
        dim: 1,
        sample(out, stream) {
          for (let at = 0; at < out.length; at++) {
            const u = (stream.integer(2 ** 30) + 0.5) / 2 ** 30;
            out[at] = width * Math.log(u / (1 - u));
          }
        },
        logDensity: (x) =>
          Float64Array.from(x, (value) => {
            const distance = Math.abs(value) / width;
            return -distance - 2 * Math.log1p(Math.exp(-distance)) - Math.log(width);
          }),
        cdf: (x) => 1 / (1 + Math.exp(-x / width)),
        modes: [{ mean: [0], std: [(width * Math.PI) / Math.sqrt(3)], weight: 1 }],
        bounds: [{ low: -22 * width, high: 22 * width }],
        scale: (width * Math.PI) / Math.sqrt(3),
      }),
    }),
    initializer({
      name: 'own-initializer',
      description: 'Normal weights of std 0.1, biases of 0.',
      options: {},
      weights(out, size, stream) {
        stream.fillNormal(out);
        for (let i = 0; i < out.length; i++) out[i] *= 0.1;
      },
      bias: (out) => void out.fill(0),
    }),
    optimizer({
      name: 'own-optimizer',
      description: 'theta <- theta - lr g.',
      options: { lr: scalar({ description: 'learning rate', default: 0.05, above: 0 }) },
      memory: {},
      update: (gradient, { parameters, memory }, { lr }) => ({
        parameters: tf.sub(parameters, tf.mul(lr, gradient)),
        memory,
      }),
    }),
    regularizer({
      name: 'own-regularizer',
      description: 'weight E_p[s^2], for D.',
      onlyFor: 'discriminator',
      options: { weight: scalar({ description: 'weight of the term', default: 0.1, above: 0 }) },
      add: ({ score, real, mean }, { weight }) => tf.mul(weight, mean(tf.square(score(real, 'real')))),
    }),
    scheme({
      name: 'own-scheme',
      description: 'Both players at once.',
      options: {},
      draws: () => ['both'],
      step({ operations, state, batch }) {
        const { generator, discriminator } = state;
        const at = { generator: generator.parameters, discriminator: discriminator.parameters };
        const step = (player) =>
          operations.update(player, state[player], operations.gradient(player, at, batch('both')));
        return { generator: step('generator'), discriminator: step('discriminator') };
      },
    }),
  ];
};
`;

/** An experiment whose parts are those of `MEMBERS_TEXT` in `members.js` and of `lossText()` in `own-loss.js`. */
export const OWN_EXPERIMENT = `name: own
question: Does it train with members of extensions?
extensions: [./own-loss.js, members.js]
base:
  target: own-target
  latent: { name: gaussian, dim: 1 }
  generator: { name: mlp, hidden: [6], initializer: own-initializer }
  discriminator: { name: mlp, hidden: [6] }
  regularizer: own-regularizer
  scheme: own-scheme
  optimizer: own-optimizer
  steps: 20
  batch: 8
vary: { loss: [own-loss, hinge] }
seeds: 2
measure: { every: 5, samples: 200, metrics: [js, own-metric] }
`;
