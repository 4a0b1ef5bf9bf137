import { describe, expect, it } from 'vitest';
import { file, load, problemsOf } from '../../../test/support/experiment-files.js';

describe('the text of an experiment file', () => {
  const texts: readonly (readonly [what: string, text: string, says: readonly string[]])[] = [
    ['nothing', '', ['1:1: must be an object with a name, a question and a base']],
    ['a list', '- 1\n', ['1:1: must be an object with a name, a question and a base']],
    ['a key twice', file('seeds: 1\nseeds: 2\n'), ['9:1: duplicate key "seeds" (first on line 8)']],
    [
      'a key three times, on one line',
      'base: { steps: 1, steps: 2, "steps": 3 }\n',
      ['1:19: duplicate key "steps" (first on line 1)', '1:29: duplicate key "steps" (first on line 1)'],
    ],
    [
      'a key twice before what cannot be read',
      'name: x\nname: y\nbase:\n\tsteps: 1\n',
      ['2:1: duplicate key "name" (first on line 1)', '4:1: cannot be read: indent with spaces, not with tabs'],
    ],
    ['tabs', 'name: x\nbase:\n\ttarget: ring\n', ['3:1: cannot be read: indent with spaces, not with tabs']],
    ['a tag', 'name: !!js/function "x"\n', ['1:7: tags (!...) are not supported']],
    [
      'two documents',
      'name: x\n---\nname: y\n',
      ['2:1: a file holds one experiment: a second document (---) starts here'],
    ],
    ['an object as a key', '? [a]\n: 1\n', ['1:3: a key must be a scalar']],
    ['an alias of itself', 'name: &v [*v]\n', ['1:11: name[0]: alias *v contains itself']],
    ['an alias of nothing', 'name: *v\n', ['1:7: name: undefined alias *v: there is no anchor &v above it']],
  ];
  it.each(texts)('is refused with %s', async (_, text, says) => {
    expect(await problemsOf(text)).toEqual(expect.arrayContaining([...says]));
  });

  it('reports only the first syntax error, which causes the others', async () => {
    expect(await problemsOf('name: x\nbase: { a: 1\nvary: [\nseeds: ]]\n')).toHaveLength(1);
  });

  it('expands aliases, but refuses an alias bomb', async () => {
    const bomb = ['a: &a [1,1,1,1,1,1,1,1,1,1]', ...['b', 'c', 'd', 'e', 'f', 'g', 'h'].map(fold)].join('\n');
    expect(await problemsOf(bomb)).toEqual(['5:29: e[7]: expands to more than 100000 values']);
    const aliased = file(
      'vary:\n  optimizer.lr: &rates [0.1, 0.2]\n  regularizer.gamma: *rates\n',
      '  regularizer: &p r1\n',
    );
    expect((await load(aliased)).cells.map(({ setting }) => setting.regularizer!.generator.gamma)).toEqual([
      0.1, 0.2, 0.1, 0.2,
    ]);
  });

  const fold = (name: string) => {
    const before = String.fromCharCode(name.charCodeAt(0) - 1);
    return `${name}: &${name} [${Array(10).fill(`*${before}`).join(',')}]`;
  };

  // Without the guard the parser's stack overflow would end the process.
  it.each([
    ['brackets', `name: ${'['.repeat(20_000)}${']'.repeat(20_000)}\n`, '1:207: is nested more than 200 deep'],
    ['dashes', `name:\n${'- '.repeat(20_000)}1\n`, '2:200: is nested more than 200 deep'],
    [
      'objects',
      `name:\n${Array.from({ length: 900 }, (_, i) => `${' '.repeat(i + 1)}a:`).join('\n')} 1\n`,
      '202:200: is nested more than 200 deep',
    ],
  ])('is refused with thousands of nested %s', async (_, text, says) => {
    expect(await problemsOf(text)).toEqual([says]);
  });

  it('accepts an expression with filters without quotes', async () => {
    const { claims } = await load(
      file(
        'vary: { loss: [minimax, hinge] }\nclaims:\n  - id: a\n    says: b\n    holds: end("js", {loss: "hinge"}) < 1   # it\'s so\n',
      ),
    );
    expect(claims[0]!.holds).toBe('end("js", {loss: "hinge"}) < 1');
  });

  it('may be JSON, with tabs', async () => {
    const text =
      '{"name": "x", "question": "q",\n\t"base": {"target": "ring", "generator": "mlp", "discriminator": "mpl"},\n"measure": {"metrics": ["js"]}}';
    const [line] = await problemsOf(text, { name: 'x.json' });
    expect(line).toMatch(/^2:66: base\.discriminator: unknown network "mpl"; did you mean "mlp"\? Available: /);
  });
});

describe('a module', () => {
  const data = `{ name: 'x', question: 'q', base: { target: 'ring', generator: 'mlp', discriminator: 'mlp' }, measure: { metrics: ['js'] }`;

  it('exports the same plain data', async () => {
    const { cells } = await load(`export default ${data}, vary: { steps: [1, 2].map((n) => n * 100) } }`, {
      name: 'a.mjs',
    });
    expect(cells.map(({ setting }) => setting.steps)).toEqual([100, 200]);
  });

  const flawed: readonly (readonly [what: string, code: string, says: RegExp])[] = [
    ['nothing', 'export const x = 1', /its default export is of type undefined: an experiment must be plain data/],
    [
      'a function',
      `export default ${data}, vary: () => 1 }`,
      /its default export\.vary is of type function: an experiment must be plain data/,
    ],
    ['an instance', `export default ${data}, vary: new Map() }`, /its default export\.vary is not a plain object/],
    ['a cycle', `const e = ${data} }; e.base.x = e; export default e`, /its default export\.base\.x contains itself/],
    ['an error', 'throw new Error("out of ideas")', /cannot be read: out of ideas/],
  ];
  it.each(flawed)('is refused with %s', async (what, code, says) => {
    const [line] = await problemsOf(code, { name: `${what.replace(/\W/g, '')}.mjs` });
    expect(line).toMatch(says);
  });

  it('has problems without lines', async () => {
    const [line] = await problemsOf(`export default ${data}, seeds: 0 }`, { name: 'seeds.mjs' });
    expect(line).toBe('seeds: must be at least 1, got 0');
  });
});
