import { describe, expect, it } from 'vitest';
import type { MetricValue } from '../../records/metric-value.js';
import { deriveValues, parseDerivations } from './derive.js';

const columns = ['js', 'value', 'kl-q-p', 'modes-covered(atLeast=5)'];

function derive(derivations: Readonly<Record<string, string>>, measured: Readonly<Record<string, MetricValue>>) {
  const written = Object.entries(derivations).map(([name, text]) => ({ name, text }));
  const { parsed, problems } = parseDerivations(written, columns);
  if (problems.length > 0) return problems;
  return deriveValues(parsed, new Map(Object.entries(measured)));
}

describe('a derived metric', () => {
  it('is arithmetic on the metrics of its step, with hyphens written as underscores', () => {
    const measured = { js: { value: 0.1 }, value: { value: -1.2 }, 'kl-q-p': { value: 3 } };
    expect(derive({ gap: '2*js - log(4) - value', half: 'kl_q_p / 2' }, measured)).toEqual([
      { metric: 'gap', value: { value: 0.2 - Math.log(4) + 1.2 } },
      { metric: 'half', value: { value: 1.5 } },
    ]);
  });

  it('may use an earlier one', () => {
    expect(derive({ 'twice-js': '2 * js', four: '2 * twice_js' }, { js: { value: 0.25 } })).toEqual([
      { metric: 'twice-js', value: { value: 0.5 } },
      { metric: 'four', value: { value: 1 } },
    ]);
  });

  it('is absent where a value that it needs is absent, and says which and why', () => {
    expect(
      derive({ gap: 'js - value', next: 'gap + 1' }, { js: { value: 1 }, value: { absent: 'no probability' } }),
    ).toEqual([
      { metric: 'gap', value: { absent: 'value is absent: no probability' } },
      { metric: 'next', value: { absent: 'gap is absent: value is absent: no probability' } },
    ]);
    expect(derive({ root: 'sqrt(value)' }, { value: { value: -1 } })).toEqual([
      { metric: 'root', value: { absent: 'sqrt(-1) is not a number' } },
    ]);
  });

  it('may use a metric with options, whose punctuation becomes underscores', () => {
    const covered = { 'modes-covered(atLeast=5)': { value: 6 } };
    expect(derive({ missing: '8 - modes_covered_atLeast_5' }, covered)).toEqual([
      { metric: 'missing', value: { value: 2 } },
    ]);
  });

  it('distinguishes columns that differ in signs alone', () => {
    const columns = ['m(at=-1)', 'm(at=1)', 'n(at=-1)', 'm(at=1e-5)', 'm(at=1e5)'];
    const measured = new Map(columns.map((column, i) => [column, { value: 10 ** i }] as const));
    const of = (text: string) => {
      const { parsed, problems } = parseDerivations([{ name: 'x', text }], columns);
      return problems.length > 0 ? problems[0].message : deriveValues(parsed, measured)[0].value;
    };
    expect(of('m_at_minus_1')).toEqual({ value: 1 });
    expect(of('m_at_1')).toEqual({ value: 10 });
    expect(of('n_at_1')).toEqual({ value: 100 }); // alone, as always
    expect(of('m_at_1e_5 + m_at_1e5')).toEqual({ value: 11_000 });
  });

  it('may be infinite', () => {
    expect(derive({ twice: '2 * kl_q_p' }, { 'kl-q-p': { value: Infinity } })).toEqual([
      { metric: 'twice', value: { value: Infinity } },
    ]);
  });

  it('is absent where infinities have no result', () => {
    const infinite = { 'kl-q-p': { value: Infinity }, value: { value: Infinity } };
    expect(derive({ gap: 'kl_q_p - value', ratio: 'kl_q_p / value', still: 'kl_q_p + value' }, infinite)).toEqual([
      { metric: 'gap', value: { absent: 'subtract(Infinity, Infinity) is not a number' } },
      { metric: 'ratio', value: { absent: 'divide(Infinity, Infinity) is not a number' } },
      { metric: 'still', value: { value: Infinity } },
    ]);
  });

  it('is absent where it divides by 0', () => {
    const measured = { js: { value: 0.5 }, value: { value: 0 }, 'kl-q-p': { value: Infinity } };
    const asked = {
      ratio: 'js / value',
      power: 'value^-1',
      both: 'kl_q_p / value',
      none: 'value / js',
      far: 'js / kl_q_p',
    };
    expect(derive(asked, measured)).toEqual([
      { metric: 'ratio', value: { absent: 'divide(0.5, 0) is not a number' } },
      { metric: 'power', value: { absent: 'pow(0, -1) is not a number' } },
      { metric: 'both', value: { absent: 'divide(Infinity, 0) is not a number' } },
      { metric: 'none', value: { value: 0 } },
      { metric: 'far', value: { value: 0 } },
    ]);
  });

  it.each([
    ['2 * jss', 'unknown word `jss`', 'js'],
    ['end("js")', 'unknown function `end`', null],
    ['min("js")', 'min takes numbers, got a string', null],
    ['js > 1', 'is a boolean where a number is needed', null],
    ['2 js', 'write 2 * js', null],
  ])('%s is refused', (text, message, didYouMean) => {
    expect(derive({ gap: text }, {})).toMatchObject([
      { name: 'gap', message: expect.stringContaining(message), didYouMean },
    ]);
  });

  it('cannot take the name of a metric that is measured, or of another one', () => {
    expect(derive({ js: '1' }, {})).toMatchObject([{ name: 'js', message: 'the column js already exists' }]);
  });
});

it('a derivation that throws costs its own value', () => {
  const { parsed } = parseDerivations([{ name: 'double', text: '2*js' }], ['js']);
  const broken = { name: 'broken', expression: null as never };
  const [first, second] = deriveValues([broken, ...parsed], new Map([['js', { value: 3 }]]));
  expect(first).toEqual({
    metric: 'broken',
    value: { absent: expect.stringMatching(/^broken could not be computed: /) },
  });
  expect(second).toEqual({ metric: 'double', value: { value: 6 } });
});
