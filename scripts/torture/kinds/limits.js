// Experiment files at and beyond the bound of every number that they can have, generated from the JSON Schema; grids, lists and option
// values beyond theirs. Each is planned within seconds, or refused at once with file, line and range.
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { boundCases } from '../../../test/support/bound-cases.js';
import { sweepText } from '../../../test/support/sweep-text.js';
import { openAttacks } from '../attack/attack.js';
import { openBox } from '../attack/box.js';

const SCHEMA = new URL('../../../schema/experiment.schema.json', import.meta.url);
const FILE = 'limits.yaml';
const LINE = /^limits\.yaml:\d+:\d+: /m;
const SECONDS = { refused: 3, planned: 20 }; // refusals take milliseconds on an idle machine
const SHORT_EVERY = 12; // in the short round, every so many cases

export async function run({ root, isShort, only, atMost }) {
  const attacks = openAttacks({ only, atMost });
  const box = openBox(join(root, 'box'));
  const attempt = (name, text, { isBeyond, bound = '', words = ['plan', FILE] }) => {
    if (!attacks.wants(name)) return null;
    if (text !== null) writeFileSync(join(box.inside, FILE), text);
    box.seal();
    const check = ({ stderr }) => {
      if (!isBeyond) return [];
      if (!stderr.includes(bound)) return [`the refusal does not say "${bound}": ${stderr.slice(0, 300)}`];
      const isOfFile = words[0] === 'plan' && words.length === 2;
      return isOfFile && !LINE.test(stderr) ? [`the refusal does not say the line: ${stderr.slice(0, 300)}`] : [];
    };
    const seconds = isBeyond ? SECONDS.refused : SECONDS.planned;
    return attacks.attempt({ name, words, box, seconds, ...(isBeyond && { expected: 'refused' }), check });
  };

  writeFileSync(join(box.inside, 'samples.csv'), '0,0\n1,1\n0.5,0\n0,0.5\n'.repeat(5));
  await attempt('an ordinary sweep', sweepText(), { isBeyond: false }); // loads what all commands share
  const { cases } = boundCases(JSON.parse(readFileSync(SCHEMA, 'utf8')));
  for (const [i, { name, isBeyond, bound, sections }] of cases.entries()) {
    if (isShort && i % SHORT_EVERY > 0) continue;
    await attempt(name, textOf(sections), { isBeyond, bound });
    const { target } = sections.base ?? {};
    if (isBeyond && name.startsWith('target ') && target)
      await attempt(`score ${name}`, null, {
        isBeyond,
        bound,
        words: ['score', 'samples.csv', '--target', shortOf(target)],
      });
  }
  for (const [name, { text, bound, words }] of Object.entries(OTHERS))
    await attempt(name, text, { isBeyond: true, bound, words: words && [words[0], FILE, ...words.slice(1)] });
  box.remove();
  return attacks.end();
}

const numbers = (n, from = 1) => Array.from({ length: n }, (_, i) => i + from);
const GRID = {
  vary: { steps: numbers(1000), batch: numbers(1000), 'generator.hidden': numbers(1000).map((n) => [n]) },
};
const WIDE = { name: 'mixture', means: [-2, 2], weights: [1e308, 1e308] };

const OTHERS = {
  'a grid of 1e9 settings': { text: sweepText(GRID), bound: 'at most 100000 are allowed' },
  'a grid of 1e9 settings and --max-runs 1e12': {
    text: sweepText(GRID),
    bound: 'from 1 to 1000000',
    words: ['plan', '--max-runs', '1e12'],
  },
  'a grid of 1e9 settings and exclude': {
    text: sweepText({ ...GRID, exclude: [{ steps: 1 }] }),
    bound: 'at most 100000 are allowed',
    words: ['plan', '--max-runs', '1e6'],
  },
  '1e7 runs': {
    text: sweepText({ vary: { steps: numbers(100) }, seeds: 100_000 }),
    bound: 'at most 1000000 are allowed',
  },
  'a measurement in each of 1e9 steps': {
    text: sweepText({ base: { steps: 1e9 }, measure: { every: 1 } }),
    bound: 'must be at least 10000',
  },
  'weights that sum to Infinity': { text: sweepText({ base: { target: WIDE } }), bound: 'at most' },
  'a spiral far longer than its noise is wide': {
    text: sweepText({ base: { target: { name: 'spiral', radius: 1e9, std: 1e-3 } } }),
    bound: 'at most 100000 are allowed',
  },
  'an interval narrower than float32 resolves': {
    text: sweepText({ base: { target: { name: 'uniform', low: 0.1, high: 0.100_000_000_1, dim: 2 } } }),
    bound: '0.00001 of its size',
  },
  '101 axes': {
    text: sweepText({ vary: Object.fromEntries(numbers(101).map((n) => [`generator.hidden.${n}`, [1]])) }),
    bound: 'at most 100 are allowed',
  },
  '20,000 axes': {
    text: sweepText({ vary: Object.fromEntries(numbers(20_000).map((n) => [`generator.hidden.${n}`, [1]])) }),
    bound: 'at most 1000 are allowed',
  },
  '20,000 options': {
    text: sweepText({ base: { generator: Object.fromEntries(numbers(20_000).map((n) => [`h${n}`, 1])) } }),
    bound: 'at most 1000 are allowed',
  },
  '1001 exclusions': { text: sweepText({ exclude: numbers(1001).map((steps) => ({ steps })) }), bound: 'at most 1000' },
  '1001 metrics': { text: sweepText({ measure: { metrics: numbers(1001).map(() => 'js') } }), bound: 'at most 1000' },
  '101 layers': {
    text: sweepText({ base: { generator: { name: 'mlp', hidden: numbers(101).map(() => 8) } } }),
    bound: 'at most 100',
  },
  '--steps 1e18': { text: sweepText(), bound: 'at most 1000000000', words: ['plan', '--steps', '1e18'] },
  '--seeds 1-1000000000': { text: sweepText(), bound: '100000', words: ['plan', '--seeds', '1-1000000000'] },
  '--workers 1e9': { text: sweepText(), bound: 'from 0', words: ['run', '--workers', '1e9'] },
};

/** `ring,modes=8`, as `score --target` takes it. */
function shortOf({ name, ...options }) {
  return [name, ...Object.entries(options).map(([key, value]) => `${key}=${JSON.stringify(value)}`)].join(',');
}

function textOf({ measure = { metrics: ['distance'] }, ...sections }) {
  return Object.entries({ name: 'limits', question: 'Is it refused?', ...sections, measure })
    .map(([key, value]) => `${key}: ${JSON.stringify(value)}\n`)
    .join('');
}
