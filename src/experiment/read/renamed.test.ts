import { describe, expect, it } from 'vitest';
import { file, problemsOf } from '../../../test/support/experiment-files.js';

/** The problems, without their positions. */
async function messages(text: string, set: readonly string[] = []): Promise<readonly string[]> {
  return (await problemsOf(text, { set })).map((line) => /"[^"]*" is called "[^"]*" since .*$/.exec(line)?.[0] ?? line);
}

const changed = (from: string, to: string) => `"${from}" is called "${to}" since version 0.2`;

describe('a key of version 0.1 is refused with its new name, and nothing else is said of it', () => {
  it('in base', async () => {
    const text = 'name: x\nquestion: Why?\nbase:\n  arena: dirac\n  penalty: r1\nmeasure: { metrics: [distance] }\n';
    expect(await problemsOf(text)).toEqual([
      `4:3: base.arena: ${changed('arena', 'game')}`,
      `5:3: base.penalty: ${changed('penalty', 'regularizer')}`,
    ]);
  });

  it.each([
    ['vary', 'vary: { penalty: [none, r1] }\n', ['penalty']],
    ['a path of vary', 'vary: { penalty.discriminator.gamma: [1, 2] }\n', ['penalty.discriminator.gamma']],
    ['zip', 'zip: { penalty: [none, r1], steps: [1, 2] }\n', ['penalty']],
    ['also', 'also: [{ penalty.discriminator: r1 }]\n', ['penalty.discriminator']],
    ['exclude', 'vary: { loss: [minimax, hinge] }\nexclude: [{ penalty: r1 }]\n', ['penalty']],
  ])('in %s', async (_, more, paths) => {
    expect(await messages(file(more))).toEqual(
      paths.map((path) => changed(path, path.replace('penalty', 'regularizer'))),
    );
  });

  it('in a profile, on the command line and among the sections', async () => {
    const text = file('profiles: { p: { base: { penalty: r1 } } }\n');
    expect(await problemsOf(text, { profile: 'p' })).toEqual([
      `8:26: profiles.p.base.penalty: ${changed('penalty', 'regularizer')}`,
    ]);
    expect(await problemsOf(file(), { set: ['base.penalty.gamma=1'] })).toEqual([
      `--set base.penalty.gamma=1: ${changed('penalty.gamma', 'regularizer.gamma')}`,
    ]);
    expect(await messages(file('verdicts: [healthy]\n'))).toEqual([changed('verdicts', 'failures')]);
  });

  it('in claims: given, filters, functions and failure modes', async () => {
    const claim = (holds: string, given = '') =>
      messages(file(`vary: { regularizer: [none, r1] }\nclaims: [{ id: a, says: b, holds: '${holds}'${given} }]\n`));
    expect(await claim('end("js") < 1', ', given: { penalty: r1 }')).toEqual([changed('penalty', 'regularizer')]);
    expect(await claim('end("js", {penalty: "r1"}) < 1')).toEqual([changed('penalty', 'regularizer')]);
    expect(await claim('verdict({regularizer: "r1"}) == "healthy"')).toEqual([changed('verdict()', 'diagnosis()')]);
    expect(await claim('diagnosis({regularizer: "r1"}) == "imprecise"')).toEqual([changed('imprecise', 'poor-fit')]);
  });
});

it.each([
  ['imprecise', 'poor-fit'],
  ['off-data', 'off-manifold'],
  ['lagging-discriminator', 'weak-discriminator'],
  ['unfinished', 'still-improving'],
  ['uneven-modes', 'mode-imbalance'],
])('the failure mode %s is %s', async (before, now) => {
  expect(await messages(file(`failures: [${before}]\n`))).toEqual([changed(before, now)]);
  expect(await messages(file(`failures: [${now}]\n`))).toEqual([]);
});
