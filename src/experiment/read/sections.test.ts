import { describe, expect, it } from 'vitest';
import { file, load, problemsOf } from '../../../test/support/experiment-files.js';

const FIELDS =
  'game, target, latent, generator, discriminator, loss, regularizer, optimizer, scheme, averaging, steps, batch, dtype';

describe('measure', () => {
  it('refuses unknown metrics, unknown options, and duplicates', async () => {
    const metrics = '[js, jss, { name: modes-covered, atLeast: 0 }, { name: js, x: 1 }, js]';
    const problems = await problemsOf(file().replace('metrics: [js]', `samples: 20000000, metrics: ${metrics}`));
    expect(problems).toEqual([
      '7:21: measure.samples: must be at most 10000000, got 20000000',
      expect.stringMatching(/^7:45: measure\.metrics\[1\]: unknown metric "jss"; did you mean "js"\? Available: /),
      '7:82: measure.metrics[2].atLeast: must be at least 1, got 0',
      expect.stringMatching(/^7:99: measure\.metrics\[3\]\.x: unknown option "x" of js/),
      '7:107: measure.metrics[4]: duplicate metric js',
    ]);
  });
});

describe('failures', () => {
  it('are those with other options, and absent from a plan that sets none', async () => {
    const set = file('failures: [{ name: vanishing-gradient, overlap: 0.2 }]\n');
    expect((await load(set)).failures).toEqual([expect.objectContaining({ name: 'vanishing-gradient', overlap: 0.2 })]);
    expect(await load(file())).not.toHaveProperty('failures');
  });

  it('are refused with an unknown name, an option out of range, and duplicates', async () => {
    const set = 'failures:\n  - healthyy\n  - { name: healthy, rest: 1.5 }\n  - healthy\n  - healthy\n';
    expect(await problemsOf(file(set))).toEqual([
      expect.stringMatching(/unknown failure mode "healthyy"; did you mean "healthy"\? Available: /),
      expect.stringContaining('failures[1].rest: must be below 1, got 1.5'),
      expect.stringContaining('failures[3]: duplicate failure mode "healthy"'),
    ]);
  });
});

describe('derived metrics', () => {
  const derive = 'derive:\n  gap: 2*js\n  half: js/2\n';

  it('are kept in the order of the file, and claims may use them', async () => {
    const claims = `claims:\n  - { id: a, says: b, holds: 'end("gap") > end("half")' }\n`;
    expect((await load(file(derive + claims))).derive).toEqual([
      { name: 'gap', text: '2*js' },
      { name: 'half', text: 'js/2' },
    ]);
  });

  it('cannot have the name of another column of results.csv', async () => {
    const taken = 'vary: { loss: [minimax, hinge] }\nderive:\n  seed: 2*js\n  loss: js/2\n';
    expect(await problemsOf(file(taken))).toEqual([
      '10:3: derive.seed: results.csv already has a column "seed"',
      '11:3: derive.loss: results.csv already has a column "loss"',
    ]);
  });

  it("report the checker's problems with the expression's line", async () => {
    expect(await problemsOf(file(derive.replace('js/2', 'jss/2')))).toEqual([
      '10:9: derive.half: unknown word `jss`; did you mean "js"? Available: js, gap, pi',
    ]);
  });

  it('have plain names and are strings', async () => {
    expect(await problemsOf(file('derive: { Gap: js, gap: [js] }\n'))).toEqual([
      expect.stringContaining('derive.Gap: '),
      expect.stringContaining('derive.gap: must be '),
    ]);
  });
});

// A question about the runs of one setting.
const HOLDS = `holds: 'end("js") < 1'`;

describe('claims', () => {
  const sweep = 'vary: { loss: [minimax, hinge] }\nclaims:\n';

  it('are checked one by one', async () => {
    const claims = "  - { id: a, says: b, hold: 'x' }\n  - { id: c, says: d, holds: 'x', given: { los: hinge } }\n";
    expect(await problemsOf(file(sweep + claims))).toEqual([
      '10:5: claims[0].holds: is missing',
      '10:23: claims[0].hold: unknown key "hold"; did you mean "holds"? Available: id, says, source, given, holds, atLeast, deterministic, published',
      '11:44: claims[1].given.los: "los" does not vary; did you mean "loss"? Available: loss',
    ]);
  });

  it('have unique ids and match a setting', async () => {
    const claims = `  - { id: a, says: b, ${HOLDS}, given: { loss: wasserstein } }\n  - { id: a, says: b, ${HOLDS}, given: { loss: hinge } }\n`;
    expect(await problemsOf(file(sweep + claims))).toEqual([
      '10:54: claims[0].given: matches no setting',
      '11:11: claims[1].id: duplicate claim id "a"',
    ]);
  });

  it('have expressions of at most 1000 characters', async () => {
    const [line] = await problemsOf(file(`claims:\n  - { id: a, says: b, holds: '${'1 < 2 '.repeat(200)}' }\n`));
    expect(line).toMatch(/^9:30: claims\[0\]\.holds: must have at most 1000 characters, got "1 < 2/);
  });

  it("report the checker's problems with the expression's line", async () => {
    const claims = '  - id: a\n    says: b\n    given: { loss: hinge }\n    holds: end("jss") < 1\n';
    expect(await problemsOf(file(sweep + claims))).toEqual([
      '13:12: claims[0].holds: metric "jss" is not measured; did you mean "js"? Available: js',
    ]);
  });

  it('are about the settings of `given`', async () => {
    const claims = '  - id: a\n    says: b\n    holds: end("js") < 1\n';
    expect(await problemsOf(file(sweep + claims))).toEqual([
      expect.stringContaining('claims[0].holds: end("js"): no filter selects 2 settings; filter by loss too'),
    ]);
    expect(await problemsOf(file(`${sweep + claims}    given: { loss: hinge }\n`))).toEqual([]);
  });
});

describe('a claim about a setting that --set removed', () => {
  it('is left out with a note', async () => {
    const text = file(
      `vary: { loss: [minimax, hinge] }\nclaims:\n  - { id: a, says: b, ${HOLDS}, given: { loss: minimax } }\n  - { id: c, says: d, ${HOLDS}, given: { loss: hinge } }\n`,
    );
    const notices: string[] = [];
    const { claims } = await load(text, { set: ['loss=hinge'], notice: (sentence) => notices.push(sentence) });
    expect(claims.map(({ id }) => id)).toEqual(['c']);
    expect(notices).toEqual(['--set leaves out the claim a: matches no setting']);
  });
});

describe('profiles, --set and --seeds', () => {
  it('report what is wrong', async () => {
    const text = file('profiles:\n  smoke: { base: { stepz: 9 }, seeds: 1, measure: { evry: 2 } }\n');
    expect(await problemsOf(text, { profile: 'smoke' })).toEqual([
      `9:20: profiles.smoke.base.stepz: unknown field "stepz"; did you mean "steps"? Available: ${FIELDS}`,
      '9:53: profiles.smoke.measure.evry: unknown key "evry"; did you mean "every"? Available: every, samples, metrics, keep',
    ]);
    const [unknown] = await problemsOf(text, { profile: 'smok' });
    expect(unknown).toBe('profiles: unknown profile "smok"; did you mean "smoke"? Available: smoke');
  });

  it('may name a field with `base.` in front, as in the file', async () => {
    const [one, other] = await Promise.all(
      ['loss=hinge', 'base.loss=hinge'].map((set) => load(file(), { set: [set] })),
    );
    expect(other.cells).toEqual(one.cells);
    expect(JSON.stringify(one.cells[0].setting.loss)).toContain('hinge');
  });

  it('are refused if invalid', async () => {
    expect(
      await problemsOf(file(), { set: ['nope', 'loss=[', 'loss=&a [*a]', 'optimizr.lr=1', 'optimizer.lr=-1'] }),
    ).toEqual([
      '--set nope: must be path=value with a YAML value, as in --set optimizer.lr=0.001',
      '--set loss=[: must be path=value with a YAML value, as in --set optimizer.lr=0.001',
      '--set loss=&a [*a]: must be path=value with a YAML value, as in --set optimizer.lr=0.001',
      `--set optimizr.lr=1: unknown field "optimizr"; did you mean "optimizer"? Available: ${FIELDS}`,
      '--set optimizer.lr=-1: must be above 0, got -1',
    ]);
    expect(await problemsOf(file(), { seeds: '3-1' })).toEqual([
      '--seeds 3-1: 3-1 is not a range of up to 100000 seeds',
    ]);
  });
});

describe('objects with many keys', () => {
  const many = (n: number, of: (i: number) => string) => `{ ${Array.from({ length: n }, (_, i) => of(i)).join(', ')} }`;

  it.each([
    ['base', many(1001, (i) => `generator.h${i}: 1`), /^9:7: base: has 1001 keys; at most 1000 are allowed$/],
    [
      'a choice',
      `{ generator: ${many(1001, (i) => `h${i}: 1`)} }`,
      /^9:20: base\.generator: has 1001 keys; at most 1000/,
    ],
    ['a list', `{ generator: { hidden: [${many(1001, (i) => `h${i}: 1`)}] } }`, /hidden\[0\]: has 1001 keys/],
  ])('are refused in %s, before the sweep is expanded', async (_, base, message) => {
    const lines = await problemsOf(`name: x\nquestion: q\n\n\n\n\n\n\nbase: ${base}\n`);
    expect(lines).toEqual([expect.stringMatching(message)]);
  });

  it.each(['vary', 'zip'])('are refused in %s beyond 100 axes', async (section) => {
    const axes = (n: number) => `${section}: ${many(n, (i) => `generator.hidden${i}: [1]`)}\n`;
    expect(await problemsOf(file(axes(101)))).toContainEqual(
      expect.stringMatching(/: (vary|zip): has 101 axes; at most 100 are allowed$/),
    );
    expect((await problemsOf(file(axes(100)))).join()).not.toContain('axes');
  });
});

it('a number beyond its bound and that of integers has the problem of its own', async () => {
  expect((await problemsOf(file('', '  steps: 1e300\n'))).filter((line) => line.includes('steps'))).toEqual([
    expect.stringMatching(/base\.steps: must be at most 1000000000, got 1e\+300$/),
  ]);
});
