/** What a member of each family must have, checked when an extension is loaded: JavaScript has no types that would. */
import { z } from 'zod';
import { isMemberName } from '../../core/gan/family.js';
import { isScalarOption } from '../../core/gan/options.js';
import { nearest } from '../../core/text/nearest.js';
import { singular, wordList } from '../../core/text/words.js';
import type { ExtensibleFamily } from './kit.js';

type Part = readonly [what: string, is: (value: unknown) => boolean];

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
const isText = (value: unknown) => typeof value === 'string' && value.trim() !== '';
const isList = (is: (value: unknown) => boolean) => (value: unknown) => Array.isArray(value) && value.every(is);
const isFunction = (value: unknown) => typeof value === 'function';
const isNumber = (value: unknown) => typeof value === 'number' && !Number.isNaN(value);
const hasReason = (value: unknown) => isObject(value) && isText(value.none);

const aFunction: Part = ['a function', isFunction];
const aText: Part = ['a text', isText];
const anObject: Part = ['an object', isObject];
const words = (...allowed: readonly string[]): Part => [
  wordList(
    allowed.map((word) => `'${word}'`),
    'or',
  ),
  (value) => allowed.includes(value as string),
];

const COMMON: Readonly<Record<string, Part>> = { name: aText, description: aText, options: anObject };
const COMMON_OPTIONAL: Readonly<Record<string, Part>> = {
  paper: aText,
  notes: ['a list of texts', isList(isText)],
  paperChoices: ['a list of { path, value }', isList((one) => isObject(one) && isText(one.path) && 'value' in one)],
};

/** Per family, what a member must have and what it may have, in the order of its interface. */
const PARTS: Readonly<
  Record<ExtensibleFamily, readonly [must: Readonly<Record<string, Part>>, may: Readonly<Record<string, Part>>]>
> = {
  losses: [
    {
      real: aFunction,
      fake: aFunction,
      generator: aFunction,
      optimum: ["a function, or { none: 'the reason' }", (value) => isFunction(value) || hasReason(value)],
      probability: ['a function, or null', (value) => isFunction(value) || value === null],
    },
    {
      relative: aFunction,
      optimalScore: aFunction,
      logit: ['{ scale, shift }', (value) => isObject(value) && isNumber(value.scale) && isNumber(value.shift)],
      kinks: ['a list of numbers', isList(isNumber)],
      finite: ['{ low, high }', (value) => isObject(value) && isNumber(value.low) && isNumber(value.high)],
    },
  ],
  regularizers: [
    { add: aFunction },
    {
      onlyFor: words('generator', 'discriminator'),
      usesScoreGradient: ['true', (value) => value === true],
      draws: anObject,
      transformInput: aFunction,
      project: aFunction,
    },
  ],
  optimizers: [{ memory: anObject, update: aFunction }, {}],
  schemes: [
    { draws: aFunction, step: aFunction },
    { memory: anObject, throughUpdates: ['true', (value) => value === true] },
  ],
  targets: [{ create: aFunction }, { metrics: ['a list of metrics', isList(isText)] }],
  initializers: [{ weights: aFunction, bias: aFunction }, {}],
  metrics: [
    {
      unit: aText,
      better: words('lower', 'higher', 'neither'),
      range: [
        '[low, high]',
        (value) => Array.isArray(value) && value.length === 2 && value.every(isNumber) && value[0] < value[1],
      ],
      ideal: ['a number, or null', (value) => isNumber(value) || value === null],
      compute: aFunction,
      estimator: aFunction,
    },
    {
      isOfGeneratedAlone: ['true or false', (value) => typeof value === 'boolean'],
      lines: ['a list of { at, label }', isList((one) => isObject(one) && isNumber(one.at) && isText(one.label))],
      linesFor: aFunction,
      digits: ['a number', isNumber],
      theory: aFunction,
      vector: [
        '{ replacesValue, compute }',
        (value) => isObject(value) && typeof value.replacesValue === 'boolean' && isFunction(value.compute),
      ],
    },
  ],
  failures: [
    {
      kind: words('failure'),
      summary: aText,
      requires: ['a list of lists of metrics', isList(isList(isText))],
      precedes: ['a list of failure modes', isList(isText)],
      test: aFunction,
    },
    { appliesToDiverged: ['true or false', (value) => typeof value === 'boolean'] },
  ],
};

// Keys that a resolved choice has beside the member's options, and those that tell the players apart.
const RESERVED = ['name', 'extension', 'sha256', 'generator', 'discriminator'];

/** Why the member cannot be one of the family, as a sentence; null where it can. */
export function shapeProblem(member: unknown, family: ExtensibleFamily): string | null {
  if (!isObject(member)) return `a ${singular(family)} must be an object`;
  const { name, options } = member;
  if (!isText(name)) return `a ${singular(family)} must have a name`;
  if (!isMemberName(name as string))
    return `the name "${name}" must be words of lower-case letters and digits with hyphens between them`;
  const [must, may] = PARTS[family];
  const required = { ...COMMON, ...must };
  const all: Readonly<Record<string, Part>> = { ...required, ...COMMON_OPTIONAL, ...may };
  for (const [key, [what, is]] of Object.entries(all)) {
    const value = member[key];
    if (value === undefined && !(key in required)) continue;
    if (!is(value)) return `${name}: ${key} must be ${what}${value === undefined ? ', and is missing' : ''}`;
  }
  const stranger = Object.keys(member).find((key) => !(key in all));
  if (stranger !== undefined) {
    const meant = nearest(stranger, Object.keys(all));
    return `${name}: a ${singular(family)} has no "${stranger}"${meant === undefined ? '' : `; did you mean "${meant}"?`}`;
  }
  const { lr } = options as Record<string, z.ZodType | undefined>;
  if (family === 'optimizers' && !(lr && isScalarOption(lr)))
    return `${name}: an optimizer must have the option lr, made by scalar()`;
  return optionsProblem(name as string, options as Record<string, unknown>);
}

function optionsProblem(name: string, options: Record<string, unknown>): string | null {
  for (const [key, option] of Object.entries(options)) {
    if (RESERVED.includes(key)) return `${name}: no option can be called "${key}"`;
    if (!(option instanceof z.ZodType)) return `${name}: the option ${key} must be made by scalar(), count() or z`;
    if (!isText(option.description)) return `${name}: the option ${key} must have a description`;
  }
  return null;
}
