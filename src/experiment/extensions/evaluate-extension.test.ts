import { describe, expect, it } from 'vitest';
import { lossText, MEMBERS_TEXT } from '../../../test/support/extensions.js';
import { evaluateExtension } from './evaluate-extension.js';

const of = (code: string) => evaluateExtension({ file: 'own.js', sha256: '', code });

describe('the code of an extension', () => {
  it('makes members, each of the family that made it', async () => {
    const made = [...(await of(lossText())), ...(await of(MEMBERS_TEXT))];
    expect(made.map(({ family, member: { name } }) => `${family} ${name}`)).toEqual([
      'losses own-loss',
      'metrics own-metric',
      'failures own-failure',
      'targets own-target',
      'initializers own-initializer',
      'optimizers own-optimizer',
      'regularizers own-regularizer',
      'schemes own-scheme',
    ]);
  });

  it.each([
    ['export const x = 1;', 'must have a default export that is a function'],
    ['export default { name: "x" };', 'must have a default export that is a function'],
    ['export default () => ({ name: "x" });', 'must return what a function of its argument made'],
    ['export default () => [];', 'makes no member'],
    ['export default () => undefined;', 'must return what a function of its argument made'],
    ['\nthrow new Error("no");', 'failed: no (line 2)'],
    ['export default ({ loss }) => {\n  return loss(missing);\n};', 'failed: missing is not defined (line 2)'],
    ['const a = 1;\nconst b = ;', "is not JavaScript: Unexpected token ';' (line 2)"],
    ['import { x } from "./x.js";\nexport default x;', 'imports "./x.js": an extension is one file'],
    ['import { x } from "helvetica";\nexport default x;', 'imports "helvetica": an extension is one file'],
    ['export default async () => import("./x.js");', 'failed: '],
  ])('is refused: %s', async (code, message) => {
    await expect(of(code)).rejects.toThrow(message);
  });
});

describe('a member of an extension', () => {
  const changed = (from: string, to: string) => of(lossText().replace(from, to));

  it.each([
    ["name: 'own-loss',", '', 'a loss must have a name'],
    ["'own-loss'", "'Own Loss'", 'the name "Own Loss" must be words of lower-case letters'],
    ['description: ', 'descripton: ', 'own-loss: description must be a text, and is missing'],
    ['probability: null', 'probability: 1', 'own-loss: probability must be a function, or null'],
    ['probability: null', 'probabilty: null', 'own-loss: probability must be a function, or null, and is missing'],
    ['optimum: (', 'kink: [0], optimum: (', 'own-loss: a loss has no "kink"; did you mean "kinks"?'],
    [
      'optimum: (logRatio, { margin }) => margin * Math.tanh(logRatio / 2)',
      'optimum: null',
      "or { none: 'the reason' }",
    ],
    ['scalar({', '({', 'own-loss: the option margin must be made by scalar(), count() or z'],
    [
      "description: 'the score that D should give to data', ",
      '',
      'own-loss: the option margin must have a description',
    ],
    ['options: { margin: ', 'options: { extension: ', 'own-loss: no option can be called "extension"'],
  ])('is refused with %s as %s', async (from, to, message) => {
    expect(lossText()).toContain(from);
    await expect(changed(from, to)).rejects.toThrow(message);
  });

  it.each([
    ["unit: 'length of x',", "unit: 'length of x', digits: 0,", 'own-metric: digits: '],
    ["unit: 'length of x',", `unit: '${'x'.repeat(160)}',`, 'own-metric: unit: '],
  ])('that is a metric has what a plan can keep: not %s as %s', async (from, to, message) => {
    expect(MEMBERS_TEXT).toContain(from);
    await expect(of(MEMBERS_TEXT.replace(from, to))).rejects.toThrow(message);
  });

  it('that is an optimizer has a learning rate', async () => {
    const text = MEMBERS_TEXT.replace('options: { lr: scalar', 'options: { rate: scalar');
    await expect(of(text)).rejects.toThrow('own-optimizer: an optimizer must have the option lr');
  });
});
