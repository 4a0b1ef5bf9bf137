// The small sweep that tests, benches and torture train, as the text of an experiment file. In JavaScript, for scripts that Node runs directly.

/** Four modes of a ring and networks of eight units: a run of it takes milliseconds. */
const BASE = {
  target: { name: 'ring', modes: 4, radius: 1, std: 0.1 },
  latent: { name: 'gaussian', dim: 2 },
  generator: { name: 'mlp', hidden: [8] },
  discriminator: { name: 'mlp', hidden: [8] },
  optimizer: { name: 'sgd', lr: 0.05 },
  steps: 20,
  batch: 16,
};
const MEASURE = { every: 10, samples: 100, metrics: ['modes-covered'] };

/**
 * Keys of `base` and `measure` override the defaults above; other sections are added.
 * @param {{ name?: string, base?: object, measure?: object, [section: string]: unknown }} [sections]
 * @returns {string} YAML, with values in JSON
 */
export function sweepText({ name = 'small', base, measure, ...sections } = {}) {
  const whole = {
    name,
    question: 'Does a small sweep train?',
    base: { ...BASE, ...base },
    measure: { ...MEASURE, ...measure },
    ...sections,
  };
  return Object.entries(whole)
    .map(([key, value]) => `${key}: ${JSON.stringify(value)}\n`)
    .join('');
}
