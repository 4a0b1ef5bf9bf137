// Experiment files at and beyond the bounds of every number that an experiment file can have, generated from its JSON Schema. In
// JavaScript, for scripts that Node runs directly.

/** Families that are chosen in a setting, and the fields of which they are options. */
const FIELDS = {
  targets: 'target',
  latents: 'latent',
  networks: 'generator',
  losses: 'loss',
  regularizers: 'regularizer',
  optimizers: 'optimizer',
  schemes: 'scheme',
  averagings: 'averaging',
  games: 'game',
};
const PLAIN = ['steps', 'batch'];
const BASE = {
  target: { name: 'ring', modes: 4, radius: 1, std: 0.1 },
  generator: { name: 'mlp', hidden: [8] },
  discriminator: { name: 'mlp', hidden: [8] },
  steps: 10,
  batch: 16,
};

/**
 * @typedef {object} BoundCase
 * @property {string} name e.g. `target ring modes 10001`
 * @property {string} option the path that a refusal names, without the member's name
 * @property {boolean} isBeyond whether the value is beyond its bound
 * @property {string} bound what a refusal says of a value beyond: `at most 10000`
 * @property {Record<string, unknown> & { measure?: object }} sections of the experiment file
 */

/**
 * @param {any} schema the JSON Schema of experiment files
 * @returns {{ cases: BoundCase[], unbounded: string[] }} `unbounded`: integers without a largest value
 */
export function boundCases(schema) {
  /** @type {BoundCase[]} */
  const cases = [];
  /** @type {string[]} */
  const unbounded = [];
  /** @type {(name: string, option: string, number: any, sections: (value: unknown) => BoundCase['sections']) => void} */
  const add = (name, option, number, sections) => {
    for (const [leaf, wrap] of leavesOf(number)) {
      if (leaf.type === 'integer' && leaf.maximum === undefined) unbounded.push(name);
      for (const { value, isBeyond, bound } of valuesOf(leaf))
        cases.push({ name: `${name} ${value}`, option, isBeyond, bound, sections: sections(wrap(value)) });
    }
  };
  for (const [family, field] of Object.entries(FIELDS))
    for (const { properties } of membersOf(schema, family))
      for (const [option, number] of Object.entries(properties)) {
        const name = properties.name.const;
        add(`${field} ${name} ${option}`, option, number, (value) => {
          const alone = field === 'game' && name !== 'neural';
          return { base: { ...(!alone && BASE), [field]: { name, [option]: value } } };
        });
      }
  for (const option of PLAIN)
    add(option, option, schema.definitions[option], (value) => ({
      base: { ...BASE, [option]: value },
      measure: { every: option === 'steps' ? 1e9 : 10, metrics: ['modes-covered'] },
    }));
  for (const option of ['every', 'samples'])
    add(`measure ${option}`, option, schema.definitions.measure.properties[option], (value) => ({
      base: BASE,
      measure: { metrics: ['modes-covered'], [option]: value },
    }));
  for (const { properties } of membersOf(schema, 'metrics'))
    for (const [option, number] of Object.entries(properties))
      add(`metric ${properties.name.const} ${option}`, option, number, (value) => ({
        base: BASE,
        measure: { metrics: [{ name: properties.name.const, [option]: value }] },
      }));
  add('seeds', 'seeds', schema.properties.seeds.anyOf[0], (seeds) => ({ base: BASE, seeds }));
  return { cases, unbounded };
}

/** @type {(schema: any, family: string) => any[]} */
function membersOf(schema, family) {
  return schema.definitions[family].anyOf.filter((/** @type {any} */ { properties }) => properties !== undefined);
}

/**
 * The numbers that an option can have, alone or in a list, with how to write one.
 * @param {any} schema
 * @param {(value: unknown) => unknown} [wrap]
 * @returns {Generator<[any, (value: unknown) => unknown]>}
 */
function* leavesOf(schema, wrap = (value) => value) {
  for (const branch of schema.anyOf ?? []) yield* leavesOf(branch, wrap);
  if (schema.items) yield* leavesOf(schema.items, (value) => wrap([value]));
  if (schema.type === 'number' || schema.type === 'integer') yield [schema, wrap];
}

/**
 * The largest and the smallest allowed value, and what lies beyond, up to the end of float64.
 * @param {{ type: string, minimum?: number, maximum?: number }} number
 */
function valuesOf({ type, minimum, maximum }) {
  const values = [];
  if (maximum !== undefined) {
    const more = type === 'integer' ? [maximum + 1, 10 * maximum, 1e15] : [10 * maximum, 1e308];
    values.push({ value: maximum, isBeyond: false, bound: '' });
    for (const value of more) values.push({ value, isBeyond: true, bound: `at most ${maximum}` });
  } else if (type === 'number') for (const value of [1e30, 1e308]) values.push({ value, isBeyond: false, bound: '' });
  if (minimum !== undefined) {
    const below = type === 'integer' ? minimum - 1 : minimum > 0 ? 0 : 10 * minimum - 1;
    values.push({ value: minimum, isBeyond: false, bound: '' });
    values.push({ value: below, isBeyond: true, bound: `at least ${minimum}` });
  }
  return values;
}
